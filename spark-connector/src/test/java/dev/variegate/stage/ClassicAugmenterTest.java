package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.image.ImageSchema$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ClassicAugmenterTest {

  private static final String POLICY = "name: test\nsteps: [{rotate: {degrees: [-20, 20]}}]";

  private static ClassicAugmenter augmenter() {
    return new ClassicAugmenter().setPolicy(POLICY).setKeyCol("key").setCopies(2).setSeed(7);
  }

  private static Dataset<Row> bags(int number) {
    return Images.table(Images.ofClass("bag", number)).coalesce(1);
  }

  @Test
  void copiesAreThoseOfTheCoreAndStandBehindTheirSource() {
    var rows = augmenter().transform(bags(2)).collectAsList();
    assertThat(rows).hasSize(6);
    var expansion =
        new PolicyAugmenter(PolicyFile.read(POLICY, "test"), 7, Optional.empty(), new ImageCodec());
    byte[] source = rows.get(3).getAs("image");
    var made = expansion.expand(source, "bag-1", 1, 2);
    assertThat(rows.get(4).<byte[]>getAs("image")).isEqualTo(made.get(0).encoded());
    assertThat(rows.get(5).<byte[]>getAs("image")).isEqualTo(made.get(1).encoded());
    assertThat(LineageColumn.of(rows.get(5).getAs("lineage"))).isEqualTo(made.get(1).lineage());
    assertThat(rows.get(5).<String>getAs("label")).isEqualTo("bag");
    var original = LineageColumn.of(rows.get(3).getAs("lineage"));
    assertThat(original.method()).isEqualTo("original");
    assertThat(original.copy()).isZero();
    assertThat(expansion.replay(source, made.get(0).lineage()).encoded())
        .isEqualTo(made.get(0).encoded());
  }

  @Test
  void onlyTheTrainingSplitIsExpanded() {
    var result = augmenter().setSplitCol("split").transform(Images.unbalanced());
    assertThat(result.filter("split = 'test'").count()).isEqualTo(2);
    assertThat(result.filter("split = 'train'").count()).isEqualTo(27);
  }

  @Test
  void withoutAKeyColumnTheImageNamesItself() {
    var unnamed = new ClassicAugmenter().setPolicy(POLICY).transform(bags(1)).collectAsList();
    assertThat(LineageColumn.of(unnamed.get(1).getAs("lineage")).sourceKey())
        .isEqualTo(Sha256.hex(unnamed.get(0).getAs("image")));
  }

  @Test
  void originalsMayGo() {
    var result = augmenter().setKeepOriginals(false).transform(bags(2));
    assertThat(result.filter("lineage.method = 'original'").count()).isZero();
    assertThat(result.count()).isEqualTo(4);
  }

  @Test
  void anotherOutputColumnLeavesTheInputAlone() {
    var result = augmenter().setOutputCol("made").setEncoding("jpeg:90").transform(bags(1));
    assertThat(result.select("image").distinct().count()).isEqualTo(1);
    assertThat(result.select("made").distinct().count()).isEqualTo(3);
    assertThat(result.filter("lineage.copy > 0").selectExpr("lineage.encoding").first().get(0))
        .isEqualTo("jpeg:90");
  }

  @Test
  void theLineageSaysOfAColorProfileThatIsNotKept() {
    var result = augmenter().setColorProfile("srgb").setEncoding("jpeg:90").transform(bags(1));
    assertThat(result.filter("lineage.copy > 0").selectExpr("lineage.encoding").first().get(0))
        .isEqualTo("jpeg:90+srgb");
    assertThatThrownBy(() -> augmenter().setColorProfile("adobe"))
        .hasMessage("colorProfile is \"adobe\"; known: drop, keep, srgb");
  }

  @Test
  void copiesOfCopiesDifferFromTheirBrothers() {
    var once = augmenter().transform(bags(1));
    var twice = augmenter().setSeed(8).transform(once);
    assertThat(twice.count()).isEqualTo(9);
    assertThat(twice.select("image").distinct().count()).isEqualTo(9);
    assertThat(twice.filter("lineage.sourceKey = 'bag-0#2'").count()).isEqualTo(2);
  }

  @Test
  void aReducedDecodeGivesTheSameBytesHoweverRowsArePartitioned() {
    var policy =
        "steps: [{random-resized-crop: {width: 3, height: 3, area: [0.2, 1]}}, {rotate: {degrees: [-9, 9]}}]";
    var augmenter = augmenter().setPolicy(policy).setReducedDecode(true).setCopies(5);
    var jpegs =
        IntStream.range(0, 9)
            .mapToObj(i -> RowFactory.create("bag-" + i, Images.encoded(i, "jpeg"), "bag", "", 1.0))
            .toList();
    var table = LocalSpark.session().createDataFrame(jpegs, Images.SCHEMA);
    var expected = hashes(augmenter.transform(table.repartition(1)));
    assertThat(hashes(augmenter.transform(table.repartition(3)))).isEqualTo(expected);
    assertThat(hashes(augmenter.transform(table.repartition(7)))).isEqualTo(expected);
    var replayer =
        new PolicyAugmenter(PolicyFile.read(POLICY, "test"), 0, Optional.empty(), new ImageCodec());
    var copies = augmenter.transform(table).filter("lineage.copy > 0").collectAsList();
    for (var row : copies) {
      var lineage = LineageColumn.of(row.getAs("lineage"));
      byte[] source = jpegs.get(Integer.parseInt(lineage.sourceKey().substring(4))).getAs(1);
      assertThat(replayer.replay(source, lineage).encoded()).isEqualTo(row.<byte[]>getAs("image"));
    }
    assertThat(
            copies.stream()
                .map(row -> LineageColumn.of(row.getAs("lineage")).steps())
                .map(steps -> steps.replaceFirst("}.*", "")))
        .contains("[{\"reduced-decode\":{\"scale\":2", "[{\"reduced-decode\":{\"scale\":4");
    assertThat(hashes(augmenter.setReducedDecode(false).transform(table))).isNotEqualTo(expected);
  }

  @Test
  void losslessCopiesHaveTheSameBytesHoweverRowsArePartitioned() {
    var policy = "steps: [{flip: {axis: horizontal}}, {brightness: {}, probability: 0.5}]";
    var augmenter =
        augmenter().setPolicy(policy).setLosslessJpeg(true).setCopies(4).setEncoding("jpeg:70");
    var jpegs =
        IntStream.range(0, 9)
            .mapToObj(i -> RowFactory.create("bag-" + i, wide(i), "bag", "", 1.0))
            .toList();
    var table = LocalSpark.session().createDataFrame(jpegs, Images.SCHEMA);
    var expected = hashes(augmenter.transform(table.repartition(1)));
    assertThat(hashes(augmenter.transform(table.repartition(3)))).isEqualTo(expected);
    assertThat(hashes(augmenter.transform(table.repartition(7)))).isEqualTo(expected);
    var replayer =
        new PolicyAugmenter(PolicyFile.read(POLICY, "test"), 0, Optional.empty(), new ImageCodec());
    int lossless = 0;
    for (var row : augmenter.transform(table).filter("lineage.copy > 0").collectAsList()) {
      var lineage = LineageColumn.of(row.getAs("lineage"));
      byte[] source = jpegs.get(Integer.parseInt(lineage.sourceKey().substring(4))).getAs(1);
      assertThat(replayer.replay(source, lineage).encoded()).isEqualTo(row.<byte[]>getAs("image"));
      boolean bright = lineage.steps().contains("brightness");
      assertThat(lineage.steps().contains("lossless-jpeg")).isEqualTo(!bright);
      lossless += bright ? 0 : 1;
    }
    assertThat(lossless).isBetween(6, 30);
    assertThat(hashes(augmenter.setLosslessJpeg(false).transform(table))).isNotEqualTo(expected);
  }

  /** Two blocks of 16x16 pixels. */
  private static byte[] wide(int number) {
    var samples = new byte[32 * 16 * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i / 4 + 9 * number);
    }
    try (var image = Image.ofBytes(32, 16, 3, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("jpeg"));
    }
  }

  private static List<String> hashes(Dataset<Row> made) {
    return made
        .selectExpr("concat(lineage.sourceKey, lineage.copy, lineage.steps, sha2(image, 256))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void anImageStructStaysOne() {
    var codec = new ImageCodec();
    var encoded = new ImageColumn(0, true).value(Images.png(1), "file:/a", codec);
    var schema = ImageSchema$.MODULE$.imageSchema();
    var table = LocalSpark.session().createDataFrame(List.of(RowFactory.create(encoded)), schema);
    var flip =
        new ClassicAugmenter().setPolicy("name: mirror\nsteps: [{flip: {axis: horizontal}}]");
    var rows = flip.transform(table).collectAsList();
    assertThat(rows).hasSize(2);
    Row source = rows.get(0).getStruct(0);
    Row copy = rows.get(1).getStruct(0);
    assertThat(source).isEqualTo(encoded);
    assertThat(copy.getString(0)).isEqualTo("file:/a");
    assertThat(copy.getInt(4)).isEqualTo(16);
    byte[] before = source.getAs(5);
    byte[] after = copy.getAs(5);
    assertThat(after).startsWith(before[45], before[46], before[47]); // BGR of the row's last pixel
    assertThatThrownBy(() -> flip.setEncoding("png").transformSchema(schema))
        .hasMessage(
            "encoding is \"png\" but must be \"same\" where column \"image\" holds Spark's image struct, which is not encoded; unset it");
  }

  @Test
  void aStructOfAnotherModeIsInvalid() {
    var odd = RowFactory.create("file:/a", 1, 1, 2, 8, new byte[] {1, 2});
    var table =
        LocalSpark.session()
            .createDataFrame(List.of(RowFactory.create(odd)), ImageSchema$.MODULE$.imageSchema());
    var kept = augmenter().setHandleInvalid("keep");
    kept.clear(kept.keyCol());
    assertThat(kept.transform(table).first().<String>getAs("error"))
        .isEqualTo(
            "Image struct has 2 channels and mode 8 but must be CV_8UC1 (0), CV_8UC3 (16) or CV_8UC4 (24); convert it");
  }
}
