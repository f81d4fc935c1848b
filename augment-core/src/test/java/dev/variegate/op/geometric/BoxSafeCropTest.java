package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.DrawContext;
import dev.variegate.op.References;
import dev.variegate.random.Seeds;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxSafeCropTest extends AugmentationContract {

  private static final Size SIZE = new Size(60, 40);

  @Override
  public Augmentation sample() {
    return new BoxSafeCrop();
  }

  @Test
  void keepsEveryShapeWholeAndReachesTheEdgesOfWhatItMay() {
    var labels =
        new Labels(
            List.of(new LabeledShape<>(Box.ofEdges(20.5, 10, 31, 18.2), "cell")),
            List.of(),
            List.of(new LabeledShape<>(new Point(40, 12), "eye")));
    var starts = new HashSet<Integer>();
    var ends = new HashSet<Integer>();
    for (int i = 0; i < 2000; i++) {
      var at = (BoxSafeCrop.At) new BoxSafeCrop(0.1).draw(random(i), subject(labels));
      assertThat(at.x()).isBetween(0, 20);
      assertThat(at.x() + at.width()).isBetween(40, 60);
      assertThat(at.y()).isBetween(0, 10);
      assertThat(at.y() + at.height()).isBetween(19, 40);
      starts.add(at.x());
      ends.add(at.x() + at.width());
    }
    assertThat(starts).contains(0, 20);
    assertThat(ends).contains(40, 60);
  }

  @Test
  void keepsAllOfAnImageThatShapesFill() {
    var labels =
        new Labels(
            List.of(new LabeledShape<>(Box.ofEdges(-3, 0, 60, 40), "all")), List.of(), List.of());
    assertThat(new BoxSafeCrop().draw(random(1), subject(labels)))
        .isEqualTo(new BoxSafeCrop.At(0, 0, 60, 40));
  }

  @Test
  void isAnyWindowOfTheLeastSizeOnWhereThereIsNothingToKeep() {
    var widths = new HashSet<Integer>();
    for (int i = 0; i < 2000; i++) {
      var at = (BoxSafeCrop.At) new BoxSafeCrop(0.5).draw(random(i), SIZE);
      assertThat(at.x()).isNotNegative();
      assertThat(at.x() + at.width()).isLessThanOrEqualTo(60);
      widths.add(at.width());
    }
    assertThat(widths).contains(30, 60).allMatch(width -> width >= 30);
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new BoxSafeCrop(0)).hasMessageContaining("Box-safe-crop min-fraction");
  }

  private static java.util.random.RandomGenerator random(int number) {
    return Seeds.generator(number, "box-safe", 1, 0);
  }

  private static DrawContext subject(Labels labels) {
    return new DrawContext(SIZE, labels, new LabelRules(), References.NONE);
  }
}
