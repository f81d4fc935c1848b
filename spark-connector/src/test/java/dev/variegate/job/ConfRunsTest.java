package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.io.annotation.CocoFile;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The job files that users start from, run on tiny sets. */
class ConfRunsTest extends JobRuns {

  private static final String STYLIZER =
      StyleModels.stylizer(TinyModels.folder("conf-stylizer")).toString();

  private int run(String file, String... settings) {
    var args = new ArrayList<>(List.of(ROOT.resolve("conf").resolve(file).toString()));
    for (var setting : settings) {
      args.addAll(List.of("--set", setting.formatted(folder)));
    }
    for (var setting :
        List.of("output.path=%s/out", "quarantine=%s/refused", "report.path=%s/report")) {
      args.addAll(List.of("--set", setting.formatted(folder)));
    }
    return execute(args.toArray(String[]::new));
  }

  /** Color images of two classes, four and one; the styles are among them. */
  private Path classes() throws IOException {
    for (var name : List.of("cat/0", "cat/1", "cat/2", "cat/3", "dog/0")) {
      var file = folder.resolve("in/" + name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, AnnotatedSets.image(name.charAt(4) - '0', 2, 20, 22));
    }
    return folder.resolve("in");
  }

  private static long files(Path folder) throws IOException {
    return AnnotatedSets.files(folder).stream()
        .filter(file -> file.toString().endsWith(".png"))
        .count();
  }

  @Test
  void styleTransferBalancesAFolder() throws IOException {
    classes();
    assertThat(
            run(
                "style-transfer.yaml",
                "input.path=%s/in",
                "methods.style-transfer.model=" + STYLIZER,
                "methods.style-transfer.styles=%s/in/cat"))
        .as(errors())
        .isZero();
    assertThat(files(folder.resolve("out/train/dog"))).isEqualTo(4);
    assertThat(files(folder.resolve("out/train/cat"))).isEqualTo(4);
  }

  @Test
  void fourMethodsShareOutWhatIsLacking() throws IOException {
    classes();
    assertThat(
            run(
                "four-methods.yaml",
                "input.path=%s/in",
                "plan.target=12",
                "methods.painted.model=" + STYLIZER,
                "methods.painted.styles=%s/in/cat",
                "methods.light.except=[dog]"))
        .as(errors())
        .isZero();
    assertThat(table("out").groupBy("label").count().collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[cat,12]", "[dog,12]");
    assertThat(
            table("out").filter("label = 'dog'").groupBy("lineage.method").count().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("original", "mix", "classic", "oversample");
  }

  @Test
  void aDetectionSetGoesThroughFlipMosaicAndSuperResolution() throws IOException {
    var set = AnnotatedSets.coco(folder.resolve("in"));
    assertThat(
            run(
                "detection.yaml",
                "input.path=" + set + "/images",
                "input.annotations=" + set + "/instances_train.json",
                "methods.mosaic.mixture={mosaic: {width: 60, height: 40}}",
                "plan.target=7"))
        .as(errors())
        .isZero();
    var out = folder.resolve("out");
    var rows =
        new CocoFile(out + "/annotations/instances_train.json", out + "/images/train")
            .read(LocalSpark.session());
    assertThat(rows.count()).isEqualTo(21);
    assertThat(rows.filter("image is null").count()).isZero();
    assertThat(printed()).contains("flip", "mosaic", "super-resolve", "sheet: ");
  }
}
