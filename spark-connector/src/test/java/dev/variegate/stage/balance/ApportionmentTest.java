package dev.variegate.stage.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApportionmentTest {

  @Test
  void partsAddUpAndTheLargestRemaindersAreRoundedUp() {
    assertThat(Apportionment.largestRemainder(10, List.of(1.0, 1.0, 1.0))).containsExactly(4, 3, 3);
    assertThat(Apportionment.largestRemainder(7, List.of(5.0, 3.0, 1.0))).containsExactly(4, 2, 1);
    assertThat(Apportionment.largestRemainder(0, List.of(0.3, 0.7))).containsExactly(0, 0);
  }

  @Test
  void weightsThatNoBinaryFractionHoldsStillAddUp() {
    for (long whole : new long[] {1, 9, 10, 1_000_000_007}) {
      var parts = Apportionment.largestRemainder(whole, List.of(0.1, 0.2, 0.7));
      assertThat(parts[0] + parts[1] + parts[2]).isEqualTo(whole);
    }
  }
}
