package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.ElasticTransform;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Resize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Translate;
import dev.variegate.pixel.SamplingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplacementFieldTest {

  private static final Size SIZE = new Size(64, 48);
  private static final ElasticTransform.At ELASTIC =
      new ElasticTransform.At(2, 8, 5, Interpolation.BILINEAR, Border.REPLICATE, 0);
  private static final Rotate.At TURN =
      new Rotate.At(20, Interpolation.BILINEAR, Border.REPLICATE, 0);

  @Test
  void aConstantOffsetIsAShift() {
    var step = new Translate.At(3, 2, Border.CONSTANT, 0.5);
    var field =
        DisplacementField.of(
            SIZE,
            new SamplingMode(Interpolation.BILINEAR, Border.CONSTANT, 0.5),
            size -> {
              var pairs = new float[2 * size.width() * size.height()];
              for (int i = 0; i < pairs.length; i++) {
                pairs[i] = i % 2 == 0 ? -3 : -2;
              }
              return SamplingGrid.matrix(size, pairs);
            });
    for (int channels : new int[] {1, 3, 4, 9}) {
      try (var image = TestImages.smooth(64, 48, channels, SampleType.UINT8);
          var moved = field.apply(image);
          var shifted = step.lower(SIZE).apply(image)) {
        assertThat(moved.sameSamples(shifted)).isTrue();
      }
    }
  }

  @Test
  void mergesWithStraightMapsOnBothSidesIntoOneForm() {
    var crop = new Crop.At(5, 6, 50, 40);
    var flip = new Flip.At(Flip.Axis.HORIZONTAL);
    var fused = Fusion.fuse(List.of(flip, TURN, ELASTIC, crop), SIZE);
    assertThat(fused).hasSize(1);
    assertThat(fused.get(0).sizeAfter(SIZE)).isEqualTo(new Size(50, 40));
  }

  @Test
  void fusedIsUnfusedButForInterpolation() {
    for (var steps :
        List.of(
            List.of(TURN, ELASTIC),
            List.of(ELASTIC, TURN),
            List.of(ELASTIC, new Flip.At(Flip.Axis.VERTICAL), TURN, ELASTIC))) {
      try (var image = TestImages.smooth(64, 48, 3, SampleType.UINT8);
          var fused = Fusion.apply(Fusion.fuse(steps, SIZE), image);
          var single = Fusion.apply(Fusion.lower(steps, SIZE), image)) {
        assertThat(inside(fused, single)).isLessThan(6);
      }
    }
  }

  /** The mean difference of the samples away from the edge. */
  private static double inside(Image one, Image other) {
    int[] ours = TestImages.samples(one);
    int[] theirs = TestImages.samples(other);
    double sum = 0;
    int count = 0;
    for (int y = 12; y < 36; y++) {
      for (int x = 16; x < 48; x++) {
        int at = 3 * (y * 64 + x);
        sum += Math.abs(ours[at] - theirs[at]);
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void anAveragingScaleStaysByItself() {
    var half = new Resize.At(32, 24, Interpolation.AREA);
    assertThat(Fusion.fuse(List.of(ELASTIC, half), SIZE)).hasSize(2);
  }

  @Test
  void bordersThatDisagreeStayByThemselves() {
    var white = new Rotate.At(20, Interpolation.BILINEAR, Border.CONSTANT, 1);
    assertThat(Fusion.fuse(List.of(ELASTIC, white), SIZE)).hasSize(2);
    assertThat(Fusion.fuse(List.of(white, ELASTIC), SIZE)).hasSize(2);
  }
}
