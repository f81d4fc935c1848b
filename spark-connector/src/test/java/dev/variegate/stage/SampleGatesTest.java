package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.quality.duplicate.Registration;
import dev.variegate.stage.method.GateOpeners;
import dev.variegate.stage.method.KnownDraws;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.SentLater;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates that compare the images that a plan makes with each other. */
class SampleGatesTest {

  private static final String GATE = "sample-similarity <= 0.99";

  /** Half of the copies are mirrored and the others are not, so that there are two of a source. */
  private static final String MIRROR =
      """
      {"mirror": {"method": "classic", "policy": "steps: [{flip: {}, probability: 0.5}]",
         "gate": {"require": ["sample-similarity <= 0.99", "brightness >= 0"], "attempts": 6}},
       "turned": {"method": "classic", "policy": "steps: [{rotate: {degrees: [5, 10]}}]"}}""";

  @TempDir private Path folder;

  private static Dataset<Row> scenes(int number) {
    var rows = new SceneRows();
    for (int i = 0; i < number; i++) {
      rows.scene("scene-%02d".formatted(i), i, "train");
    }
    return rows.scene("test", 50, "test").table();
  }

  private static ClassBalancerModel fitted(Dataset<Row> table) {
    return balancer(MIRROR).setCopies(6).fit(table).setPlanCol("plan").setHandleRefused("keep");
  }

  private static List<String> refusals(Row made) {
    return made.<Row>getAs("plan").getList(2);
  }

  @Test
  void whatIsMadeTwiceIsDrawnAgainAndWhatCannotDifferIsMissing() {
    var table = scenes(5);
    var made = fitted(table).transform(table).filter("plan.method = 'mirror'").collectAsList();
    var bySource = made.stream().collect(groupingBy(row -> row.<String>getAs("key")));
    assertThat(bySource).hasSize(5);
    for (var copies : bySource.values()) {
      assertThat(copies).hasSize(3);
      var kept = copies.stream().filter(row -> row.getAs("refusedBy") == null).toList();
      assertThat(kept).hasSize(2);
      assertThat(kept.stream().map(row -> Sha256.hex(row.<byte[]>getAs("image"))).distinct())
          .hasSize(2);
      assertThat(refusals(kept.get(0))).isEmpty(); // that of the smallest copy stays
      for (var copy : copies) {
        boolean passes = copy.getAs("refusedBy") == null;
        int attempt = LineageColumn.of(copy.getAs("lineage")).attempt();
        assertThat(refusals(copy))
            .containsOnly(passes && attempt == 0 ? new String[0] : new String[] {GATE})
            .hasSize(attempt + (passes ? 0 : 1));
        assertThat(copy.<String>getAs("refusedBy")).isEqualTo(passes ? null : GATE);
        if (!passes) {
          assertThat(refusals(copy)).hasSize(6);
        }
      }
    }
  }

  @Test
  void entriesWithoutTheGateAreNotCompared() {
    var table = scenes(3);
    var turned = fitted(table).transform(table).filter("plan.method = 'turned'");
    assertThat(turned.count()).isEqualTo(9);
    assertThat(turned.filter("size(plan.refusals) > 0").count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void theSameImagesPassAtAnyPartitioning(int partitions) {
    var table = scenes(5);
    var parted = table.repartition(partitions);
    assertThat(Images.contents(fitted(parted).transform(parted)))
        .isEqualTo(Images.contents(fitted(table).transform(table)));
  }

  @Test
  void tasksThatRunAgainChangeNothing() {
    var table = scenes(3);
    int before = FailsOnce.failures();
    assertThat(Images.contents(fitted(FailsOnce.of(table.repartition(2))).transform(table)))
        .isEqualTo(Images.contents(fitted(table).transform(table)));
    assertThat(FailsOnce.failures()).isGreaterThan(before);
  }

  @Test
  void aSavedPlanMakesTheSameImages() throws IOException {
    var table = scenes(4);
    var model = fitted(table);
    model.write().save(folder.resolve("plan").toString());
    var read = ClassBalancerModel.load(folder.resolve("plan").toString());
    assertThat(Images.contents(read.transform(table)))
        .isEqualTo(Images.contents(model.transform(table)));
    var draws = LocalSpark.session().read().parquet(folder.resolve("plan/known-draws").toString());
    assertThat(draws.count()).isBetween(4L, 8L); // a line for each image that was refused
  }

  /** So that a key and a number name one image, by which those that are alike differ. */
  @Test
  void equalKeysAreRefusedBeforeAnythingIsCompared() {
    var rows = new SceneRows().scene("twice", 1, "train").scene("twice", 2, "train").table();
    assertThatThrownBy(() -> fitted(rows))
        .hasMessageContaining("Key \"twice\" names 2 rows to expand but must name one");
  }

  @Test
  void oneImageUnderTwoKeysIsComparedWithItself() {
    var rows = new SceneRows().scene("a", 1, "train").scene("b", 1, "train").table();
    var made = fitted(rows).transform(rows).filter("plan.method = 'mirror'");
    var kept = made.filter("refusedBy is null").collectAsList();
    assertThat(kept).hasSize(2); // as it is, and mirrored
    assertThat(kept.stream().map(row -> Sha256.hex(row.<byte[]>getAs("image"))).distinct())
        .hasSize(2);
  }

  /** Later rounds read no other rows. */
  @Test
  void aRoundReadsTheRowsThatStillMissDraws() {
    var table = scenes(6);
    var draws = fitted(table).draws().orElseThrow();
    var again = new KnownDraws(refusalsOf(draws, "scene-03"), KnownDraws.Others.LEFT_OUT);
    var gates = new GateOpeners(table.sparkSession());
    assertThat(gates.withOnly(again).rowsOf(table, "key").select("key").collectAsList())
        .containsExactly(RowFactory.create("scene-03"));
    assertThat(gates.with(new SentLater<>(draws)).rowsOf(table, "key").count()).isEqualTo(table.count());
  }

  private static Map<String, String[]> refusalsOf(KnownDraws draws, String key) {
    return draws.rows().stream()
        .filter(row -> row.getString(0).startsWith(key + "\n"))
        .collect(toMap(row -> row.getString(0), row -> KnownDraws.refusals(row, 1)));
  }

  @Test
  void aPlanWithoutItsDrawsSaysWhereTheyAre() {
    var table = scenes(2);
    var bare = new ClassBalancerModel("bare");
    bare.set(bare.planJson(), fitted(table).getPlanJson());
    assertThatThrownBy(() -> bare.transform(table))
        .hasMessageContaining(
            "planJson has gates that compare with images, which bare does not hold");
  }

  /** Samples of a small model are much alike. */
  @Test
  void samplesAndCopiesAreComparedWithEachOther() {
    var plan =
        """
        {"sample": {"model": "%s", "gate": {"require": ["sharpness >= 0", "sample-similarity <= 0.9"], "attempts": 4}},
         "classic": {"policy": "steps: [flip]", "gate": {"require": ["sample-similarity <= 0.9"], "attempts": 2}}}"""
            .formatted(Specimens.model());
    var table = Images.table(Images.ofClass("bag", 4), Images.ofClass("coat", 3));
    var model =
        balancer(plan).setTarget("20").fit(table).setPlanCol("plan").setHandleRefused("keep");
    var made = model.transform(table).filter("plan.method <> 'original'").collectAsList();
    assertThat(made).hasSize(33);
    var kept = made.stream().filter(row -> row.getAs("refusedBy") == null).toList();
    assertThat(kept).hasSizeLessThan(made.size()).isNotEmpty();
    var thumbnails = kept.stream().map(row -> thumbnail(row.getAs("image"))).toList();
    for (int i = 0; i < kept.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(Registration.similarity(thumbnails.get(i), thumbnails.get(j)))
            .isLessThan(0.99); // what hashes find is well above
      }
    }
    assertThat(made.stream().filter(row -> refusals(row).contains("sample-similarity <= 0.9")))
        .isNotEmpty();
  }

  private static byte[] thumbnail(byte[] encoded) {
    try (Image image = new ImageCodec().decode(encoded)) {
      return LumaThumbnail.of(image);
    }
  }

  @Test
  void entriesAskForTheSameNumber() {
    var two =
        MIRROR.replace("[5, 10]}}]\"}", "[5, 10]}}]\", \"gate\": [\"sample-similarity <= 0.5\"]}");
    assertThatThrownBy(() -> balancer(two))
        .hasMessageContaining(
            "has the gates \"sample-similarity <= 0.99\" and \"sample-similarity <= 0.5\", but images of all entries are compared with each other; give both the same number");
    assertThatThrownBy(() -> balancer(MIRROR.replace("<= 0.99", ">= 0.5")))
        .hasMessageContaining("must be \"sample-similarity <= NUMBER\"");
    var twice = "\"sample-similarity <= 0.99\", \"sample-similarity <= 0.5\"";
    assertThatThrownBy(() -> balancer(MIRROR.replace("\"sample-similarity <= 0.99\"", twice)))
        .hasMessageContaining("at most one gate of \"sample-similarity\"");
  }

  @Test
  void thePlanSaysThatImagesAreMadeOnceMore() {
    assertThat(fitted(scenes(2)).explain())
        .contains("images of mirror are compared with each other");
  }
}
