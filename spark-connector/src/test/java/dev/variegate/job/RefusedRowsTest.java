package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to rows that a job cannot use. */
class RefusedRowsTest extends JobRuns {

  @Test
  void skippedRowsAreCountedByReasonAndQuarantined() throws IOException {
    imagesWithBadOnes();
    assertThat(
            runOn(
                images(),
                "plan: {copies: 2}",
                gray(),
                "handle-invalid: skip",
                "quarantine: " + folder.resolve("refused")))
        .as(errors())
        .isZero();
    assertThat(output().count()).isEqualTo(6);
    assertThat(output().columns()).doesNotContain("error");
    var refused = table("refused");
    assertThat(refused.orderBy("key").select("key").as(Encoders.STRING()).collectAsList())
        .containsExactly("bag/cut.png", "bag/empty.png", "bag/text.jpg");
    assertThat(refused.filter("error is null").count()).isZero();
    assertThat(printed())
        .contains("refused: 1: ")
        .contains("\n  bag         2        4        3      6\n");
  }

  @Test
  void keptRowsStayWithTheirReason() throws IOException {
    imagesWithBadOnes();
    assertThat(runOn(images(), "plan: {copies: 2}", gray(), "handle-invalid: keep"))
        .as(errors())
        .isZero();
    assertThat(output().count()).isEqualTo(9);
    assertThat(output().filter("error is not null and image is null").count()).isEqualTo(3);
  }

  @Test
  void aBadRowEndsTheJobWithItsKeyAndLeavesNoOutput() throws IOException {
    imagesWithBadOnes();
    assertThat(runOn(images(), "plan: {copies: 2}", gray())).isEqualTo(1);
    assertThat(errors()).contains("AugmentJob: the job failed: ").contains("bag/");
    assertThat(folder.resolve("images/_SUCCESS")).doesNotExist();
  }

  @Test
  void rowsWithoutAKeyAreQuarantinedOnceEach() throws IOException {
    imagesWithBadOnes();
    var good = Files.readAllBytes(folder.resolve("in/bag/0.png"));
    var rows =
        List.of(
            RowFactory.create("a", good, "bag"),
            RowFactory.create(null, good, "bag"),
            RowFactory.create(null, good, "coat"),
            RowFactory.create("b", new byte[] {1}, "bag"));
    var schema =
        new StructType().add("key", "string").add("image", "binary").add("label", "string");
    LocalSpark.session()
        .createDataFrame(rows, schema)
        .write()
        .parquet(folder.resolve("rows").toString());
    assertThat(
            runOn(
                "input: {format: parquet, path: %s, columns: {image: image, key: key, label: label}}"
                    .formatted(folder.resolve("rows")),
                "plan: {copies: 1}",
                "methods: {oversample: {}}",
                "handle-invalid: skip",
                "quarantine: " + folder.resolve("refused")))
        .as(errors())
        .isZero();
    assertThat(output().count()).isEqualTo(2);
    var refused = table("refused");
    assertThat(refused.count()).isEqualTo(3);
    assertThat(refused.filter("key is null and error like '%null%'").count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "train/"})
  void aLooseFileEndsNoJobThatSkips(String above) throws IOException {
    imagesWithBadOnes();
    var root = folder.resolve("root");
    var bags = root.resolve(above + "bag");
    Files.createDirectories(bags.getParent());
    Files.move(folder.resolve("in/bag"), bags);
    Files.copy(bags.resolve("0.png"), root.resolve("loose.png"));
    Files.copy(bags.resolve("0.png"), bags.getParent().resolve("second.png"));
    String[] job = {
      "input: {format: image-folder, path: %s}".formatted(root),
      "methods: {oversample: {}}",
      "plan: {copies: 1}",
      "handle-invalid: skip",
      "quarantine: " + folder.resolve("refused")
    };
    assertThat(runOn(job)).as(errors()).isZero();
    assertThat(output().count()).isEqualTo(4);
    var refused = table("refused");
    assertThat(refused.filter("label is null").select("key").as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrder("loose.png", above + "second.png");
    settings =
        List.of(
            "--set",
            "handle-invalid=error",
            "--set",
            "quarantine=",
            "--set",
            "output.mode=overwrite");
    assertThat(runOn(job)).isEqualTo(2);
    assertThat(errors()).contains("lies in no label folder but must lie at ");
  }

  private static String gray() {
    return "methods: {classic: {policy: %s}}".formatted(ROOT.resolve("conf/policies/gray.yaml"));
  }
}
