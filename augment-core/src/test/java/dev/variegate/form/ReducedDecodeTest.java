package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.ReducedGrid;
import dev.variegate.image.Size;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.RandomResizedCrop;
import dev.variegate.op.geometric.Resize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Rotate90;
import dev.variegate.op.geometric.Shear;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReducedDecodeTest {

  private static final Size SIZE = new Size(4000, 3000);

  private static ReducedGrid grid(int scale) {
    return new ReducedGrid(scale, SIZE.reduced(scale), 0, 0);
  }

  private static int scale(Step... steps) {
    return ReducedDecode.scale(Fusion.fuse(List.of(steps), SIZE), ReducedDecodeTest::grid);
  }

  private static Step crop(int x, int y, int window, int output, Interpolation interpolation) {
    return new RandomResizedCrop.At(x, y, window, window, output, output, interpolation);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 75, 8",
    "500, 375, 8",
    "501, 375, 4",
    "500, 376, 4",
    "1000, 100, 4",
    "2000, 1500, 2",
    "2001, 1500, 1",
    "2000, 3000, 1",
    "8000, 100, 1"
  })
  void isTheLargestThatNeitherSideShrinksLessThan(int width, int height, int scale) {
    assertThat(scale(new Resize.At(width, height, Interpolation.BILINEAR))).isEqualTo(scale);
    assertThat(scale(new Resize.At(width, height, Interpolation.LANCZOS))).isEqualTo(scale);
  }

  @Test
  void countsAllStepsThatFuseWithTheFirst() {
    var crop = crop(101, 53, 1600, 200, Interpolation.BILINEAR);
    var turn = new Rotate.At(13, Interpolation.BILINEAR, Border.REFLECT101, 0);
    var flip = new Flip.At(Flip.Axis.HORIZONTAL);
    assertThat(scale(crop)).isEqualTo(8);
    assertThat(scale(flip, crop, new Rotate90.At(1), turn, new Brightness.At(2))).isEqualTo(8);
    var sheared = new Shear.At(45, 0, Interpolation.BILINEAR, Border.REFLECT101, 0);
    assertThat(scale(crop, sheared)).isEqualTo(4); // 8 times 0.618, across the shear
    var larger = new Resize.At(400, 400, Interpolation.BILINEAR);
    assertThat(scale(crop, larger)).isEqualTo(4);
  }

  @Test
  void isOneWhereTheFirstFormBlendsNothingOrIsNoAffineMap() {
    var shrinking = new Resize.At(100, 75, Interpolation.BILINEAR);
    assertThat(scale()).isEqualTo(1);
    assertThat(scale(new Brightness.At(2), shrinking)).isEqualTo(1);
    assertThat(scale(new Resize.At(100, 75, Interpolation.NEAREST))).isEqualTo(1);
    assertThat(scale(new Crop.At(5, 6, 100, 75))).isEqualTo(1);
    var tilted = new Homography(0.02, 0, 0, 0, 0.02, 0, 1e-6, 0, 1);
    var projective =
        new Geometric(SIZE, tilted, new Size(50, 40), SamplingMode.of(Interpolation.BILINEAR));
    assertThat(ReducedDecode.scale(List.of(projective), ReducedDecodeTest::grid)).isEqualTo(1);
  }

  @Test
  void areaIsNotLostWhereMuchIsLeftToAverage() {
    assertThat(scale(new Resize.At(100, 75, Interpolation.AREA))).isEqualTo(8);
    assertThat(scale(crop(8, 16, 1600, 20, Interpolation.AREA))).isEqualTo(8);
    assertThat(scale(crop(3, 4, 1600, 20, Interpolation.AREA))).isEqualTo(1);
    assertThat(scale(crop(4, 4, 1600, 20, Interpolation.AREA))).isEqualTo(4);
    assertThat(scale(crop(3, 4, 1200, 100, Interpolation.AREA))).isEqualTo(8); // 1.5 are left
  }

  @Test
  void keepsTheSizeAndTheFormsThatFollow() {
    var steps = List.of(crop(101, 53, 1600, 200, Interpolation.BILINEAR), new Brightness.At(2));
    var forms = Fusion.fuse(steps, SIZE);
    var reduced = ReducedDecode.forms(forms, grid(8));
    assertThat(reduced).hasSize(2).element(1).isSameAs(forms.get(1));
    var first = (Geometric) reduced.get(0);
    assertThat(first.input()).isEqualTo(new Size(500, 375));
    assertThat(first.output()).isEqualTo(new Size(200, 200));
    assertThatThrownBy(() -> ReducedDecode.forms(forms.subList(1, 2), grid(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Steps do not begin with one that scales but must, to work on an image decoded at 1/8 of its scale; decode all of it");
  }
}
