package dev.variegate.stage.method;

import static dev.variegate.stage.method.ReferenceStages.MATCH;
import static dev.variegate.stage.method.ReferenceStages.POLICY;
import static dev.variegate.stage.method.ReferenceStages.lineage;
import static dev.variegate.stage.method.ReferenceStages.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.ReferenceImage;
import dev.variegate.op.References;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ClassBalancerModel;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies are made like references that are drawn from those listed. */
class ReferenceChoiceTest {

  @TempDir private Path folder;

  @Test
  void copiesAreMadeLikeDrawnImagesAndSayWhich() throws IOException {
    var looks = looks(3);
    Files.writeString(looks.resolve("_notes.txt"), "hidden, so no reference");
    var made = copies(stage(POLICY).setReferences(looks.toString()).setCopies(8));
    assertThat(made)
        .hasSize(8 * 9)
        .allSatisfy(
            row ->
                assertThat(lineage(row).steps())
                    .matches(
                        ".*\\{\"(histogram-matching|fourier-domain-adaptation|color-transfer)\":\\{\"reference\":\\{\"name\":\"looks/[012].png\",\"sha256\":\"[0-9a-f]{64}\"},\"(strength|beta)\":0\\.\\d+}}]"));
    assertThat(made.stream().map(row -> lineage(row).steps().replaceAll(".*looks/(.).*", "$1")))
        .contains("0", "1", "2");
  }

  @Test
  void partitionsChangeNoByte() {
    var stage = stage(POLICY).setReferences(looks(3).toString()).setCopies(2);
    var table = Images.unbalanced();
    var expected = Images.contents(stage.transform(table.coalesce(1)));
    for (int partitions : new int[] {3, 7}) {
      assertThat(Images.contents(stage.transform(table.repartition(partitions))))
          .isEqualTo(expected);
    }
  }

  @Test
  void aCopyIsReplayedFromSourceLineageAndReferences() throws IOException {
    var looks = looks(2);
    var sources = Images.unbalanced().collectAsList();
    var references =
        References.of(
            List.of(
                ReferenceImage.file(looks.resolve("0.png")),
                ReferenceImage.file(looks.resolve("1.png"))));
    var expansion =
        new PolicyAugmenter(
                PolicyFile.read("steps: [flip]", "test"), 1, Optional.empty(), new ImageCodec())
            .with(references);
    for (var row : copies(stage(POLICY).setReferences(looks.toString()))) {
      var lineage = lineage(row);
      var source =
          sources.stream()
              .filter(given -> given.getString(0).equals(lineage.sourceKey()))
              .findFirst()
              .orElseThrow();
      assertThat(expansion.replay(source.getAs("image"), lineage).encoded())
          .isEqualTo(row.<byte[]>getAs("image"));
    }
  }

  @Test
  void weightsSayHowOftenAnImageIsDrawn() {
    var looks = looks(2);
    var places =
        "[{\"path\": \"%1$s/0.png\", \"weight\": 9}, {\"path\": \"%1$s/1.png\"}]".formatted(looks);
    var made = copies(stage(MATCH).setReferences(places).setCopies(20));
    long first = made.stream().filter(row -> lineage(row).steps().contains("\"0.png\"")).count();
    assertThat(first).isBetween(140L, 175L);
  }

  @Test
  void aListedReferenceThatIsNoImageEndsTheJobByItsName() throws IOException {
    Files.write(folder.resolve("torn.png"), Images.truncated());
    var stage =
        stage(MATCH).setReferences(folder.resolve("torn.png").toString()).setHandleInvalid("skip");
    assertThatThrownBy(() -> stage.transform(Images.unbalanced()).count())
        .hasStackTraceContaining("Reference \"torn.png\" cannot be used: ");
  }

  @Test
  void aListedReferenceThatChangesWhileTheJobRunsEndsIt() throws IOException {
    var places = looks(1);
    var made =
        stage(MATCH)
            .setReferences(places.toString())
            .setHandleInvalid("skip")
            .transform(Images.unbalanced());
    try (var files = Files.list(places)) {
      Files.write(files.findFirst().orElseThrow(), new byte[9]);
    }
    assertThatThrownBy(made::count)
        .hasStackTraceContaining("which was changed while the job ran but must stay as it is");
  }

  @Test
  void aBalancerTakesReferencesBesideThePolicy() throws IOException {
    var methods =
        "[{\"method\": \"classic\", \"policy\": \"%s\", \"references\": [{\"path\": \"%s\"}]}]"
            .formatted(MATCH, looks(2));
    var balancer = new ClassBalancer().setKeyCol("key").setSplitCol("split").setTarget("6");
    var model = balancer.setMethods(methods).fit(Images.unbalanced());
    model.save(folder.resolve("model").toString());
    var made =
        ClassBalancerModel.load(folder.resolve("model").toString())
            .transform(Images.unbalanced())
            .filter("lineage.method = 'classic'")
            .collectAsList();
    assertThat(made)
        .hasSize(9)
        .allMatch(row -> lineage(row).steps().contains("\"reference\":{\"name\":\"looks/"));
  }

  private Path looks(int number) {
    try {
      return Images.folder(Files.createDirectory(folder.resolve("looks")), number);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Row> copies(ClassicAugmenter stage) {
    return stage
        .setSplitCol("split")
        .transform(Images.unbalanced())
        .filter("lineage.copy > 0")
        .collectAsList();
  }
}
