package dev.variegate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void theSameFourNumbersGiveTheSameStream() {
    var one = Seeds.generator(1, "cat", 2, 3);
    var other = Seeds.generator(1, "cat", 2, 3);
    for (int i = 0; i < 100; i++) {
      assertThat(one.nextLong()).isEqualTo(other.nextLong());
    }
  }

  /** Found by a second implementation, in another language. */
  @Test
  void theFirstNumbersNeverChange() {
    assertThat(first(0, "", 0, 0)).isEqualTo(3665725798645811059L);
    assertThat(first(42, "pictures/cat-1.jpg", 1, 0)).isEqualTo(5758799785019676165L);
    assertThat(first(-1, "größer", Integer.MAX_VALUE, -1)).isEqualTo(7593889024911574929L);
  }

  @Test
  void neighborsShareNoNumber() {
    Set<Long> seen = new HashSet<>();
    int streams = 0;
    for (long seed = 0; seed < 4; seed++) {
      for (String key : new String[] {"a", "b", "aa", "A", ""}) {
        for (int copy = 0; copy < 8; copy++) {
          for (int place = 0; place < 8; place++) {
            var random = Seeds.generator(seed, key, copy, place);
            seen.add(random.nextLong());
            seen.add(random.nextLong());
            streams++;
          }
        }
      }
    }
    assertThat(seen).hasSize(2 * streams);
  }

  @Test
  void eachAttemptAndLinkHasNumbersOfItsOwn() {
    var seen = new HashSet<Long>();
    for (int attempt = 0; attempt < 8; attempt++) {
      for (int link = 0; link < 8; link++) {
        for (int copy = 1; copy < 4; copy++) {
          seen.add(new DrawKey(7, "key", copy, attempt, link).generator(0).nextLong());
        }
      }
    }
    assertThat(seen).hasSize(8 * 8 * 3);
    assertThat(new DrawKey(7, "key", 2).generator(3).nextLong()).isEqualTo(first(7, "key", 2, 3));
  }

  @Test
  void theFirstDrawsOfNeighboringCopiesAreEvenAndUncorrelated() {
    int copies = 20_000;
    var bins = new int[20];
    double product = 0;
    double before = 0;
    for (int copy = 0; copy < copies; copy++) {
      double drawn = Seeds.generator(7, "key", copy, 0).nextDouble();
      bins[(int) (drawn * bins.length)]++;
      product += (drawn - 0.5) * (before - 0.5);
      before = drawn;
    }
    double expected = (double) copies / bins.length;
    double chiSquare = 0;
    for (int bin : bins) {
      chiSquare += (bin - expected) * (bin - expected) / expected;
    }
    assertThat(chiSquare).as("19 degrees of freedom, 0.999 quantile").isLessThan(43.8);
    assertThat(12 * product / copies).as("correlation, 4 deviations").isCloseTo(0, within(0.029));
  }

  private static long first(long seed, String key, int copy, int place) {
    return Seeds.generator(seed, key, copy, place).nextLong();
  }

  @Test
  void theGeneratorsOfACopyAreThoseOfItsPlaces() {
    for (var draw : List.of(new DrawKey(3, "a", 1), new DrawKey(3, "a", 1, 2, 1))) {
      var all = draw.generators();
      for (int place = 0; place < 3; place++) {
        assertThat(all.apply(place).nextLong()).isEqualTo(draw.generator(place).nextLong());
      }
      assertThat(all.apply(0).nextLong()).isNotEqualTo(all.apply(1).nextLong());
    }
  }
}
