package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.ImageVectorizer;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved pipelines applied in the JVM of the test; {@code PipelineIT} starts new ones. */
class ApplyPipelineTest {

  private static final StructType SCHEMA =
      new StructType().add("name", "string").add("image", "binary").add("weight", "double");

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void appliesAllStagesToAllColumnsWhateverTheCut() throws IOException {
    save(fitted());
    assertThat(apply("one", "--partitions", "1")).as(errors()).isZero();
    assertThat(apply("three", "--partitions", "3")).as(errors()).isZero();
    assertThat(printed())
        .contains("ClassicAugmenter, ImageVectorizer\n")
        .containsPattern("(?m)^15 rows written in [0-9.]+ s: [0-9,]+ rows/s$")
        .contains("output: " + folder.resolve("one"));
    assertThat(rows("one")).hasSize(15).doesNotHaveDuplicates().isEqualTo(rows("three"));
    assertThat(read("one").columns())
        .containsExactly("name", "image", "weight", "lineage", "features");
  }

  @Test
  void resumesWhatIsCompleteByDoingNothing() throws IOException {
    save(fitted());
    assertThat(apply("out")).as(errors()).isZero();
    out.reset();
    assertThat(apply("out", "--mode", "resume", "--partitions", "2")).as(errors()).isZero();
    assertThat(printed())
        .isEqualToIgnoringNewLines("The output is complete already: " + folder.resolve("out"));
    assertThat(apply("out")).isEqualTo(2);
    assertThat(errors()).contains("out\" exists and must not yet exist");
  }

  @Test
  void anotherPipelineIsAnotherOutput() throws IOException {
    save(fitted());
    assertThat(apply("out")).as(errors()).isZero();
    new Pipeline()
        .setStages(new PipelineStage[] {augmenter().setSeed(8)})
        .fit(table())
        .write()
        .overwrite()
        .save(pipeline());
    assertThat(apply("out", "--mode", "resume")).isEqualTo(2);
    assertThat(errors()).contains("was begun by a job with the fingerprint ");
  }

  @Test
  void aPipelineThatIsNotThereIsNamed() {
    assertThat(apply("out")).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "ApplyPipeline: Pipeline \"%s\" is absent but must be the folder that the save of a PipelineModel wrote; check the path"
                .formatted(pipeline()));
  }

  @Test
  void anUnfittedPipelineIsRefused() throws IOException {
    new Pipeline().setStages(new PipelineStage[] {augmenter()}).save(pipeline());
    assertThat(apply("out")).isEqualTo(2);
    assertThat(errors())
        .startsWith("ApplyPipeline: Pipeline \"%s\" cannot be loaded: ".formatted(pipeline()))
        .contains("org.apache.spark.ml.Pipeline", "not that of an unfitted Pipeline");
  }

  @Test
  void aColumnThatTheInputLacksIsRefusedBeforeAnythingIsWritten() throws IOException {
    save(
        new Pipeline().setStages(new PipelineStage[] {augmenter().setKeyCol("name")}).fit(table()));
    table().drop("name").write().parquet(folder.resolve("nameless").toString());
    int code =
        execute(
            "--pipeline",
            pipeline(),
            "--input",
            folder.resolve("nameless").toString(),
            "--output",
            folder.resolve("out").toString());
    assertThat(code).isEqualTo(2);
    assertThat(errors()).contains("name", "keyCol");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void unknownFormatsAndCutsAreRefused() {
    assertThat(apply("out", "--format", "parqet")).isEqualTo(2);
    assertThat(apply("out", "--partitions", "0")).isEqualTo(2);
    assertThat(errors())
        .contains(
            "--format is \"parqet\"; did you mean \"parquet\"? Known: binary-file, idx, image-folder, parquet",
            "--partitions is 0 but must be 1 or more; leave it out to take the rows as they come");
  }

  private static ClassicAugmenter augmenter() {
    return new ClassicAugmenter()
        .setPolicy("{\"name\": \"turn\", \"steps\": [{\"rotate\": {\"degrees\": [-20, 20]}}]}")
        .setKeyCol("name")
        .setSeed(7)
        .setCopies(2);
  }

  private static PipelineModel fitted() {
    var vectors = new ImageVectorizer().setWidth(4).setHeight(4).setChannels("gray");
    return new Pipeline().setStages(new PipelineStage[] {augmenter(), vectors}).fit(table());
  }

  private void save(PipelineModel model) throws IOException {
    model.save(pipeline());
  }

  private static Dataset<Row> table() {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < 5; i++) {
      var samples = new byte[12 * 12];
      Arrays.fill(samples, 40 + 9 * i, 100, (byte) (60 + 30 * i));
      try (var image = Image.ofBytes(12, 12, 1, samples)) {
        rows.add(
            RowFactory.create(
                "p" + i, new ImageCodec().encode(image, Encoding.parse("png")), i / 2.0));
      }
    }
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  private int apply(String output, String... more) {
    var input = folder.resolve("in");
    if (!input.toFile().exists()) {
      table().write().parquet(input.toString());
    }
    var arguments =
        new ArrayList<>(
            List.of(
                "--pipeline",
                pipeline(),
                "--input",
                input.toString(),
                "--output",
                folder.resolve(output).toString()));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return ApplyPipeline.execute(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  private String pipeline() {
    return folder.resolve("pipeline").toString();
  }

  private Dataset<Row> read(String output) {
    return LocalSpark.session().read().parquet(folder.resolve(output).toString());
  }

  private List<String> rows(String output) {
    return read(output).collectAsList().stream()
        .map(
            row ->
                "%s|%s|%s|%s"
                    .formatted(
                        row.get(0), Sha256.hex(row.<byte[]>getAs("image")), row.get(3), row.get(4)))
        .sorted()
        .toList();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
