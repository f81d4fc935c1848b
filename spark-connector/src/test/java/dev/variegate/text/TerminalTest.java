package dev.variegate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void showsWhatATerminalWouldObey() {
    assertThat(Terminal.line("\u0000\u0007\b\t\n\r\u001b\u007f\u009b"))
        .isEqualTo("\\u0000\\u0007\\u0008\\t\\n\\r\\u001b\\u007f\\u009b");
    assertThat(Terminal.line("a\u202eb\u2066c\u2028d\ufeffe\u200bf\ud800g"))
        .isEqualTo("a\\u202eb\\u2066c\\u2028d\\ufeffe\\u200bf\\ud800g");
    assertThat(Terminal.line("x" + Character.toString(0xe0041))).isEqualTo("x\\ue0041");
  }

  @Test
  void leavesNamesOfAllPeopleAsTheyAre() {
    for (var name :
        new String[] {"", "Straße", "猫 犬", "نامه‌ها", "👩‍🚀", "C:\\x", "t-shirt/top"}) {
      assertThat(Terminal.line(name)).isEqualTo(name);
    }
  }
}
