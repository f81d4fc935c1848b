package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.io.MaskFolder;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Folders of images beside folders of masks through whole jobs. */
class MaskJobTest extends JobRuns {

  private String flip() throws IOException {
    return "methods: {classic: {policy: %s}}"
        .formatted(
            Files.writeString(folder.resolve("flip.yaml"), "steps: [{flip: {axis: horizontal}}]"));
  }

  private String input() {
    return "input: {format: mask-folder, path: %s}".formatted(folder.resolve("in"));
  }

  @Test
  void masksFollowAndAreWrittenBesideTheImages() throws IOException {
    AnnotatedSets.masks(folder.resolve("in"), "", 3);
    settings = List.of("--set", "output.format=mask-folder");
    assertThat(runOn(input(), flip(), "plan: {copies: 1}")).as(errors()).isZero();
    assertThat(printed()).contains("(no class)");
    var out = folder.resolve("images");
    var images = AnnotatedSets.files(out.resolve("image/train"));
    var masks = AnnotatedSets.files(out.resolve("label/train"));
    assertThat(names(images)).hasSize(6).isEqualTo(names(masks));
    for (var file : masks) {
      try (var mask = new ImageCodec().decode(Files.readAllBytes(file))) {
        boolean copy = file.toString().endsWith("-1.png");
        assertThat(mask.toBytes()[0]).isEqualTo((byte) (copy ? 2 : 1));
        assertThat(mask.channels()).isEqualTo(1);
      }
    }
    var again = new MaskFolder(out.toString()).read(LocalSpark.session());
    assertThat(again.columns()).containsExactly("key", "image", "split", "mask");
    assertThat(again.filter("mask is not null and split = 'train'").count()).isEqualTo(6);
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  @Test
  void foldersOfClassesAndSplitsAreBalanced() throws IOException {
    AnnotatedSets.masks(folder.resolve("in"), "train/day", 3);
    AnnotatedSets.masks(folder.resolve("in"), "train/dusk", 1);
    AnnotatedSets.masks(folder.resolve("in"), "test/dusk", 1);
    settings = List.of("--set", "output.format=mask-folder");
    assertThat(runOn(input(), flip())).as(errors()).isZero();
    for (var kind : List.of("image", "label")) {
      var out = folder.resolve("images").resolve(kind);
      assertThat(AnnotatedSets.files(out.resolve("train/day"))).hasSize(3);
      assertThat(AnnotatedSets.files(out.resolve("train/dusk"))).hasSize(3);
      assertThat(AnnotatedSets.files(out.resolve("test/dusk"))).hasSize(1);
    }
  }

  @Test
  void whatHasNoMaskOrOneOfAnotherSizeIsRefused() throws IOException {
    var set = AnnotatedSets.masks(folder.resolve("in"), "test", 1);
    AnnotatedSets.masks(set, "train", 4);
    Files.delete(set.resolve("label/train/0.png"));
    var small =
        new ImageCodec()
            .decode(Files.readAllBytes(JobRuns.bags(folder.resolve("x"), 1).resolve("0.png")));
    try (small) {
      Files.write(
          set.resolve("label/train/1.png"), new ImageCodec().encode(small, Encoding.parse("png")));
    }
    settings = List.of("--set", "output.format=mask-folder");
    assertThat(
            runOn(
                input(),
                flip(),
                "plan: {copies: 1}",
                "handle-invalid: skip",
                "quarantine: " + folder.resolve("refused")))
        .as(errors())
        .isZero();
    assertThat(table("refused").select("key", "error").sort("key").collectAsList())
        .extracting(row -> row.getString(0) + ": " + row.getString(1))
        .containsExactly(
            "train/0.png: Mask is null but must be there; drop the row",
            "train/1.png: Mask is 2x2 but must be 40x30 as its image; resize it without mixing its values");
  }

  @Test
  void aMixtureOfLevelsIsRefused() throws IOException {
    AnnotatedSets.masks(folder.resolve("in"), "train/day", 1);
    AnnotatedSets.masks(folder.resolve("in"), "train", 1);
    assertThat(runOn(input(), flip(), "plan: {copies: 1}")).isEqualTo(2);
    assertThat(errors())
        .contains(
            "holds images both in folders of classes and above them (file:%s/in/image/train) but must hold them at one level; move them"
                .formatted(folder));
  }

  @Test
  void aTargetNeedsClasses() throws IOException {
    AnnotatedSets.masks(folder.resolve("in"), "", 1);
    assertThat(runOn(input(), flip())).isEqualTo(2);
    assertThat(errors())
        .contains(
            "plan.copies is missing but must be a number of copies where images have neither classes nor boxes; set it, or say where their classes are");
  }

  @Test
  void parquetWithoutClassesIsCopied() throws IOException {
    AnnotatedSets.masks(folder.resolve("set"), "", 3);
    new MaskFolder(folder + "/set")
        .read(LocalSpark.session())
        .drop("split", "mask")
        .write()
        .parquet(folder.resolve("in").toString());
    var input = "input: {format: parquet, path: %s, columns: {key: key}}".formatted(folder + "/in");
    assertThat(runOn(input, flip(), "plan: {copies: 2}")).as(errors()).isZero();
    assertThat(output().count()).isEqualTo(9);
    assertThat(output().columns()).doesNotContain("label");
  }
}
