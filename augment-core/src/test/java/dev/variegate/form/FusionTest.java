package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.color.Gamma;
import dev.variegate.op.color.Hue;
import dev.variegate.op.color.Saturation;
import dev.variegate.op.geometric.Affine;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.RandomResizedCrop;
import dev.variegate.op.geometric.Resize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Rotate90;
import dev.variegate.op.geometric.Shear;
import dev.variegate.op.geometric.Translate;
import dev.variegate.op.geometric.Transpose;
import dev.variegate.pixel.SamplingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusionTest {

  private static final Size SIZE = new Size(60, 40);
  private static final Rotate.At TURN =
      new Rotate.At(10, Interpolation.BILINEAR, Border.REFLECT101, 0);
  private static final Rotate.At TURN_ON_BLACK =
      new Rotate.At(10, Interpolation.BILINEAR, Border.CONSTANT, 0);

  private static List<Form> fuse(Step... steps) {
    return Fusion.fuse(List.of(steps), SIZE);
  }

  @Test
  void sixGeometricStepsAreOneWarp() {
    var border = Border.REFLECT101;
    var fused =
        fuse(
            new RandomResizedCrop.At(3, 4, 50, 30, 32, 24, Interpolation.BILINEAR),
            new Flip.At(Flip.Axis.HORIZONTAL),
            TURN,
            new Translate.At(3, 2, border, 0),
            new Shear.At(5, 2, Interpolation.BILINEAR, border, 0),
            new Affine.At(4, 1.1, 3, 0, 1, 2, Interpolation.BICUBIC, border, 0));
    assertThat(fused).singleElement().isInstanceOf(Geometric.class);
    var form = (Geometric) fused.get(0);
    assertThat(form.output()).isEqualTo(new Size(32, 24));
    assertThat(form.sampling()).isEqualTo(new SamplingMode(Interpolation.BICUBIC, border, 0));
  }

  @Test
  void neighboringColorStepsAreOneForm() {
    assertThat(
            fuse(
                new Brightness.At(1.1),
                new Contrast.At(0.9),
                new Saturation.At(1.2),
                new Hue.At(0.1),
                new Gamma.At(2)))
        .singleElement()
        .isInstanceOf(Pointwise.class);
  }

  @Test
  void onlyNeighborsOfOneFormMerge() {
    assertThat(
            fuse(
                TURN,
                new Gamma.At(2),
                new Brightness.At(2),
                TURN,
                new GaussianBlur.At(1),
                TURN,
                TURN))
        .extracting(form -> form.getClass().getSimpleName().replaceAll("\\$.*", ""))
        .containsExactly("Geometric", "Pointwise", "Geometric", "GaussianBlur", "Geometric");
  }

  @Test
  void whatComesBackToWhereItWasIsLeftOut() {
    var back = new Rotate.At(-10, Interpolation.BILINEAR, Border.REFLECT101, 0);
    assertThat(fuse(TURN, back)).isEmpty();
    assertThat(fuse(new Gamma.At(2), TURN, back, new Gamma.At(2))).hasSize(1);
    var quarter = new Rotate90.At(1);
    assertThat(fuse(quarter, quarter, quarter, quarter)).isEmpty();
  }

  @Test
  void differentBordersMergeOnlyIfOneIsNotSeen() {
    assertThat(fuse(TURN, TURN_ON_BLACK)).hasSize(2);
    var crop = new Crop.At(10, 10, 20, 10);
    assertThat(fuse(TURN, crop)).hasSize(1);
    assertThat(fuse(crop, TURN_ON_BLACK))
        .singleElement()
        .extracting(form -> ((Geometric) form).sampling().border())
        .isEqualTo(Border.CONSTANT);
  }

  @Test
  void areaMergesOnlyWhileUpright() {
    var shrink = new Resize.At(15, 10, Interpolation.AREA);
    assertThat(fuse(new Crop.At(0, 0, 30, 20), shrink, new Flip.At(Flip.Axis.VERTICAL)))
        .singleElement()
        .extracting(form -> ((Geometric) form).sampling().interpolation())
        .isEqualTo(Interpolation.AREA);
    assertThat(fuse(shrink, TURN)).hasSize(2);
    assertThat(fuse(shrink, new Translate.At(1, 0, Border.WRAP, 0))).hasSize(2);
  }

  @Test
  void sizesFlowThroughTheSteps() {
    var fused =
        fuse(
            new Transpose.At(),
            new GaussianBlur.At(1),
            new Resize.At(7, 9, Interpolation.BILINEAR),
            new Gamma.At(2));
    assertThat(((Geometric) fused.get(2)).input()).isEqualTo(new Size(40, 60));
    try (var image = TestImages.smooth(60, 40, 3, SampleType.UINT8);
        var made = Fusion.apply(fused, image)) {
      assertThat(made.size()).isEqualTo(new Size(7, 9));
    }
  }

  @Test
  void nothingToDoStillGivesANewImage() {
    try (var image = TestImages.smooth(6, 4, 3, SampleType.UINT8);
        var made = Fusion.apply(List.of(), image)) {
      assertThat(made).isNotSameAs(image);
      assertThat(made.sameSamples(image)).isTrue();
    }
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    try (var image = TestImages.smooth(6, 4, 3, SampleType.UINT8)) {
      assertThatThrownBy(() -> Fusion.apply(fuse(TURN), image))
          .hasMessage(
              "Image is 6x4 but must be 60x40 for this form; lower the step for the image's size");
    }
  }
}
