package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoleMaskTest {

  @Test
  void seesAHoleWhereAnyColorIsNotBlack() {
    try (var drawn =
            TestImages.ofSamples(
                2, 2, 4, 0, 0, 0, 255, 1, 0, 0, 255, 0, 0, 9, 0, 255, 255, 255, 0);
        var mask = HoleMask.of(drawn)) {
      assertThat(mask.size()).isEqualTo(new Size(2, 2));
      assertThat(TestImages.samples(mask)).containsExactly(0, 255, 255, 255);
      assertThat(HoleMask.pixels(mask)).isEqualTo(3);
    }
  }

  @Test
  void readsMasksOfSixteenBitsAndFloats() {
    try (var shorts = Image.ofShorts(3, 1, 1, (short) 0, (short) 1, (short) -1);
        var floats = Image.ofFloats(3, 1, 1, 0, 1e-6f, 1);
        var first = HoleMask.of(shorts);
        var second = HoleMask.of(floats)) {
      assertThat(TestImages.samples(first)).containsExactly(0, 255, 255);
      assertThat(TestImages.samples(second)).containsExactly(0, 255, 255);
    }
  }

  @Test
  void drawsHolesAndCutsThemAtTheEdge() {
    var holes =
        List.of(new Hole(-1, 0, 2, 1), new Hole(2, 1, Integer.MAX_VALUE, Integer.MAX_VALUE));
    try (var mask = HoleMask.of(holes, new Size(4, 3))) {
      assertThat(TestImages.samples(mask))
          .containsExactly(255, 0, 0, 0, 0, 0, 255, 255, 0, 0, 255, 255);
    }
  }

  @Test
  void drawsNoHoleWhereNoneIsAsked() {
    try (var mask = HoleMask.of(List.of(), new Size(4, 3))) {
      assertThat(HoleMask.pixels(mask)).isZero();
    }
  }

  @Test
  void refusesAHoleOutsideTheImage() {
    for (var hole : List.of(new Hole(4, 0, 1, 1), new Hole(-3, 0, 3, 1), new Hole(0, 3, 1, 1))) {
      assertThatThrownBy(() -> HoleMask.of(List.of(hole), new Size(4, 3)))
          .hasMessage(
              "Hole [%d, %d, %d, 1] lies outside the image of 4x3 but must touch it; give [x, y, width, height] in its pixels"
                  .formatted(hole.x(), hole.y(), hole.width()));
    }
  }

  @Test
  void refusesAHoleWithoutPixels() {
    assertThatThrownBy(() -> new Hole(0, 0, 0, 5))
        .hasMessage(
            "Hole is 0x5, width and height must be at least 1; give [x, y, width, height] in pixels");
  }

  @Test
  void refusesAMaskThatDoesNotFit() {
    try (var image = TestImages.gray(2, 1, 1, 2);
        var small = TestImages.gray(1, 1, 0);
        var colored = TestImages.rgb(0, 0, 0, 1, 1, 1)) {
      assertThatThrownBy(() -> HoleMask.requireFits(small, image))
          .hasMessage("Mask is 1x1 but must be 2x1, the size of its image; resize one of them");
      assertThatThrownBy(() -> HoleMask.requireFits(colored, image))
          .hasMessage(
              "Mask is 2x1 x 3 UINT8 but must be 8-bit gray; make one of it with HoleMask.of");
    }
  }
}
