package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.Jobs;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Stages run with a bundle of their test, on a white image and a black one. */
abstract class ModelRuns {

  @TempDir Path folder;

  Path model;

  @BeforeEach
  void place() {
    model = folder.resolve("model");
  }

  static Dataset<Row> table() {
    return Images.table(
            List.of(
                Images.row("white", Images.gray(8, 255), "square", "train"),
                Images.row("black", Images.gray(8, 0), "circle", "train")))
        .coalesce(1);
  }

  static void refused(PipelineStage stage, String message) {
    var jobs = Jobs.during(() -> assertThatThrownBy(() -> run(stage)).hasMessage(message));
    assertThat(jobs).isZero();
  }

  static void run(PipelineStage stage) {
    if (stage instanceof Estimator<?> estimator) {
      estimator.fit(table());
    } else {
      ((Transformer) stage).transform(table());
    }
  }
}
