package dev.variegate.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoxFormatTest {

  private static final Size IMAGE = new Size(200, 100);
  private static final Box BOX = Box.ofEdges(20, 10, 60, 40);

  @Test
  void readsTheFourFormsOfOneBox() {
    assertThat(BoxFormat.CORNERS.read(new double[] {20, 10, 60, 40}, IMAGE)).isEqualTo(BOX);
    assertThat(BoxFormat.COCO.read(new double[] {20, 10, 40, 30}, IMAGE)).isEqualTo(BOX);
    assertThat(BoxFormat.YOLO.read(new double[] {0.2, 0.25, 0.2, 0.3}, IMAGE)).isEqualTo(BOX);
    assertThat(BoxFormat.NORMALIZED.read(new double[] {0.1, 0.1, 0.3, 0.4}, IMAGE)).isEqualTo(BOX);
  }

  @ParameterizedTest
  @EnumSource
  void writesWhatItReads(BoxFormat format) {
    var turned = new Box(40, 25, 40, 30, 12.5);
    assertThat(format.read(format.write(BOX, IMAGE, BoxShape.AXIS_ALIGNED), IMAGE)).isEqualTo(BOX);
    assertThat(format.read(format.write(turned, IMAGE, BoxShape.ROTATED), IMAGE)).isEqualTo(turned);
  }

  @Test
  void refusesOtherNumbersOfNumbersAndBoxesInsideOut() {
    assertThatThrownBy(() -> BoxFormat.COCO.read(new double[3], IMAGE))
        .hasMessage(
            "Box has 3 numbers but must have 4, or 5 with its degrees; check the column of boxes");
    assertThatThrownBy(() -> BoxFormat.CORNERS.read(new double[] {5, 5, 4, 9}, IMAGE))
        .hasMessage(
            "Box is -1.0 wide and 4.0 high but both must be at least 0; check the form that boxes are given in");
    assertThat(BoxFormat.YOLO.write(BOX, IMAGE, BoxShape.AXIS_ALIGNED)[0])
        .isEqualTo(0.2, within(0.0));
  }
}
