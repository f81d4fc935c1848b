package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.row.LabelColumns;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

class ImageMixerTest {

  private static final Pattern PARTNER = Pattern.compile("\"key\":\"([^\"]+)\"");

  private static ImageMixer mixer(String mixture) {
    return new ImageMixer().setMixture(mixture).setKeyCol("key").setSplitCol("split").setSeed(3);
  }

  private static List<String> partners(Row row) {
    var partners = new ArrayList<String>();
    var matcher = PARTNER.matcher(row.getStruct(row.fieldIndex("lineage")).getString(4));
    while (matcher.find()) {
      partners.add(matcher.group(1));
    }
    return partners;
  }

  private static List<Row> copies(Dataset<Row> made) {
    return made.where("lineage.copy > 0").collectAsList();
  }

  @Test
  void everyCopyHasOtherPartnersAndNoneIsItself() {
    var made = copies(mixer("mosaic").setCopies(2).transform(Images.unbalanced()));
    assertThat(made).hasSize(2 * 9);
    Map<String, List<String>> seen = new HashMap<>();
    for (var row : made) {
      assertThat(partners(row)).hasSize(3).doesNotContain(row.<String>getAs("key"), "t-0", "t-1");
      seen.computeIfAbsent(row.getAs("key"), key -> new ArrayList<>()).addAll(partners(row));
    }
    assertThat(seen.values()).allSatisfy(six -> assertThat(six).hasSize(6).doesNotHaveDuplicates());
  }

  @Test
  void partnersOfTheSameClassStayInIt() {
    var made = copies(mixer("cut-mix").setPartners("same-class").transform(Images.unbalanced()));
    for (var row : made) {
      assertThat(partners(row)).allMatch(key -> key.startsWith(row.getAs("label")));
    }
    assertThat(made.stream().filter(row -> row.getAs("label").equals("shirt")))
        .hasSize(1)
        .allSatisfy(row -> assertThat(partners(row)).containsExactly("shirt-0"));
  }

  @Test
  void aSeedPairsAgain() {
    var one = mixer("mix-up").transform(Images.unbalanced());
    var other = mixer("mix-up").setSeed(4).transform(Images.unbalanced());
    assertThat(pairs(one)).isNotEqualTo(pairs(other)).hasSize(9);
  }

  private static Map<String, List<String>> pairs(Dataset<Row> made) {
    Map<String, List<String>> pairs = new HashMap<>();
    copies(made).forEach(row -> pairs.put(row.getAs("key"), partners(row)));
    return pairs;
  }

  @Test
  void fractionsSayWhatIsSeenOfEachClass() {
    var made = mixer("mosaic").setSoftLabelCol("fractions").transform(Images.unbalanced());
    for (var row : made.collectAsList()) {
      Map<String, Double> fractions = row.getJavaMap(row.fieldIndex("fractions"));
      assertThat(fractions.values().stream().mapToDouble(d -> d).sum()).isCloseTo(1, within(1e-9));
      assertThat(fractions).containsKey(row.getAs("label"));
      if (row.getStruct(row.fieldIndex("lineage")).getInt(2) == 0) {
        assertThat(fractions).hasSize(1);
      }
    }
  }

  @Test
  void theLargestPartMayNameTheCopy() {
    var big = new ArrayList<Row>();
    for (int i = 0; i < 6; i++) {
      big.add(Images.row("k" + i, Images.png(i), "c" + i, "train"));
    }
    var given = LocalSpark.session().createDataFrame(big, Images.unbalanced().schema());
    var made = copies(mixer("cut-mix").setLabelRule("largest").setCopies(3).transform(given));
    assertThat(made)
        .allSatisfy(
            row ->
                assertThat("c" + row.<String>getAs("key").substring(1))
                    .isEqualTo(row.getAs("label")));
  }

  @Test
  void copyPasteCarriesBoxesOfBoth() {
    var schema =
        new StructType()
            .add("key", "string")
            .add("image", "binary")
            .add("boxes", LabelColumns.BOXES);
    var rows =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    RowFactory.create(
                        "k" + i,
                        Images.png(i),
                        new Row[] {
                          RowFactory.create("instance" + i, 0, new double[] {2, 2, 7, 7})
                        }))
            .toList();
    var stage =
        new ImageMixer()
            .setMixture("{\"copy-paste\": {\"scale\": 1, \"chosen\": 1}}")
            .setKeyCol("key")
            .setBoxesCol("boxes")
            .setMinVisibility(0.2);
    var made = copies(stage.transform(LocalSpark.session().createDataFrame(rows, schema)));
    assertThat(made).hasSize(8);
    var labels = new HashSet<String>();
    int both = 0;
    for (var row : made) {
      List<Row> boxes = row.getList(row.fieldIndex("boxes"));
      boxes.forEach(box -> labels.add(box.getString(0)));
      both += boxes.size() == 2 ? 1 : 0;
      if (boxes.size() == 2) {
        assertThat(boxes.get(0).getInt(1)).isNotEqualTo(boxes.get(1).getInt(1));
        assertThat("instance" + partners(row).get(0).substring(1))
            .isEqualTo(boxes.get(1).getString(0));
      }
    }
    assertThat(both).isGreaterThan(2);
    assertThat(labels).hasSize(8);
  }

  @Test
  void aPartnerThatCannotBeUsedIsNamed() {
    var schema =
        new StructType()
            .add("key", "string")
            .add("image", "binary")
            .add("boxes", LabelColumns.BOXES);
    var rows = new ArrayList<Row>();
    for (int i = 0; i < 3; i++) {
      var numbers = i == 1 ? new double[] {1, 2, 3} : new double[] {2, 2, 7, 7};
      var boxes = new Row[] {RowFactory.create("instance", 0, numbers)};
      rows.add(RowFactory.create("k" + i, Images.png(i), boxes));
    }
    var stage =
        new ImageMixer()
            .setMixture("cut-mix")
            .setKeyCol("key")
            .setBoxesCol("boxes")
            .setHandleInvalid("keep");
    var made = stage.transform(LocalSpark.session().createDataFrame(rows, schema)).collectAsList();
    var errors =
        made.stream().map(row -> row.<String>getAs("error")).filter(e -> e != null).toList();
    assertThat(errors)
        .containsExactlyInAnyOrder(
            "Partner k1 cannot be used: Box has 3 numbers but must have 4, or 5 with its degrees; check the column of boxes; fix or drop that row",
            "Box has 3 numbers but must have 4, or 5 with its degrees; check the column of boxes");
    assertThat(made).hasSize(5);
    assertThat(made.stream().filter(row -> !row.isNullAt(1))).hasSize(3);
  }

  /** Samples of sixteen bits mix with none of eight. */
  private static Dataset<Row> oneUnlike() {
    var rows = new ArrayList<Row>();
    try (var deep = Image.ofShorts(4, 4, 1, new short[16])) {
      var unlike = new ImageCodec().encode(deep, Encoding.parse("png"));
      for (int i = 0; i < 6; i++) {
        rows.add(Images.row("k" + i, i == 2 ? unlike : Images.png(i), "c", "train"));
      }
    }
    return LocalSpark.session().createDataFrame(rows, Images.SCHEMA);
  }

  @Test
  void anImageThatDoesNotFitTakesNoOtherWithIt() {
    assertThatThrownBy(() -> mixer("mosaic").transform(oneUnlike()).collectAsList())
        .hasStackTraceContaining("\" cannot be used: ")
        .satisfies(
            e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("cannot be used: Row"));
    var kept = mixer("mosaic").setHandleInvalid("skip").transform(oneUnlike()).collectAsList();
    assertThat(kept.stream().filter(row -> row.getStruct(5).getInt(2) == 0))
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("k0", "k1", "k2", "k3", "k4", "k5");
    var reported = mixer("mosaic").setHandleInvalid("keep").transform(oneUnlike()).collectAsList();
    assertThat(reported.stream().filter(row -> row.isNullAt(6))).hasSize(kept.size());
    assertThat(reported.stream().filter(row -> !row.isNullAt(6)))
        .hasSize(12 - kept.size())
        .allSatisfy(row -> assertThat(row.isNullAt(1)).isTrue());
  }

  @Test
  void aRowWithoutAClassHasNoPartnersOfItsClass() {
    var rows = new ArrayList<>(Images.ofClass("coat", 3));
    rows.add(Images.row("nameless", Images.png(9), null, "train"));
    var given = LocalSpark.session().createDataFrame(rows, Images.SCHEMA);
    var stage = mixer("cut-mix").setPartners("same-class").setHandleInvalid("keep");
    assertThat(stage.transform(given).where("error is not null").collectAsList())
        .singleElement()
        .extracting(row -> row.<String>getAs("error"))
        .isEqualTo(
            "Class is null but must be there where partners are of the same class; fill it or drop the row");
  }

  @Test
  void noRowsAndOneRowAreMixedToo() {
    var none = Images.unbalanced().where("false");
    assertThat(mixer("mosaic").transform(none).collectAsList()).isEmpty();
    var one = Images.unbalanced().where("key = 'shirt-0'");
    var made = mixer("mosaic").setCopies(2).transform(one).collectAsList();
    assertThat(made).hasSize(3);
    assertThat(partners(made.get(2))).containsExactly("shirt-0", "shirt-0", "shirt-0");
  }

  @Test
  void wrongParamsAreReportedBeforeAnyJob() {
    var schema = Images.unbalanced().schema();
    assertThatThrownBy(() -> new ImageMixer("m").transformSchema(schema))
        .hasMessage(
            "mixture of m is not set but must be; give it mix-up, cut-mix, mosaic or copy-paste");
    assertThatThrownBy(() -> new ImageMixer("m").setMixture("copy-paste").transformSchema(schema))
        .hasMessage(
            "mixture of m is copy-paste but must have polygonsCol or boxesCol to know what can be cut out; set one of them");
    assertThatThrownBy(() -> mixer("cut-mix").setPartners("all"))
        .hasMessage("partners is \"all\" but must be any or same-class; set one of them");
    assertThatThrownBy(() -> mixer("cut-mix").setLabelRule("mixed"))
        .hasMessage("labelRule is \"mixed\"; known: keep, largest");
    assertThatThrownBy(
            () -> mixer("cut-mix").setSoftLabelCol("s").setLabelCol("nil").transformSchema(schema))
        .hasMessageContaining("Column \"nil\" of labelCol is missing");
  }
}
