package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.measure.GenerativeScores;
import dev.variegate.testing.LocalSpark;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class MeasureGeneratorTest {

  @Test
  void saysHowItIsCalled() {
    assertThatThrownBy(() -> MeasureGenerator.main(new String[0]))
        .hasMessage(
            "0 arguments are given but must be 6 or 7; call it with SAMPLER-BUNDLE CLASSIFIER-BUNDLE DATA-FOLDER RESULT-FOLDER COUNT FEATURES [FEATURE-STORE]");
  }

  @Test
  void laysScoresOutWithAClassARow() {
    var rows =
        List.of(
            RowFactory.create(null, "fid", 130.25, 12.5, 9L, 9L, "cnn 1", ""),
            RowFactory.create(null, "kid", -0.01, null, 9L, 9L, "cnn 1", ""),
            RowFactory.create("coat", "fid", 3.0, 2.0, 9L, 9L, "cnn 1", ""),
            RowFactory.create("coat", "kid", 0.5, 0.25, 9L, 9L, "cnn 1", ""));
    var scores = LocalSpark.session().createDataFrame(rows, GenerativeScores.SCHEMA);
    assertThat(ScoreTable.of(scores, List.of("kid", "fid")))
        .isEqualTo(
            """
            Features of cnn 1.

            | class | kid | fid |
            | --- | --- | --- |
            | all | -0.010 | 130.3 / 12.500 |
            | coat | 0.500 / 0.250 | 3.000 / 2.000 |

            """);
  }
}
