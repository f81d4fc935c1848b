package dev.variegate.stage.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ReferenceImage;
import dev.variegate.lineage.Lineage;
import dev.variegate.op.References;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ClassBalancerModel;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.Images;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.image.ImageSchema$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that make images like references, through the stages that run them. */
class ReferenceChoiceTest {

  private static final String POLICY =
      """
      steps:
        - flip
        - one-of: [histogram-matching, fourier-domain-adaptation, color-transfer]
      """;
  private static final String MATCH = "steps: [{histogram-matching: {strength: 1}}]";
  private static final StructType OWN =
      new StructType().add("key", "string").add("image", "binary").add("look", "binary");

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
        new PolicyAugmenter(PolicyFile.read("steps: [flip]", "test"), 1, Optional.empty(), codec())
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
  void aRowMayBringItsOwnReference() {
    var stage = stage(MATCH).setReferencesCol("look");
    var rows = stage.transform(own(flat(90))).filter("lineage.copy > 0").collectAsList();
    try (var made = codec().decode(rows.get(0).getAs("image"))) {
      assertThat(made.toBytes()).containsOnly(90);
    }
    assertThat(lineage(rows.get(0)).steps())
        .isEqualTo(
            "[{\"histogram-matching\":{\"reference\":{\"name\":\"companion\",\"sha256\":\"%s\"},\"strength\":1.0}}]",
            Sha256.hex(flat(90)));
    var again =
        new PolicyAugmenter(PolicyFile.read(MATCH, "test"), 1, Optional.empty(), codec())
            .with(References.of(List.of()).own(flat(90)))
            .replay(Images.png(1), lineage(rows.get(0)));
    assertThat(again.encoded()).isEqualTo(rows.get(0).<byte[]>getAs("image"));
  }

  @Test
  void aReferenceMayBeAnImageStruct() {
    var struct = new ImageColumn(0, true).value(flat(90), "file:/a", codec());
    var schema = OWN.add("struct", ImageSchema$.MODULE$.columnSchema());
    var table =
        LocalSpark.session()
            .createDataFrame(List.of(RowFactory.create("a", Images.png(1), null, struct)), schema);
    var rows =
        stage(MATCH)
            .setReferencesCol("struct")
            .transform(table)
            .filter("lineage.copy > 0")
            .collectAsList();
    try (var made = codec().decode(rows.get(0).getAs("image"))) {
      assertThat(made.toBytes()).containsOnly(90);
    }
  }

  @Test
  void aRowsOwnReferenceThatCannotBeUsedIsThatRowsFault() {
    var stage = stage(MATCH).setReferencesCol("look").setHandleInvalid("keep");
    assertThat(stage.transform(own(null)).first().<String>getAs("error"))
        .isEqualTo("Reference is null but must be there; drop the row");
    for (byte[] bad : new byte[][] {Images.truncated(), Images.text(), new byte[0]}) {
      assertThat(stage.transform(own(bad)).first().<String>getAs("error"))
          .matches("Reference \"companion\" cannot be used: .+; fix it or remove it");
    }
    assertThat(stage.setHandleInvalid("skip").transform(own(null)).count()).isZero();
    assertThatThrownBy(() -> stage.setHandleInvalid("error").transform(own(Images.text())).count())
        .hasStackTraceContaining("Row \"a\" cannot be used: Reference \"companion\" cannot be");
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
  void missingAndEmptyFoldersAreReportedBeforeAnyJob() {
    var missing = stage(MATCH).setReferences("file:///no/such/folder");
    assertThatThrownBy(() -> missing.transform(Images.unbalanced()))
        .hasMessage(
            "references names file:///no/such/folder, which does not exist but must be an image or a folder of images; correct the path");
    var empty = stage(MATCH).setReferences(folder.toString());
    assertThatThrownBy(() -> empty.transform(Images.unbalanced()))
        .hasMessage(
            "references names the folder %s, which holds no files but must hold images; name another",
            folder);
  }

  @Test
  void aPolicyAndItsReferencesMustBelongTogether() {
    var without = new ClassicAugmenter("a").setPolicy(POLICY);
    assertThatThrownBy(() -> without.transformSchema(OWN))
        .hasMessage(
            "policy of a makes images like references (histogram-matching, fourier-domain-adaptation, color-transfer), which must be given; set references or referencesCol");
    var idle = new ClassicAugmenter("a").setPolicy("steps: [flip]");
    assertThatThrownBy(() -> idle.setReferences("looks").transformSchema(OWN))
        .hasMessage(
            "references is \"looks\" but must be unset where the policy makes no image like another; add an operation such as histogram-matching, or clear it");
    var both =
        new ClassicAugmenter("a").setPolicy(MATCH).setReferences("b").setReferencesCol("look");
    assertThatThrownBy(() -> both.transformSchema(OWN))
        .hasMessage(
            "references and referencesCol of a are both set but at most one may be; clear one of them");
    both.clear(both.references());
    assertThatThrownBy(() -> both.setReferencesCol("key").transformSchema(OWN))
        .hasMessage(
            "Column \"key\" has type string but must be the Spark image struct or binary; read it with format(\"binaryFile\") or cast it");
    assertThatThrownBy(() -> both.setReferences("[{\"path\": \"a\", \"wieght\": 2}]"))
        .hasMessage(
            "references[0].wieght is unknown; did you mean \"weight\"? Known: path, weight");
    assertThatThrownBy(() -> both.setReferences(" "))
        .hasMessage("Place is \" \" but must be a path; write it, or leave the setting out");
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

  @Test
  void aBalancersPolicyAndItsReferencesMustBelongTogether() {
    var table = Images.unbalanced().schema();
    assertThatThrownBy(
            () ->
                new ClassBalancer()
                    .setMethods("{\"classic\": {\"policy\": \"%s\"}}".formatted(MATCH))
                    .transformSchema(table))
        .hasMessage(
            "policy of methods.classic makes images like references (histogram-matching), which must be given; set references or referencesCol");
    assertThatThrownBy(
            () ->
                new ClassBalancer()
                    .setMethods(
                        "{\"classic\": {\"policy\": \"steps: [flip]\", \"references\": \"looks\"}}")
                    .transformSchema(table))
        .hasMessage(
            "references is \"looks\" but must be unset where the policy makes no image like another; add an operation such as histogram-matching, or clear it");
    refuses(
        "{}",
        "must be a place, or a list of places with weights; write [{\"path\": \"PLACE\", \"weight\": 1}]");
    refuses("[]", "must name one place at least; write [{\"path\": \"PLACE\", \"weight\": 1}]");
  }

  private static void refuses(String references, String rule) {
    assertThatThrownBy(
            () ->
                new ClassBalancer()
                    .setMethods(
                        "{\"classic\": {\"policy\": \"%s\", \"references\": %s}}"
                            .formatted(MATCH, references)))
        .hasMessage(
            "methods.classic.references: references is %s but %s".formatted(references, rule));
  }

  private static ClassicAugmenter stage(String policy) {
    return new ClassicAugmenter().setPolicy(policy).setKeyCol("key").setSeed(7);
  }

  private Path looks(int number) {
    try {
      return Images.folder(Files.createDirectory(folder.resolve("looks")), number);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ImageCodec codec() {
    return new ImageCodec();
  }

  private static Dataset<Row> own(byte[] look) {
    return LocalSpark.session()
        .createDataFrame(List.of(RowFactory.create("a", Images.png(1), look)), OWN);
  }

  private static byte[] flat(int level) {
    var samples = new byte[8 * 8];
    Arrays.fill(samples, (byte) level);
    try (var image = Image.ofBytes(8, 8, 1, samples)) {
      return codec().encode(image, Encoding.parse("png"));
    }
  }

  private static List<Row> copies(ClassicAugmenter stage) {
    return stage
        .setSplitCol("split")
        .transform(Images.unbalanced())
        .filter("lineage.copy > 0")
        .collectAsList();
  }

  private static Lineage lineage(Row row) {
    return LineageColumn.of(row.getStruct(row.fieldIndex("lineage")));
  }
}
