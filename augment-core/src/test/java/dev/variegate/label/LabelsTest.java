package dev.variegate.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Size;
import dev.variegate.label.LabelRules.Outside;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {

  private static final Size IMAGE = new Size(100, 50);

  /** Moves, and mirrors where asked. */
  private record Moved(double right, double down, boolean isMirror) implements PointMap {
    @Override
    public Point map(Point p) {
      return new Point((isMirror ? 100 - p.x() : p.x()) + right, p.y() + down);
    }

    @Override
    public boolean isStraight() {
      return true;
    }
  }

  private static Labels boxes(Box... boxes) {
    return new Labels(
        List.of(boxes).stream().map(box -> new LabeledShape<>(box, "cat")).toList(),
        List.of(),
        List.of());
  }

  private static LabelRules rules(Outside outside, double visible) {
    return new LabelRules(outside, BoxShape.AXIS_ALIGNED, visible, 0, Map.of());
  }

  @Test
  void clipsBoxesAtTheEdge() {
    var moved =
        boxes(Box.ofEdges(10, 10, 30, 20))
            .moved(new Moved(-20, 0, false), IMAGE, rules(Outside.CLIP, 0.5));
    assertThat(moved.boxes())
        .containsExactly(new LabeledShape<>(Box.ofEdges(0, 10, 10, 20), "cat"));
  }

  @Test
  void dropsWhatIsSeenLessThanAsked() {
    var box = boxes(Box.ofEdges(10, 10, 30, 20));
    var half = new Moved(-20, 0, false);
    assertThat(box.moved(half, IMAGE, rules(Outside.CLIP, 0.51)).boxes()).isEmpty();
    assertThat(box.moved(half, IMAGE, rules(Outside.DROP, 0)).boxes()).isEmpty();
    assertThat(box.moved(half, IMAGE, rules(Outside.KEEP, 1)).boxes())
        .containsExactly(new LabeledShape<>(Box.ofEdges(-10, 10, 10, 20), "cat"));
    assertThat(box.moved(new Moved(-40, 0, false), IMAGE, rules(Outside.CLIP, 0)).boxes())
        .isEmpty();
  }

  @Test
  void dropsWhatIsSmallerThanAsked() {
    var rules = new LabelRules(Outside.CLIP, BoxShape.AXIS_ALIGNED, 0, 101, Map.of());
    var labels = boxes(Box.ofEdges(10, 10, 30, 20), Box.ofEdges(50, 10, 70, 20));
    assertThat(labels.moved(new Moved(-20, 0, false), IMAGE, rules).boxes()).hasSize(1);
  }

  @Test
  void swapsLeftAndRightWhereTheyAreMirroredAndOnlyThere() {
    var labels =
        new Labels(
            List.of(),
            List.of(),
            List.of(
                new LabeledShape<>(new Point(10, 20), "left-eye", 7),
                new LabeledShape<>(new Point(30, 20), "right-eye"),
                new LabeledShape<>(new Point(20, 30), "nose")));
    var rules =
        new LabelRules(Outside.CLIP, BoxShape.AXIS_ALIGNED, 0, 0, Map.of("left-eye", "right-eye"));
    assertThat(labels.moved(new Moved(0, 0, true), IMAGE, rules).points())
        .containsExactly(
            new LabeledShape<>(new Point(90, 20), "right-eye", 7),
            new LabeledShape<>(new Point(70, 20), "left-eye"),
            new LabeledShape<>(new Point(80, 30), "nose"));
    assertThat(labels.moved(new Moved(0, 0, false), IMAGE, rules)).isEqualTo(labels);
    var twice = new Moved(0, 0, true).then(new Moved(0, 0, true));
    assertThat(labels.moved(twice, IMAGE, rules)).isEqualTo(labels);
  }

  @Test
  void attributesFollowTheObject() {
    var known = Map.of("id", "7", "pose", "Left", "truncated", "0", "iscrowd", "1");
    var box = new LabeledShape<>(Box.ofEdges(10, 10, 30, 20), "cat", 3, known);
    var labels = new Labels(List.of(box), List.of(), List.of());
    var stays = labels.moved(new Moved(0, 0, false), IMAGE, rules(Outside.CLIP, 0));
    assertThat(stays).isEqualTo(labels);
    var mirrored = labels.moved(new Moved(20, 0, true), IMAGE, rules(Outside.CLIP, 0));
    assertThat(mirrored.boxes().get(0).attributes())
        .isEqualTo(Map.of("id", "7", "pose", "Right", "truncated", "1", "iscrowd", "1"));
    assertThat(Labels.together(List.of(labels, labels)).boxes().get(1))
        .isEqualTo(new LabeledShape<>(box.shape(), "cat", 7, known));
  }

  @Test
  void dropsPointsThatLeave() {
    var labels =
        new Labels(List.of(), List.of(), List.of(new LabeledShape<>(new Point(1, 1), "tip")));
    var away = new Moved(-2, 0, false);
    assertThat(labels.moved(away, IMAGE, rules(Outside.CLIP, 0)).points()).isEmpty();
    assertThat(labels.moved(away, IMAGE, rules(Outside.KEEP, 0)).points()).hasSize(1);
  }

  @Test
  void clipsAPolygonToWhatIsSeen() {
    var triangle = new Polygon(List.of(new Point(-10, 0), new Point(10, 0), new Point(0, 20)));
    var labels = new Labels(List.of(), List.of(new LabeledShape<>(triangle, "roof")), List.of());
    var seen =
        labels.moved(new Moved(0, 0, false), IMAGE, rules(Outside.CLIP, 0)).polygons().get(0);
    assertThat(triangle.area()).isEqualTo(200);
    assertThat(seen.shape().area()).isEqualTo(100, within(1e-9));
    assertThat(seen.label()).isEqualTo("roof");
  }

  @Test
  void dropsWhatIsHidden() {
    var labels =
        new Labels(
            List.of(
                new LabeledShape<>(Box.ofEdges(10, 10, 20, 20), "hidden by 0.7"),
                new LabeledShape<>(Box.ofEdges(40, 10, 50, 20), "seen")),
            List.of(),
            List.of(
                new LabeledShape<>(new Point(12, 12), "hidden"),
                new LabeledShape<>(new Point(18, 12), "seen")));
    var covers =
        new Occlusions(
            List.of(Box.ofEdges(0, 0, 17, 30).corners(), Box.ofEdges(5, 5, 15, 15).corners()));
    var stay = PointMap.STAY;
    assertThat(labels.moved(stay, IMAGE, covers, rules(Outside.CLIP, 0.25)))
        .isEqualTo(new Labels(labels.boxes(), List.of(), labels.points().subList(1, 2)));
    assertThat(labels.moved(stay, IMAGE, covers, rules(Outside.CLIP, 0.35)).boxes())
        .isEqualTo(labels.boxes().subList(1, 2));
    assertThat(labels.moved(stay, IMAGE, covers, rules(Outside.KEEP, 1))).isEqualTo(labels);
  }

  @Test
  void turnedBoxesKeepTheirSides() {
    var rules = new LabelRules(Outside.CLIP, BoxShape.ROTATED, 0, 0, Map.of());
    var given = new Box(50, 25, 30, 10, 20);
    var moved = boxes(given).moved(new Moved(5, 0, false), IMAGE, rules).boxes().get(0).shape();
    assertThat(moved.width()).isEqualTo(30, within(1e-9));
    assertThat(moved.height()).isEqualTo(10, within(1e-9));
    assertThat(moved.degrees()).isEqualTo(20, within(1e-9));
    assertThat(moved.x()).isEqualTo(55, within(1e-9));
  }

  @Test
  void refusesRulesThatContradict() {
    assertThatThrownBy(() -> rules(Outside.CLIP, 2))
        .hasMessage(
            "Least visible fraction is 2.0 but must stay within [0.0, 1.0]; give a fraction of a shape's area");
    assertThatThrownBy(
            () ->
                new LabelRules(
                    Outside.CLIP, BoxShape.AXIS_ALIGNED, 0, 0, Map.of("a", "b", "c", "b")))
        .hasMessageMatching(
            "Label \"b\" is the mirror of \"[ac]\" and of \"[ac]\" but must have one; .*");
    assertThatThrownBy(() -> new Polygon(List.of(new Point(0, 0), new Point(1, 1))))
        .hasMessage(
            "Polygon has 2 points but must have at least 3; give the corners of its polygon");
  }

  @Test
  void cutsOffAndDropsWhatHasNoAreaToo() {
    var line = boxes(Box.ofEdges(20, 10, 20, 40));
    var down = new Moved(0, 20, false);
    assertThat(line.moved(down, IMAGE, rules(Outside.CLIP, 0)).boxes())
        .containsExactly(new LabeledShape<>(Box.ofEdges(20, 30, 20, 50), "cat"));
    assertThat(line.moved(down, IMAGE, rules(Outside.DROP, 0)).boxes()).isEmpty();
    assertThat(line.moved(new Moved(0, 10, false), IMAGE, rules(Outside.DROP, 0)).boxes())
        .containsExactly(new LabeledShape<>(Box.ofEdges(20, 20, 20, 50), "cat"));
  }

  @Test
  void takesWhatRoundingPutsBesideTheEdgeAsInside() {
    var edge =
        new Labels(
            List.of(new LabeledShape<>(Box.ofEdges(80, 30, 100, 50), "cat")),
            List.of(),
            List.of(new LabeledShape<>(new Point(100, 50), "tip")));
    var moved = edge.moved(new Moved(1e-9, 1e-9, false), IMAGE, rules(Outside.DROP, 0));
    assertThat(moved.points()).containsExactly(new LabeledShape<>(new Point(100, 50), "tip"));
    assertThat(moved.boxes()).hasSize(1);
    assertThat(moved.boxes().get(0).shape().right()).isEqualTo(100);
    assertThat(moved.boxes().get(0).shape().bottom()).isEqualTo(50);
  }

  /** Cut along the edge, the two parts hang together by a line without area. */
  @Test
  void clipsAPolygonThatLeavesAndComesBack() {
    var comb =
        new Polygon(
            List.of(
                new Point(10, 40),
                new Point(10, 60),
                new Point(40, 60),
                new Point(40, 40),
                new Point(30, 40),
                new Point(30, 55),
                new Point(20, 55),
                new Point(20, 40)));
    var labels = new Labels(List.of(), List.of(new LabeledShape<>(comb, "comb")), List.of());
    var seen = labels.moved(PointMap.STAY, IMAGE, rules(Outside.CLIP, 0)).polygons();
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).shape().area()).isCloseTo(200, within(1e-9));
    assertThat(seen.get(0).shape().bounds()).containsExactly(10, 40, 40, 50);
  }
}
