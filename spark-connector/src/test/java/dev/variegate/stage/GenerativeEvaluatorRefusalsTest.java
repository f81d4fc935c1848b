package dev.variegate.stage;

import static dev.variegate.stage.FeatureTables.both;
import static dev.variegate.stage.FeatureTables.normal;
import static dev.variegate.stage.FeatureTables.rows;
import static dev.variegate.stage.FeatureTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be scored, or only in part, and what is said of it. */
class GenerativeEvaluatorRefusalsTest {

  private static GenerativeEvaluator evaluator(String metric) {
    return new GenerativeEvaluator().setMetricName(metric);
  }

  @Test
  void tooManyFeaturesForCovariancesSayWhatHelps() {
    var rows =
        both(
            rows("a", false, normal("real", 8, 5000, 0)),
            rows("a", true, normal("made", 8, 5000, 0)));
    assertThatThrownBy(() -> evaluator("fid").evaluate(table(rows)))
        .hasMessage(
            "There are 5000 features but must be at most 4096 for covariances; project them to fewer (maxFeatures)");
    assertThat(evaluator("fid").setMaxFeatures(4).evaluate(table(rows))).isPositive();
  }

  @Test
  void aClassWithTooFewImagesHasNoScoresAndANote() {
    var rows =
        both(
            both(
                rows("a", false, normal("real", 20, 3, 0)),
                rows("a", true, normal("made", 20, 3, 0))),
            both(
                rows("b", false, normal("real b", 20, 3, 0)),
                rows("b", true, normal("made b", 5, 3, 0))));
    var scores =
        new GenerativeEvaluator().setLabelCol("label").setMetrics("kid").scores(table(rows));
    assertThat(scores.where("class = 'a'").first().isNullAt(2)).isFalse();
    var few = scores.where("class = 'b'").first();
    assertThat(few.isNullAt(2)).isTrue();
    assertThat(few.getLong(5)).isEqualTo(5);
    assertThat(few.getString(7)).isEqualTo("too few images: at least 6 of each are needed");
  }

  @Test
  void aClassWithoutGeneratedImagesOrWithoutRealOnesSaysSo() {
    var rows =
        both(
            both(
                rows("a", false, normal("real", 20, 3, 0)),
                rows("a", true, normal("made", 20, 3, 0))),
            both(
                rows("b", false, normal("real b", 20, 3, 0)),
                rows("c", true, normal("made c", 20, 3, 0))));
    var scores =
        new GenerativeEvaluator().setLabelCol("label").setMetrics("kid").scores(table(rows));
    var onlyReal = scores.where("class = 'b'").first();
    assertThat(onlyReal.isNullAt(2)).isTrue();
    assertThat(onlyReal.getLong(5)).isZero();
    assertThat(onlyReal.getString(7)).isEqualTo("no generated images of the class");
    var onlyMade = scores.where("class = 'c'").first();
    assertThat(onlyMade.isNullAt(2)).isTrue();
    assertThat(onlyMade.getString(7)).isEqualTo("no real images of the class");
  }

  @Test
  void moreNeighborsNeedMoreImages() {
    var rows =
        both(rows("a", false, normal("real", 20, 3, 0)), rows("a", true, normal("made", 12, 3, 0)));
    assertThat(evaluator("coverage").setNeighbors(11).evaluate(table(rows))).isPositive();
    assertThatThrownBy(() -> evaluator("coverage").setNeighbors(12).evaluate(table(rows)))
        .hasMessage(
            "There are 12 generated images but must be at least 13; give more images, or leave the class out");
  }

  @Test
  void fidOfFewImagesSaysThatItIsBiased() {
    var table =
        table(
            both(
                rows("a", false, normal("real", 20, 12, 0)),
                rows("a", true, normal("generated", 8, 12, 0))));
    var scores = new GenerativeEvaluator().setMetrics("fid", "kid").scores(table);
    assertThat(scores.where("metric = 'fid'").first().getString(7))
        .isEqualTo("fewer images than features: biased upward; read kid, which is not");
    assertThat(scores.where("metric = 'kid'").first().getString(7)).isEmpty();
  }

  @Test
  void refusesWhatCannotBeScored() {
    var real = rows("a", false, normal("real", 20, 3, 0));
    var few = both(real, rows("a", true, normal("generated", 5, 3, 0)));
    assertThatThrownBy(() -> evaluator("fid").evaluate(table(few)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There are 5 generated images but must be at least 6; give more images, or leave the class out");
    assertThatThrownBy(
            () -> evaluator("fid").evaluate(table(real))) // of a gate that lets none pass
        .hasMessageStartingWith("There are 0 generated images but must be at least 6");
    var mixed = both(real, rows("a", true, normal("generated", 20, 4, 0)));
    assertThatThrownBy(() -> evaluator("fid").evaluate(table(mixed)))
        .hasMessage(
            "Column \"features\" holds vectors of [3, 4] numbers but must hold vectors of one width; take the features of one extractor");
    assertThatThrownBy(() -> evaluator("fid").evaluate(table(List.of())))
        .hasMessage(
            "Column \"features\" holds no vectors but must hold vectors of one width; take the features of one extractor");
    var spoiled = normal("spoiled", 20, 3, 0);
    spoiled.get(4)[1] = Double.NaN;
    var withNan = both(real, rows("a", true, spoiled));
    assertThatThrownBy(() -> evaluator("fid").evaluate(table(withNan)))
        .hasMessage(
            "Column \"features\" holds numbers that are not finite in 1 rows but must hold none; leave these images out, or correct the extractor");
  }

  @Test
  void refusesParamsThatItDoesNotKnow() {
    var table = table(rows("a", false, normal("real", 20, 3, 0)));
    assertThatThrownBy(() -> evaluator("fid").evaluate(table.drop("lineage")))
        .hasMessage(
            "Column \"lineage\" of lineageCol is missing but must be one of: label, features; set lineageCol");
    assertThatThrownBy(() -> evaluator("nearest"))
        .hasMessageContaining("noise has the best nearest: take fid, kid or coverage");
    assertThatThrownBy(() -> evaluator("fdi")).hasMessageContaining("did you mean \"fid\"");
    assertThatThrownBy(() -> new GenerativeEvaluator().setNeighbors(101))
        .hasMessageContaining(
            "neighbors is 101 but must be 1 to 100, or 0 for those of the papers; 5 is usual");
    assertThatThrownBy(() -> new GenerativeEvaluator().setMaxFeatures(-1))
        .hasMessageContaining("maxFeatures is -1 but must be 0 (no limit) or more; raise it");
  }
}
