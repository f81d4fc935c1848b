package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChoiceTest {

  private enum Fill {
    TELEA,
    NAVIER_STOKES
  }

  @ParameterizedTest
  @EnumSource(Fill.class)
  void everyConstantIsTheOneOfItsWord(Fill fill) {
    assertThat(Choice.parse(Fill.class, KebabCase.kebab(fill), "fill")).isSameAs(fill);
    assertThat(Choice.find(Fill.class, KebabCase.kebab(fill))).contains(fill);
  }

  @Test
  void wordsStandInTheEnumsOrder() {
    assertThat(Choice.words(Fill.class)).containsExactly("telea", "navier-stokes");
  }

  @Test
  void anotherWordIsRefusedWithTheLikeliest() {
    assertThat(Choice.find(Fill.class, "NAVIER_STOKES")).isEmpty();
    assertThatThrownBy(() -> Choice.parse(Fill.class, "navier_stokes", "fill"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fill is \"navier_stokes\"; did you mean \"navier-stokes\"? Known: navier-stokes, telea");
    assertThatThrownBy(() -> Choice.parse(Fill.class, null, "fill"))
        .hasMessage("fill is \"null\"; known: navier-stokes, telea");
  }

  @Test
  void wordsOfNoEnumAreCheckedAlike() {
    Choice.require(List.of("any", "same-class"), "any", "partners");
    assertThatThrownBy(() -> Choice.require(List.of("any", "same-class"), "ani", "partners"))
        .hasMessage("partners is \"ani\"; did you mean \"any\"? Known: any, same-class");
  }
}
