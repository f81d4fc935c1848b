package dev.variegate.stage;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.Scenes;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class LeakageCheckTest {

  private static final String NOISE =
      "{\"name\": \"noise\", \"steps\": [{\"gaussian-noise\": {\"deviation\": 0.5}}]}";

  private static LeakageCheck check() {
    return new LeakageCheck().setKeyCol("key");
  }

  private static List<String> leaks(LeakageCheck check, Dataset<Row> table) {
    return check.leaks(table).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void heldOutCopiesOfTrainingImagesAreNamed() {
    var leaks = check().leaks(SceneRows.leaking().table()).collectAsList();
    assertThat(leaks)
        .extracting(row -> row.getString(0), row -> row.getString(1), row -> row.getString(2))
        .containsExactlyInAnyOrder(
            tuple("near-duplicate", "scene-03", "compressed"),
            tuple("near-duplicate", "scene-05", "cropped"),
            tuple("near-duplicate", "scene-07", "smaller"),
            tuple("near-duplicate", "scene-09", "equal"));
    assertThat(leaks).allSatisfy(leak -> assertThat(leak.getDouble(4)).isBetween(0.99, 1 + 1e-6));
    assertThat(leaks.stream().map(leak -> leak.getString(3)).distinct().sorted())
        .containsExactly("test", "validation");
  }

  @Test
  void theSameAtAnyPartitioningAndWhereTasksFail() {
    var table = SceneRows.leaking().table();
    var whole = leaks(check(), table);
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(leaks(check(), table.repartition(partitions))).isEqualTo(whole);
    }
    assertThat(leaks(check(), FailsOnce.of(table.repartition(2)))).isEqualTo(whole);
  }

  @Test
  void rowsPassWhereNothingLeaks() {
    var apart = SceneRows.apart().table();
    assertThat(Images.contents(check().transform(apart))).isEqualTo(Images.contents(apart));
  }

  @Test
  void leakageFailsTheJobOrWarns() {
    var leaking = SceneRows.leaking().table();
    assertThatThrownBy(() -> check().transform(leaking))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Number of held-out images that are known from training is 4 but must be 0, such as \"")
        .hasMessageEndingWith("(near-duplicate); split anew with GroupSplitter");
    assertThat(check().setHandleLeakage("warn").transform(leaking).count()).isEqualTo(94);
  }

  /** Copies are known by their lineage, however much they were changed. */
  @Test
  void aCopyOfATestImageInTrainingLeaks() {
    var table = SceneRows.apart().table();
    var copied =
        new ClassicAugmenter()
            .setPolicy(NOISE)
            .setKeyCol("key")
            .transform(table.filter("key = 'scene-61' or key = 'scene-02'"))
            .filter("lineage.copy > 0")
            .withColumn("split", lit("train"));
    var all =
        table
            .withColumn("lineage", lit(null).cast(copied.schema().apply("lineage").dataType()))
            .unionByName(copied);
    assertThat(leaks(check(), all)).containsExactly("[same source,scene-61#1,scene-61,test,null]");
  }

  @Test
  void equalImagesWithoutKeysAreOneImageInTwoSplits() {
    var table =
        new SceneRows().scene("a", 1, "train").scene("b", 2, "train").scene("c", 1, "test").table();
    var leaks = new LeakageCheck().leaks(table).collectAsList();
    assertThat(leaks).hasSize(1);
    assertThat(leaks.get(0).getString(0)).isEqualTo("same source");
    assertThat(leaks.get(0).getString(1)).isEqualTo(leaks.get(0).getString(2)).hasSize(64);
  }

  /** The copy in the test split that equals a training image does not stand for both. */
  @Test
  void anEqualImageInBothSplitsHidesNoOther() {
    var table =
        SceneRows.apart()
            .scene("again", 3, "test")
            .copy("compressed", 3, "test", image -> Scenes.recompressed(image, 40))
            .table()
            .drop("key");
    var kinds =
        new LeakageCheck().leaks(table).collectAsList().stream().map(row -> row.getString(0));
    assertThat(kinds).containsExactly("same source", "near-duplicate");
  }

  @Test
  void aCopyOfACopyIsOfTheFirstSource() {
    var noisy = new ClassicAugmenter().setPolicy(NOISE).setKeyCol("key").setKeepOriginals(false);
    var first = noisy.transform(SceneRows.apart().table().filter("key = 'scene-61'"));
    var second = noisy.transform(first).withColumn("split", lit("train"));
    var all = SceneRows.apart().table().unionByName(second, true);
    assertThat(check().leaks(all).collectAsList())
        .extracting(row -> row.getString(0), row -> row.getString(2))
        .containsExactly(tuple("same source", "scene-61"));
  }

  @Test
  void rowsWithoutASplitAreNotCompared() {
    var rows = new ArrayList<>(SceneRows.apart().table().collectAsList());
    rows.add(Images.row("none", rows.get(3).getAs(1), "scene", null));
    var table = LocalSpark.session().createDataFrame(rows, Images.SCHEMA);
    assertThat(leaks(check(), table)).isEmpty();
  }

  @Test
  void anEmptySideWarnsOrFails() {
    var train = SceneRows.apart().table().filter("split = 'train'");
    assertThat(check().setHandleLeakage("warn").transform(train).count()).isEqualTo(60);
    assertThatThrownBy(() -> check().transform(train))
        .hasMessageContaining("60 of 60 images have the value \"train\" in column \"split\"");
  }

  @Test
  void refusesWhatCannotBeCompared() {
    var apart = SceneRows.apart().table();
    assertThatThrownBy(() -> check().setTrainValue("training").transform(apart))
        .hasMessage(
            "0 of 90 images have the value \"training\" in column \"split\", so that nothing can be compared; look at splitCol and trainValue");
    assertThatThrownBy(() -> check().setSplitCol("weight").transform(apart))
        .hasMessageContaining("splitCol");
    assertThatThrownBy(() -> check().setMinSimilarity(0.5))
        .hasMessageContaining(
            "minSimilarity is 0.5 but must be from 0.9 to 1; 0.99 is usual, and 0.98 finds more");
    assertThatThrownBy(() -> check().setHandleLeakage("ignore"))
        .hasMessageContaining("handleLeakage");
  }

  @Test
  void brokenImagesFailOrAreNotCompared() {
    var rows = new ArrayList<>(SceneRows.leaking().table().collectAsList());
    rows.add(Images.row("broken", Images.truncated(), "scene", "test"));
    var table = LocalSpark.session().createDataFrame(rows, Images.SCHEMA);
    assertThatThrownBy(() -> leaks(check(), table))
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("broken");
    assertThat(leaks(check().setHandleInvalid("skip"), table))
        .isEqualTo(leaks(check(), SceneRows.leaking().table()));
  }
}
