package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.testing.DeepPictures;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job on shipped pictures, in a Spark of two cores. */
class AugmentJobTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));
  private static final String JOB = ROOT.resolve("conf/fashion-longtail.yaml").toString();

  @TempDir private Path folder;

  private List<String> settings = List.of();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void startSpark() {
    assertThat(LocalSpark.session()).isNotNull();
  }

  @Test
  void theShippedJobBringsEveryClassToTheLargestAndReports() throws IOException {
    assertThat(run()).as(errors()).isZero();

    var counts = output().groupBy("split", "label").count();
    assertThat(counts.filter("split = 'train'").select("count").distinct().collectAsList())
        .containsExactly(RowFactory.create(300L));
    assertThat(counts.filter("split = 'train'").count()).isEqualTo(10);
    assertThat(output().filter("split = 'test'").count()).isEqualTo(1000);
    assertThat(printed())
        .contains("932 pictures in, 3,000 out (1,037 classic, 1,031 sample new) in ")
        .contains("\n  ankle-boot      10      145     145        0    300\n");
    assertThat(printed()).contains("report: " + folder.resolve("report/report.html"));
    var page = Files.readString(folder.resolve("report/report.html"));
    assertThat(page)
        .contains("Long-tailed Fashion-MNIST", "data:image/png;base64,", "<h2>ankle-boot");
    assertThat(page.split("<figure", -1)).hasSizeGreaterThan(100);
    var sheet = Files.readAllBytes(folder.resolve("report/contact-sheet.png"));
    try (var image = new ImageCodec().decode(sheet)) {
      assertThat(image.width()).isGreaterThan(600);
    }
  }

  @Test
  void aQuarantineInTheInputIsRefusedBeforeItDeletesAnything() {
    assertThat(run("--set", "quarantine=" + ROOT.resolve("examples/data/fashion-longtail")))
        .isEqualTo(2);
    assertThat(errors()).contains("overlaps the input", "the two must lie apart");
    assertThat(ROOT.resolve("examples/data/fashion-longtail/train-labels-idx1-ubyte.gz")).exists();
  }

  @Test
  void explainRunsNothing() {
    assertThat(run("--explain", "--set", "plan.target=500")).as(errors()).isZero();
    assertThat(printed())
        .contains("t-shirt", "4068", "bytes: ", "time: about ", "Nothing was run")
        .doesNotContain("pictures/s");
    assertThat(folder.resolve("pictures")).doesNotExist();
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @Test
  void aTypoInTheFileIsAnErrorWithItsPlace() throws IOException {
    var job = Files.writeString(folder.resolve("job.yaml"), "inptu: {format: idx}");
    assertThat(execute(job.toString())).isEqualTo(2);
    assertThat(errors()).contains("AugmentJob: " + job + ": key \"inptu\" is unknown");
  }

  @Test
  void aMissingJobFileIsNamed() {
    assertThat(execute("conf/none.yaml")).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "AugmentJob: Job file \"conf/none.yaml\" is missing, must be a file that the driver can"
                + " read; check the path");
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(execute("--explan", JOB)).isEqualTo(2);
    assertThat(errors()).contains("--explan", "--explain");
  }

  @Test
  void anOutputThatExistsIsRefusedAndStays() throws IOException {
    var there = Files.createDirectories(folder.resolve("pictures")).resolve("mine.txt");
    Files.writeString(there, "mine");
    assertThat(run("--set", "output.mode=refuse")).isEqualTo(2);
    assertThat(errors()).contains("pictures\" exists and must not yet exist");
    assertThat(there).hasContent("mine");
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsRefused() {
    assertThat(
            run(
                "--set",
                "input.labels=[t-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, wellington]"))
        .isEqualTo(2);
    assertThat(errors()).contains("wellington").contains("ankle-boot");
  }

  @Test
  void anInputWithoutRowsIsRefused() {
    LocalSpark.session()
        .read()
        .schema("key string, image binary, label string, split string")
        .json(LocalSpark.session().emptyDataset(Encoders.STRING()))
        .write()
        .parquet(folder.resolve("none").toString());
    assertThat(
            runOn(
                "input: {format: parquet, path: %s}".formatted(folder.resolve("none")),
                "methods: {oversample: {}}"))
        .isEqualTo(2);
    assertThat(errors()).contains("no row to expand");
  }

  @Test
  void skippedRowsAreCountedByReasonAndQuarantined() throws IOException {
    picturesWithBadOnes();
    assertThat(
            runOn(
                "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
                "plan: {copies: 2}",
                "methods: {classic: {policy: %s}}"
                    .formatted(ROOT.resolve("conf/policies/grey.yaml")),
                "handle-invalid: skip",
                "quarantine: " + folder.resolve("refused")))
        .as(errors())
        .isZero();
    assertThat(output().count()).isEqualTo(6);
    assertThat(output().columns()).doesNotContain("error");
    var refused = LocalSpark.session().read().parquet(folder.resolve("refused").toString());
    assertThat(refused.orderBy("key").select("key").as(Encoders.STRING()).collectAsList())
        .containsExactly("bag/cut.png", "bag/empty.png", "bag/text.jpg");
    assertThat(refused.filter("error is null").count()).isZero();
    assertThat(printed())
        .contains("refused: 1: ")
        .contains("\n  bag         2        4        3      6\n");
  }

  @Test
  void keptRowsStayWithTheirReason() throws IOException {
    picturesWithBadOnes();
    assertThat(
            runOn(
                "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
                "plan: {copies: 2}",
                "methods: {classic: {policy: %s}}"
                    .formatted(ROOT.resolve("conf/policies/grey.yaml")),
                "handle-invalid: keep"))
        .as(errors())
        .isZero();
    assertThat(output().count()).isEqualTo(9);
    assertThat(output().filter("error is not null and image is null").count()).isEqualTo(3);
  }

  @Test
  void aBadRowEndsTheJobWithItsKeyAndLeavesNoOutput() throws IOException {
    picturesWithBadOnes();
    assertThat(
            runOn(
                "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
                "plan: {copies: 2}",
                "methods: {classic: {policy: %s}}"
                    .formatted(ROOT.resolve("conf/policies/grey.yaml"))))
        .isEqualTo(1);
    assertThat(errors()).contains("AugmentJob: the job failed: ").contains("bag/");
    assertThat(folder.resolve("pictures/_SUCCESS")).doesNotExist();
  }

  @Test
  void rowsWithoutAKeyAreQuarantinedOnceEach() throws IOException {
    picturesWithBadOnes();
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
    var refused = LocalSpark.session().read().parquet(folder.resolve("refused").toString());
    assertThat(refused.count()).isEqualTo(3);
    assertThat(refused.filter("key is null and error like '%null%'").count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "train/"})
  void aLooseFileEndsNoJobThatSkips(String above) throws IOException {
    picturesWithBadOnes();
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
    var refused = LocalSpark.session().read().parquet(folder.resolve("refused").toString());
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
    assertThat(errors()).contains("lies in no label folder, must lie at ");
  }

  @Test
  void resumeTellsOfAnInputThatHasChanged() throws IOException {
    picturesWithBadOnes();
    String[] job = {
      "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
      "methods: {oversample: {}}",
      "plan: {copies: 1}",
      "handle-invalid: skip"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    settings = List.of("--set", "output.mode=resume");
    assertThat(runOn(job)).isZero();
    assertThat(printed()).contains("is complete already").doesNotContain("has changed");
    Files.copy(folder.resolve("in/bag/0.png"), folder.resolve("in/bag/9.png"));
    assertThat(runOn(job)).isZero();
    assertThat(printed())
        .containsPattern(
            "warning: the input has changed since: it had 2 images of [0-9,]+ bytes, and has 3 images of ")
        .contains("; write another output, or --set output.mode=overwrite");
    assertThat(output().count()).isEqualTo(4);
  }

  @Test
  void noNameSteersTheTerminal() throws IOException {
    var odd = Files.createDirectories(folder.resolve("in/ba\u001b[31mg\u202e"));
    try (var image = Image.ofBytes(1, 1, 1, (byte) 7)) {
      Files.write(odd.resolve("0.png"), new ImageCodec().encode(image, Encoding.parse("png")));
    }
    Files.writeString(odd.resolve("x\u0007.png"), "no image");
    String[] job = {
      "name: \"a\\eb\"",
      "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
      "methods: {oversample: {}}",
      "plan: {copies: 2}",
      "handle-invalid: skip"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    assertThat(printed())
        .contains("a\\u001bb", "ba\\u001b[31mg\\u202e")
        .contains(
            "warning: class \"ba\\u001b[31mg\\u202e\" has one image; its 2 copies are variants of that one");
    job[4] = "handle-invalid: error";
    settings = List.of("--set", "output.mode=overwrite");
    assertThat(runOn(job)).isEqualTo(1);
    settings = List.of("--set", "a\u001bb=1");
    assertThat(runOn(job)).isEqualTo(2);
    assertThat(errors()).contains("x\\u0007.png", "a\\u001bb");
    assertThat(errors() + printed()).doesNotContain("\u001b", "\u0007", "\u202e");
  }

  @Test
  void theSameJobAgainResumesOrRefuses() throws IOException {
    picturesWithBadOnes();
    String[] job = {
      "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
      "methods: {oversample: {}}",
      "plan: {copies: 1}",
      "handle-invalid: skip",
      "seed: 1"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    settings = List.of("--set", "output.mode=resume");
    assertThat(runOn(job)).isZero();
    assertThat(printed()).contains("The output is complete already: ");
    job[4] = "seed: 2";
    assertThat(runOn(job)).isEqualTo(2);
    assertThat(errors()).contains("was begun by a job with the fingerprint ");
  }

  @Test
  void picturesOfNineBandsAreExpandedShownAndRefusedLikeOthers() throws IOException {
    var fields = Files.createDirectories(folder.resolve("in/field"));
    for (int i = 0; i < 3; i++) {
      Files.write(
          fields.resolve(i + ".tif"), DeepPictures.encoded(DeepPictures.scene(40, 30, i), "tiff"));
    }
    var whole = Files.readAllBytes(fields.resolve("0.tif"));
    Files.write(fields.resolve("cut.tif"), Arrays.copyOf(whole, whole.length / 2));
    var policy =
        Files.writeString(
            folder.resolve("bands.yaml"),
            "name: bands\nsteps: [{rotate: {degrees: [-20, 20]}}, {brightness: {}}, {gaussian-blur: {}}]");
    assertThat(
            runOn(
                "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
                "plan: {copies: 2}",
                "methods: {classic: {policy: %s}}".formatted(policy),
                "handle-invalid: skip",
                "quarantine: " + folder.resolve("refused"),
                "report: {path: %s}".formatted(folder.resolve("report"))))
        .as(errors())
        .isZero();
    assertThat(output().count()).isEqualTo(9);
    for (var row : output().collectAsList()) {
      try (var picture = new ImageCodec().decode(row.<byte[]>getAs("image"))) {
        assertThat(picture).hasToString("40x30 x 9 UINT16");
      }
    }
    var refused = LocalSpark.session().read().parquet(folder.resolve("refused").toString());
    assertThat(refused.first().<String>getAs("error"))
        .startsWith("TIFF has %d bytes but ".formatted(whole.length / 2));
    assertThat(Files.readString(folder.resolve("report/report.html")).split("<figure", -1))
        .hasSize(1 + 2 * 3); // two sources, each with two copies
    try (var sheet =
        new ImageCodec().decode(Files.readAllBytes(folder.resolve("report/contact-sheet.png")))) {
      assertThat(sheet.channels()).isEqualTo(3);
    }
  }

  @Test
  void aPolicyOfAJobMayMakePicturesLikeReferences() throws IOException {
    picturesWithBadOnes();
    Files.writeString(folder.resolve("alike.yaml"), "steps: [histogram-matching]");
    var looks = Files.createDirectory(folder.resolve("looks"));
    Files.copy(folder.resolve("in/bag/0.png"), looks.resolve("night.png"));
    String[] job = {
      "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
      "methods: {classic: {policy: alike.yaml, references: %s}}".formatted(looks),
      "plan: {copies: 1}",
      "handle-invalid: skip"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    var made = output().filter("lineage.method = 'classic'");
    assertThat(made.count()).isEqualTo(2);
    assertThat(made.filter("lineage.steps like '%\"name\":\"looks/night.png\"%'").count())
        .isEqualTo(2);
    job[1] = "methods: {classic: {policy: alike.yaml}}";
    settings = List.of("--set", "output.mode=overwrite");
    assertThat(runOn(job)).isEqualTo(2);
    assertThat(errors())
        .contains(
            "methods, entry 1, has a policy that makes pictures like references (histogram-matching) and no \"references\", must have them; add \"references\": PLACE");
  }

  @Test
  void anOutputAmongTheReferencesIsRefused() throws IOException {
    picturesWithBadOnes();
    Files.writeString(folder.resolve("alike.yaml"), "steps: [histogram-matching]");
    assertThat(
            runOn(
                "input: {format: image-folder, path: %s}".formatted(folder.resolve("in")),
                "methods: {classic: {policy: alike.yaml, references: %s}}"
                    .formatted(Files.createDirectories(folder.resolve("pictures/looks"))),
                "handle-invalid: skip"))
        .isEqualTo(2);
    assertThat(errors()).contains("overlap");
  }

  private void picturesWithBadOnes() throws IOException {
    var bags = Files.createDirectories(folder.resolve("in/bag"));
    for (int i = 0; i < 2; i++) {
      try (var image = Image.ofBytes(2, 2, 1, (byte) i, (byte) 50, (byte) 99, (byte) 200)) {
        Files.write(
            bags.resolve(i + ".png"), new ImageCodec().encode(image, Encoding.parse("png")));
      }
    }
    Files.writeString(bags.resolve("text.jpg"), "no picture");
    Files.createFile(bags.resolve("empty.png"));
    var whole = Files.readAllBytes(bags.resolve("0.png"));
    Files.write(bags.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 20));
  }

  private int runOn(String... lines) {
    try {
      var text =
          String.join("\n", lines) + "\noutput: {path: %s}\n".formatted(folder.resolve("pictures"));
      var args = new ArrayList<>(settings);
      args.add(Files.writeString(folder.resolve("job.yaml"), text).toString());
      return execute(args.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> output() {
    return LocalSpark.session().read().parquet(folder.resolve("pictures").toString());
  }

  private int run(String... more) {
    var args = new ArrayList<>(List.of(JOB));
    args.addAll(
        List.of(
            "--set", "input.path=" + ROOT.resolve("examples/data/fashion-longtail"),
            "--set", "methods.sample.model=" + ROOT.resolve("examples/models/fashion-clothes"),
            "--set", "output.path=" + folder.resolve("pictures"),
            "--set", "quarantine=" + folder.resolve("refused"),
            "--set", "report.path=" + folder.resolve("report")));
    args.addAll(List.of(more));
    return execute(args.toArray(String[]::new));
  }

  private int execute(String... args) {
    return AugmentJob.execute(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
