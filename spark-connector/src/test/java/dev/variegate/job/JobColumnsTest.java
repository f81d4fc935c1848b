package dev.variegate.job;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.job.check.JobKeys;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of a job's input that are the user's own. */
class JobColumnsTest extends JobRuns {

  @ParameterizedTest
  @ValueSource(strings = {"error", "skip"})
  void aColumnOfErrorsComesThroughUntouched(String handling) throws IOException {
    var blurred = when(new Column("key").isin("1", "t"), "blurred").otherwise("");
    input(twoImages().withColumn("error", blurred));
    assertThat(run("handle-invalid: " + handling)).as(errors()).isZero();
    assertThat(output().groupBy("split", "error").count().collectAsList())
        .containsExactlyInAnyOrder(
            RowFactory.create("train", "", 6L),
            RowFactory.create("train", "blurred", 2L),
            RowFactory.create("test", "blurred", 1L));
    assertThat(output().columns())
        .containsExactly("key", "image", "label", "split", "error", "lineage");
  }

  @Test
  void theQuarantineHasTheReasonOfTheJob() throws IOException {
    var broken = when(new Column("key").equalTo("2"), lit(new byte[0]));
    input(
        twoImages()
            .withColumn("image", broken.otherwise(new Column("image")))
            .withColumn("error", lit("mine")));
    assertThat(run("handle-invalid: skip", "quarantine: " + folder.resolve("refused")))
        .as(errors())
        .isZero();
    assertThat(output().where("error = 'mine'").count()).isEqualTo(7);
    var refused = table("refused");
    assertThat(refused.columns()).containsExactly("key", "image", "label", "split", "error");
    assertThat(refused.collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getString(4)).contains("0 bytes"));
  }

  @Test
  void aColumnThatTheOutputNeedsIsRefusedBeforeAnythingRuns() throws IOException {
    input(twoImages().withColumn("error", lit("")));
    assertThat(run("handle-invalid: keep")).isEqualTo(2);
    assertThat(errors())
        .contains(
            "Column \"error\" of the input has type string and would be replaced by the column of that name that the job adds to the output; rename it");
    input(twoImages().withColumn("Lineage", struct(lit(1).as("mine"))));
    assertThat(run()).isEqualTo(2);
    assertThat(errors()).contains("Column \"Lineage\" of the input has type struct<mine:int> and");
  }

  @Test
  void aKeptOutputIsTheInputOfAnotherJob() throws IOException {
    input(twoImages());
    assertThat(run("handle-invalid: keep")).as(errors()).isZero();
    input(output().localCheckpoint());
    assertThat(run("handle-invalid: keep", "seed: 2")).as(errors()).isZero();
    assertThat(output().where("split = 'train'").count()).isEqualTo(16);
  }

  @Test
  void labelsFollowOrAreRefused() throws IOException {
    var box = "array(named_struct('label', 'sleeve', 'object', 0, 'box', array(0d, 0d, 1d, 2d)))";
    input(twoImages().selectExpr("*", box + " AS instances"));
    assertThat(run()).isEqualTo(2);
    assertThat(errors())
        .contains(
            "Column \"instances\" holds labels and labels.boxes does not name it, but",
            "; set labels.boxes to \"instances\", or drop the column");
    assertThat(run("labels: {boxes: instances}")).as(errors()).isZero();
    assertThat(
            output()
                .where("lineage.copy = 1")
                .selectExpr("concat_ws(' ', instances[0].box)")
                .distinct()
                .collectAsList())
        .containsExactly(RowFactory.create("0.0 1.0 2.0 2.0"));
  }

  @Test
  void whatAStageRefusesIsReportedInTheKeysOfAJob() throws IOException {
    input(twoImages());
    assertThat(run("labels: {boxes: boxesCol}")).isEqualTo(2);
    assertThat(errors()).contains("Column \"boxesCol\" of labels.boxes ");
    assertThat(JobKeys.in("set handleLabels to drop, keypointsCol to \"maskCols\""))
        .isEqualTo("set labels.handle-labels to drop, labels.keypoints to \"maskCols\"");
  }

  /** Four images to learn from and one to test with. */
  private static Dataset<Row> twoImages() {
    var rows = new ArrayList<Row>();
    for (var key : List.of("1", "2", "3", "4", "t")) {
      try (var image =
          Image.ofBytes(2, 2, 1, (byte) key.hashCode(), (byte) 50, (byte) 99, (byte) 0)) {
        var png = new ImageCodec().encode(image, Encoding.parse("png"));
        rows.add(RowFactory.create(key, png, "bag", key.equals("t") ? "test" : "train"));
      }
    }
    var schema =
        new StructType()
            .add("key", "string")
            .add("image", "binary")
            .add("label", "string")
            .add("split", "string");
    return LocalSpark.session().createDataFrame(rows, schema);
  }

  private void input(Dataset<Row> rows) {
    rows.write().mode("overwrite").parquet(folder.resolve("in").toString());
  }

  private int run(String... lines) throws IOException {
    var policy = folder.resolve("turn.yaml");
    Files.writeString(policy, "steps: [{rotate: {degrees: 90}}]");
    settings = List.of("--set", "output.mode=overwrite");
    return runOn(
        "input: {format: parquet, path: %s}".formatted(folder.resolve("in")),
        "plan: {copies: 1}",
        "methods: {classic: {policy: %s}}".formatted(policy),
        String.join("\n", lines));
  }
}
