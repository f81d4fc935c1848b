package dev.variegate.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.label.LabelRules.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLengthMaskTest {

  /** A mirror about the middle of an image of this width. */
  private record Mirror(int width) implements PointMap {
    @Override
    public Point map(Point point) {
      return new Point(width - point.x(), point.y());
    }

    @Override
    public boolean isStraight() {
      return true;
    }

    @Override
    public boolean isMirror() {
      return true;
    }
  }

  private static RunLengthMask mask(int width, int height, boolean... pixels) {
    var counts = new ArrayList<Long>(List.of(0L));
    boolean last = false;
    for (int i = 0; i < width * height; i++) {
      boolean pixel = pixels[i % height * width + i / height];
      if (pixel == last) {
        counts.set(counts.size() - 1, counts.get(counts.size() - 1) + 1);
      } else {
        counts.add(1L);
      }
      last = pixel;
    }
    return RunLengthMask.of(height, width, counts.stream().mapToLong(n -> n).toArray());
  }

  /** The mask whose lines are given, {@code #} inside. */
  private static RunLengthMask drawn(String... lines) {
    var text = String.join("", lines);
    var pixels = new boolean[text.length()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = text.charAt(i) == '#';
    }
    return mask(lines[0].length(), lines.length, pixels);
  }

  @Example
  void polygonsOfAPartWithAHole() {
    var ring = drawn("....", ".##.", "#..#", ".##.", "....");
    assertThat(ring.polygons()).hasSize(4);
    var frame = drawn("###", "#.#", "###");
    assertThat(frame.polygons())
        .singleElement()
        .satisfies(
            polygon -> {
              assertThat(polygon.area()).isEqualTo(8);
              assertThat(polygon.contains(new Point(1.5, 1.5))).isFalse();
              assertThat(polygon.contains(new Point(0.5, 1.5))).isTrue();
            });
  }

  @Example
  void theTextOfCocosApiIsRead() {
    assertThat(RunLengthMask.ofText(9, 10, "61X13mN000`0").counts())
        .containsExactly(6, 1, 40, 4, 5, 4, 5, 4, 21);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 4 | 0 | mask is 0 high and 4 wide but both must be at least 1, with at most 268435456 pixels",
        "9000000000000000000 | 4 | 0 | mask is 9000000000000000000 high and 4 wide but both must be at least 1, with at most 268435456 pixels",
        "3 | 4 | 13 | mask has the run 13 behind 0 pixels but must stay within 4x3 = 12 pixels",
        "3 | 4 | -1 | mask has the run -1 behind 0 pixels but must stay within 4x3 = 12 pixels"
      })
  void runsThatFillNoImageAreReported(long height, long width, long run, String message) {
    assertThatThrownBy(() -> RunLengthMask.of(height, width, run)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"' 1', ' ', 0", "1é, é, 1", "P, '', 1", "PPPPPPPPPPPPPPPP, P, 8"})
  void textThatIsNoneOfCocosApiIsReported(String text, String character, int at) {
    assertThatThrownBy(() -> RunLengthMask.ofText(9, 10, text))
        .hasMessage(
            "mask has a text of runs with \"%s\" at %d but must be one of COCO's API"
                .formatted(character, at));
  }

  @Example
  void pixelsBehindTheLastRunAreOutside() {
    assertThat(RunLengthMask.of(3, 4, 2, 3).counts()).containsExactly(2, 3, 7);
    assertThat(RunLengthMask.of(3, 4, 2, 0, 3).counts()).containsExactly(12);
    assertThat(RunLengthMask.of(3, 4, 0, 12).counts()).containsExactly(0, 12);
  }

  @Property(tries = 300)
  void polygonsGiveTheSameMask(@ForAll("masks") RunLengthMask mask) {
    var again = RunLengthMask.of(mask.polygons(), mask.size());
    assertThat(again.pixels()).isEqualTo(mask.pixels());
    assertThat(again.polygons()).isEqualTo(mask.polygons());
    assertThat(mask.polygons().stream().mapToDouble(Polygon::area).sum())
        .isEqualTo((double) mask.pixels());
  }

  @Property(tries = 100)
  void aMirroredMaskIsThatOfTheMirroredPolygons(@ForAll("masks") RunLengthMask mask) {
    var shapes =
        new Labels(
            List.of(),
            mask.polygons().stream().map(o -> new LabeledShape<>(o, "crowd")).toList(),
            List.of());
    var rules = new LabelRules(Outside.CLIP, BoxShape.AXIS_ALIGNED, 0.1, 1, Map.of());
    var moved = shapes.moved(new Mirror(mask.size().width()), mask.size(), rules).polygons();
    var mirrored = RunLengthMask.of(moved.stream().map(LabeledShape::shape).toList(), mask.size());
    int height = mask.size().height();
    int width = mask.size().width();
    var given = pixels(mask);
    var pixels = new boolean[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = given[i / width * width + width - 1 - i % width];
    }
    assertThat(pixels(mirrored)).isEqualTo(pixels);
  }

  private static boolean[] pixels(RunLengthMask mask) {
    int height = mask.size().height();
    var pixels = new boolean[mask.size().width() * height];
    int at = 0;
    for (int i = 0; i < mask.counts().length; i++) {
      for (int n = 0; n < mask.counts()[i]; n++, at++) {
        pixels[at % height * mask.size().width() + at / height] = i % 2 == 1;
      }
    }
    return pixels;
  }

  @Provide
  Arbitrary<RunLengthMask> masks() {
    return Arbitraries.randomValue(RunLengthMaskTest::mask);
  }

  private static RunLengthMask mask(RandomGenerator random) {
    int width = 1 + random.nextInt(12);
    int height = 1 + random.nextInt(12);
    double filled = random.nextDouble();
    var pixels = new boolean[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextDouble() < filled;
    }
    return mask(width, height, pixels);
  }
}
