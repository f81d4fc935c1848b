package dev.variegate.stage.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.FailsOnce;
import dev.variegate.stage.Images;
import dev.variegate.stage.Specimens;
import dev.variegate.testing.LoggedWarnings;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DuplicateCopyWarningTest {

  /** More than are remembered. */
  private static final int MANY = 5000;

  private LoggedWarnings warnings;

  @BeforeEach
  void listen() {
    warnings = LoggedWarnings.of(DuplicateCopyWarning.class);
  }

  @AfterEach
  void leave() {
    warnings.close();
  }

  @Test
  void equalImagesWithoutKeysAreReportedOnce() {
    var one = Images.unbalanced().limit(1).drop("key");
    var copies = augmenter().setCopies(3).transform(one.union(one).union(one));
    copies.count();
    copies.count();
    assertThat(warnings.lines())
        .containsExactly(
            "Copies made by a are drawn alike, equal images become equal copies: their rows share a key, or an earlier stage made copies of them with the same seed; set keyCol to a column of unique names (unset, the key is the SHA-256 of the image), or drop equal images, and give each stage a seed of its own");
  }

  static Stream<Transformer> copying() {
    return Stream.of(
        augmenter().setKeyCol("key"),
        Specimens.mixer().setPartners("any"),
        Specimens.inpainting(),
        Specimens.balancer().setTarget("20").fit(Images.unbalanced()));
  }

  @ParameterizedTest
  @MethodSource("copying")
  void doubledKeysAreReportedInWhateverPartitionsTheyLie(Transformer stage) {
    var table = Images.unbalanced();
    stage.transform(table.union(table.withColumn("weight", functions.lit(1.0)))).count();
    assertThat(warnings.lines()).hasSize(1);
    assertThat(warnings.lines().get(0))
        .contains(stage.uid())
        .contains("make column \"key\" unique");
    stage.transform(table.union(table).coalesce(1)).count();
    assertThat(warnings.lines()).hasSize(2);
  }

  @Test
  void twoStagesOfOneSeedAreReported() {
    var first = augmenter().setKeyCol("key");
    run(first, new ClassicAugmenter("b").setPolicy(Specimens.POLICY).setKeyCol("key").setSeed(1));
    assertThat(warnings.lines()).isEmpty();
    run(first, new ClassicAugmenter("b").setPolicy(Specimens.POLICY).setKeyCol("key"));
    assertThat(warnings.lines()).hasSize(1);
    assertThat(warnings.lines().get(0)).startsWith("Copies made by b are drawn alike");
  }

  @Test
  void keysThatNameOneRowEachAreFineHoweverOftenTheyAreRead() {
    for (int partitions : new int[] {1, 3, 7}) {
      var table = FailsOnce.of(Images.unbalanced().repartition(partitions));
      var made = augmenter().setKeyCol("key").setCopies(2).transform(table);
      made.count();
      made.groupBy("label").count().collectAsList();
      made.join(made.select("key"), "key").count();
    }
    assertThat(warnings.lines()).isEmpty();
  }

  @Test
  void ofManyRowsASampleIsLookedAt() {
    var rows =
        IntStream.range(0, MANY)
            .mapToObj(i -> Images.row("row-" + i, Images.png(1), "bag", "train"))
            .toList();
    var table = Images.table(rows);
    var augmenter = augmenter().setKeyCol("key");
    augmenter.transform(table.repartition(3)).count();
    assertThat(warnings.lines()).isEmpty();
    augmenter.transform(table.coalesce(1).union(table.coalesce(1))).count();
    assertThat(warnings.lines()).hasSize(1);
  }

  private static ClassicAugmenter augmenter() {
    return new ClassicAugmenter("a").setPolicy("steps: [flip]");
  }

  private static void run(PipelineStage... stages) {
    var table = Images.unbalanced();
    new Pipeline().setStages(stages).fit(table).transform(table).count();
  }
}
