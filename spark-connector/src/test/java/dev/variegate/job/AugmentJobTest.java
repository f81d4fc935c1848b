package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ImageCodec;
import dev.variegate.testing.DeepImages;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** The whole job on shipped images and on those of many bands: plan, output and report. */
class AugmentJobTest extends JobRuns {

  private static final String JOB = ROOT.resolve("conf/fashion-longtail.yaml").toString();

  @Test
  void theShippedJobBringsEveryClassToTheLargestAndReports() throws IOException {
    assertThat(run()).as(errors()).isZero();

    var counts = output().groupBy("split", "label").count();
    assertThat(counts.filter("split = 'train'").select("count").distinct().collectAsList())
        .containsExactly(RowFactory.create(300L));
    assertThat(counts.filter("split = 'train'").count()).isEqualTo(10);
    assertThat(output().filter("split = 'test'").count()).isEqualTo(1000);
    assertThat(printed())
        .contains("932 images in, 3,000 out (1,037 classic, 1,031 sample new) in ")
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
        .doesNotContain("images/s");
    assertThat(folder.resolve("images")).doesNotExist();
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(execute("--explan", JOB)).isEqualTo(2);
    assertThat(errors()).contains("--explan", "--explain");
  }

  @Test
  void anOutputThatExistsIsRefusedAndStays() throws IOException {
    var there = Files.createDirectories(folder.resolve("images")).resolve("mine.txt");
    Files.writeString(there, "mine");
    assertThat(run("--set", "output.mode=refuse")).isEqualTo(2);
    assertThat(errors()).contains("images\" exists and must not yet exist");
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
  void imagesOfNineBandsAreExpandedShownAndRefusedLikeOthers() throws IOException {
    var fields = Files.createDirectories(folder.resolve("in/field"));
    for (int i = 0; i < 3; i++) {
      Files.write(
          fields.resolve(i + ".tif"), DeepImages.encoded(DeepImages.scene(40, 30, i), "tiff"));
    }
    var whole = Files.readAllBytes(fields.resolve("0.tif"));
    Files.write(fields.resolve("cut.tif"), Arrays.copyOf(whole, whole.length / 2));
    var policy =
        Files.writeString(
            folder.resolve("bands.yaml"),
            "name: bands\nsteps: [{rotate: {degrees: [-20, 20]}}, {brightness: {}}, {gaussian-blur: {}}]");
    assertThat(
            runOn(
                images(),
                "plan: {copies: 2}",
                "methods: {classic: {policy: %s}}".formatted(policy),
                "handle-invalid: skip",
                "quarantine: " + folder.resolve("refused"),
                "report: {path: %s}".formatted(folder.resolve("report"))))
        .as(errors())
        .isZero();
    assertThat(output().count()).isEqualTo(9);
    for (var row : output().collectAsList()) {
      try (var image = new ImageCodec().decode(row.<byte[]>getAs("image"))) {
        assertThat(image).hasToString("40x30 x 9 UINT16");
      }
    }
    var refused = table("refused");
    assertThat(refused.first().<String>getAs("error"))
        .startsWith("TIFF has %d bytes but ".formatted(whole.length / 2));
    assertThat(Files.readString(folder.resolve("report/report.html")).split("<figure", -1))
        .hasSize(1 + 2 * 3); // two sources, each with two copies
    try (var sheet =
        new ImageCodec().decode(Files.readAllBytes(folder.resolve("report/contact-sheet.png")))) {
      assertThat(sheet.channels()).isEqualTo(3);
    }
  }

  private int run(String... more) {
    var args = new ArrayList<>(List.of(JOB));
    args.addAll(
        List.of(
            "--set", "input.path=" + ROOT.resolve("examples/data/fashion-longtail"),
            "--set", "methods.sample.model=" + ROOT.resolve("examples/models/fashion-clothes"),
            "--set", "output.path=" + folder.resolve("images"),
            "--set", "quarantine=" + folder.resolve("refused"),
            "--set", "report.path=" + folder.resolve("report")));
    args.addAll(List.of(more));
    return execute(args.toArray(String[]::new));
  }
}
