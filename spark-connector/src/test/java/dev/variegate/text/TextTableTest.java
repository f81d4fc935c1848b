package dev.variegate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void namesStandLeftAndNumbersRight() {
    var table = new TextTable(List.of("class", "before")).row(List.of("ankle-boot", "10"));
    assertThat(table).hasToString("  class       before\n  ankle-boot      10");
  }

  @Test
  void ofVeryManyThoseWithTheMostAreShown() {
    var table =
        new TextTable(List.of("class", "added"))
            .rows(
                IntStream.range(0, 10_000).boxed().toList(),
                "classes",
                i -> i % 250 == 7 ? 1000 : i % 7,
                i -> List.of("c" + i, "" + i))
            .row(List.of("all", "49995000"));
    var lines = table.toString().lines().toList();
    assertThat(lines).hasSize(43);
    assertThat(lines.subList(0, 3))
        .containsExactly("  class     added", "  c7            7", "  c257        257");
    assertThat(lines.subList(40, 43))
        .containsExactly("  c9757      9757", "  ... and 9,960 more classes", "  all    49995000");
  }

  @Test
  void namesCannotSteerATerminal() {
    var table = new TextTable(List.of("class")).row(List.of("a\u001b[2J\nall\u202e"));
    assertThat(table).hasToString("  class\n  a\\u001b[2J\\nall\\u202e");
  }

  @Test
  void refusesARowThatDoesNotFit() {
    assertThatThrownBy(() -> new TextTable(List.of("class", "before")).row(List.of("bag")))
        .hasMessage("Row has 1 cells but must have 2 as the head; fill it up");
  }
}
