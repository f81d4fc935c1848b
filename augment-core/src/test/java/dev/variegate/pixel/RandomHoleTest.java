package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Size;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomHoleTest {

  private static final Size IMAGE = new Size(200, 100);

  @Test
  void staysWithinAreaAndAspect() {
    draws(new RandomHole())
        .forEach(
            hole -> {
              double area = hole.width() * (double) hole.height() / IMAGE.pixels();
              assertThat(area).isBetween(0.019, 0.41);
              assertThat(hole.width() / (double) hole.height()).isBetween(0.28, 3.6);
            });
  }

  @Test
  void liesInsideTheImageAndReachesEveryCorner() {
    assertThat(draws(new RandomHole()))
        .allMatch(hole -> hole.x() >= 0 && hole.x() + hole.width() <= IMAGE.width())
        .allMatch(hole -> hole.y() >= 0 && hole.y() + hole.height() <= IMAGE.height())
        .anyMatch(hole -> hole.x() < 10 && hole.y() < 10)
        .anyMatch(hole -> hole.x() + hole.width() > 190 && hole.y() + hole.height() > 90);
  }

  @Test
  void laysAsManyHolesAsItStands() {
    var small = new RandomHole(Range.fixed(0.02), Range.of(0.5, 2));

    double lying = draws(small).filter(hole -> hole.width() > hole.height()).count();
    double standing = draws(small).filter(hole -> hole.width() < hole.height()).count();

    assertThat(lying / standing).isCloseTo(1, within(0.2));
  }

  @Test
  void cutsAHoleThatFitsNowhere() {
    var wide = new RandomHole(Range.fixed(0.5), Range.fixed(100));

    assertThat(draws(wide))
        .allSatisfy(
            hole -> {
              assertThat(hole.x()).isZero();
              assertThat(hole.width()).isEqualTo(200);
              assertThat(hole.height()).isEqualTo(10);
            });
  }

  @Test
  void drawsAtLeastOnePixel() {
    var hole =
        new RandomHole(Range.fixed(0.02), Range.fixed(1))
            .draw(Seeds.generator(1, "a", 1, 0), new Size(1, 1));

    assertThat(hole).isEqualTo(new Hole(0, 0, 1, 1));
  }

  @Test
  void refusesAreasAndAspectsThatCannotBe() {
    assertThatThrownBy(() -> new RandomHole(Range.of(0, 0.5), Range.fixed(1)))
        .hasMessage(
            "Erased area (fraction of the image) is [0.0, 0.5] but must be above 0 and up to 1; narrow the range");
    assertThatThrownBy(() -> new RandomHole(Range.of(0.1, 0.5), Range.fixed(1000)))
        .hasMessage(
            "Erased aspect (width divided by height) is [1000.0, 1000.0] but must stay within [0.01, 100.0]; narrow the range");
  }

  private static Stream<Hole> draws(RandomHole holes) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> holes.draw(Seeds.generator(3, "image", i, 0), IMAGE));
  }
}
