package dev.variegate.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.random.DrawKey;
import org.junit.jupiter.api.Test;

class LineageTest {

  private static final Lineage LINEAGE =
      new Lineage(
          "cat \"7\"\n",
          "00ff",
          3,
          "classic",
          "[{\"rotate\":{\"degrees\":1.0E-7}}]",
          Long.MIN_VALUE,
          "m",
          "1.0",
          "aa",
          "MIT",
          "jpeg:95",
          "variegate 1");

  @Test
  void survivesItsText() {
    assertThat(Lineage.fromJson(LINEAGE.json())).isEqualTo(LINEAGE);
    assertThat(LINEAGE.json())
        .isEqualTo(
            "{\"sourceKey\":\"cat \\\"7\\\"\\n\",\"sourceSha256\":\"00ff\",\"copy\":3,\"method\":\"classic\",\"steps\":\"[{\\\"rotate\\\":{\\\"degrees\\\":1.0E-7}}]\",\"seed\":-9223372036854775808,\"model\":\"m\",\"modelVersion\":\"1.0\",\"modelSha256\":\"aa\",\"license\":\"MIT\",\"encoding\":\"jpeg:95\",\"software\":\"variegate 1\"}");
  }

  @Test
  void goesOnFromTheLineageOfItsSource() {
    var second = Lineage.oversample(new DrawKey(1, "cat#3", 1), "ff00");
    var whole = second.after(LINEAGE);
    assertThat(whole.before()).contains(LINEAGE);
    assertThat(whole.ownSteps()).isEqualTo("[]");
    assertThat(whole.sourceKey()).isEqualTo("cat#3");
    var third = LINEAGE.after(whole);
    assertThat(third.before()).contains(whole);
    assertThat(third.ownSteps()).isEqualTo(LINEAGE.steps());
    assertThat(LINEAGE.before()).isEmpty();
    assertThat(LINEAGE.ownSteps()).isEqualTo(LINEAGE.steps());
  }

  @Test
  void holdsTheAttemptWhereverTheImageStands() {
    var draw = new DrawKey(5, "cat", 3, 2, 0);
    var drawn = Lineage.withoutModel(draw, "ff00", Lineage.CLASSIC, LINEAGE.steps(), "");
    assertThat(drawn.steps()).isEqualTo("[{\"attempt\":2},{\"rotate\":{\"degrees\":1.0E-7}}]");
    assertThat(drawn.ownSteps()).isEqualTo(LINEAGE.steps());
    assertThat(drawn.draw()).isEqualTo(draw);
    assertThat(drawn.before()).isEmpty();
    var chained = drawn.chainedAfter(LINEAGE, 1);
    assertThat(chained.draw()).isEqualTo(draw.withLink(1));
    assertThat(chained.ownSteps()).isEqualTo(LINEAGE.steps());
    var continued = chained.after(LINEAGE);
    assertThat(continued.draw()).isEqualTo(draw.withLink(1));
    assertThat(continued.before().orElseThrow().before()).contains(LINEAGE);
    assertThat(Lineage.fromJson(continued.json())).isEqualTo(continued);
    assertThat(Lineage.oversample(draw, "ff00").draw()).isEqualTo(draw);
    assertThat(Lineage.oversample(new DrawKey(5, "cat", 3), "ff00").steps()).isEmpty();
  }

  @Test
  void refusesAStrangeOrMissingKey() {
    var known =
        "copy, encoding, license, method, model, modelSha256, modelVersion, seed, software, sourceKey, sourceSha256, steps";
    assertThatThrownBy(() -> Lineage.fromJson(LINEAGE.json().replace("\"method\"", "\"methud\"")))
        .hasMessage(
            "Lineage in JSON: key \"methud\" is unknown; did you mean \"method\"? Known: " + known);
    assertThatThrownBy(() -> Lineage.fromJson("{}"))
        .hasMessage("Lineage in JSON: key \"sourceKey\" is missing but must be text; add it");
    assertThatThrownBy(() -> Lineage.fromJson(LINEAGE.json().replace("\"copy\":3", "\"copy\":0.5")))
        .hasMessage("Lineage in JSON: key \"copy\" is 0.5 but must be a whole number; correct it");
  }

  @Test
  void namesTheSoftwareThatTheBuildMade() {
    assertThat(Software.name()).matches("variegate \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }
}
