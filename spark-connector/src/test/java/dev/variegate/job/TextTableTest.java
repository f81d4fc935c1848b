package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void namesStandLeftAndNumbersRight() {
    var table = new TextTable(List.of("class", "before")).row(List.of("ankle-boot", "10"));
    assertThat(table).hasToString("  class       before\n  ankle-boot      10");
  }

  @Test
  void refusesARowThatDoesNotFit() {
    assertThatThrownBy(() -> new TextTable(List.of("class", "before")).row(List.of("bag")))
        .hasMessage("Row has 1 cells, must have 2 as the head; fill it up");
  }
}
