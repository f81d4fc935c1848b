package dev.variegate.generate.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class TileAxisTest {

  @Test
  void tilesReachFromEdgeToEdgeAndFractionEnough() {
    for (int overlap = 0; overlap < 8; overlap++) {
      for (int length = 8; length < 60; length++) {
        var axis = TileAxis.of(length, 8, overlap, 1);
        assertThat(axis.start(0)).isZero();
        assertThat(axis.start(axis.count() - 1)).isEqualTo(length - 8);
        for (int i = 1; i < axis.count(); i++) {
          assertThat(axis.start(i - 1) + 8 - axis.start(i)).isGreaterThanOrEqualTo(overlap);
        }
      }
    }
  }

  @Test
  void weightsArePositiveAndAddUpToOne() {
    for (int overlap = 0; overlap < 8; overlap++) {
      for (int length : new int[] {8, 9, 15, 16, 40}) {
        var axis = TileAxis.of(length, 8, overlap, 1).times(new AxisScale(3, 1));
        var sums = new float[axis.length()];
        for (int index = 0; index < axis.count(); index++) {
          for (int i = 0; i < axis.tile(); i++) {
            assertThat(axis.weight(index, i)).isPositive();
            sums[axis.start(index) + i] += axis.weight(index, i);
          }
        }
        for (float sum : sums) {
          assertThat(sum).isCloseTo(1, offset(1e-6f));
        }
      }
    }
  }

  @Test
  void oneTileFadesAsTheNextAppears() {
    var axis = TileAxis.of(12, 8, 4, 1);
    assertThat(axis.count()).isEqualTo(2);
    assertThat(axis.weight(0, 3)).isOne();
    for (int i = 5; i < 8; i++) {
      assertThat(axis.weight(0, i)).isLessThan(axis.weight(0, i - 1));
    }
    assertThat(axis.weight(0, 4)).isEqualTo(axis.weight(1, 3));
  }
}
