package dev.variegate.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of many copies is made by several tasks, to the same rows. */
class SpreadRowsTest {

  private static final int COPIES = 300;
  private static final StructType SCHEMA =
      new StructType().add("key", "string").add("label", "string").add("image", "binary");
  private static final String TURN = "steps: [{rotate: {degrees: [-20, 20]}}]";

  /** One image of a rare class, and so many of a common one. */
  private static Dataset<Row> table(int common, byte[] rare) {
    var rows = new ArrayList<Row>();
    rows.add(RowFactory.create("rare", "rare", rare));
    for (int i = 0; i < common; i++) {
      rows.add(RowFactory.create("common " + i, "common", image(i)));
    }
    return LocalSpark.session().createDataFrame(rows, SCHEMA).coalesce(1);
  }

  private static byte[] image(int value) {
    try (var image = Image.ofBytes(2, 2, 1, (byte) value, (byte) 50, (byte) 99, (byte) 200)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  private static ClassicAugmenter augmenter(int copies) {
    return new ClassicAugmenter().setPolicy(TURN).setKeyCol("key").setCopies(copies);
  }

  private static Transformer balancer(Dataset<Row> table) {
    var methods =
        "{\"turn\": {\"method\": \"classic\", \"policy\": \"%s\"}, \"oversample\": {}}"
            .formatted(TURN.replace("\"", "\\\""));
    return new ClassBalancer()
        .setMethods(methods)
        .setKeyCol("key")
        .setTarget("{\"rare\": %d}".formatted(1 + COPIES))
        .fit(table);
  }

  private static List<String> rows(Dataset<Row> made) {
    return made.selectExpr("concat_ws('|', key, label, sha2(image, 256), to_json(lineage)) as row")
        .sort("row")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static long tasks(Dataset<Row> made) {
    return made.where("lineage.copy > 0").select(spark_partition_id()).distinct().count();
  }

  @Test
  void eachCopyIsMadeOnceByOneOfSeveralTasks() {
    var made = augmenter(COPIES).transform(table(1, image(7)));
    assertThat(tasks(made)).isGreaterThan(2);
    assertThat(numbers(made.where("key = 'rare'")))
        .containsExactlyElementsOf(IntStream.rangeClosed(0, COPIES).boxed().toList());
  }

  private static List<Integer> numbers(Dataset<Row> made) {
    return made.select("lineage.copy").sort("copy").as(Encoders.INT()).collectAsList();
  }

  @Test
  void theyAreThoseThatOneTaskMakes() {
    var few = rows(augmenter(60).transform(table(1, image(7))));
    var many = augmenter(COPIES).transform(table(1, image(7)));
    assertThat(rows(many.where("lineage.copy <= 60"))).hasSize(2 * 61).isEqualTo(few);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void aPlanSpreadsTheCopiesOfARareClassAlone(int partitions) {
    var table = table(20, image(7));
    var made = balancer(table).transform(table.repartition(partitions, col("key")));
    var rare = made.where("label = 'rare'");
    assertThat(tasks(rare)).isGreaterThan(2);
    assertThat(numbers(rare))
        .containsExactlyElementsOf(IntStream.rangeClosed(0, COPIES).boxed().toList());
    assertThat(rare.where("lineage.method = 'classic'").count()).isEqualTo(COPIES / 2);
    assertThat(made.where("label = 'common'").count()).isEqualTo(20);
    assertThat(rows(made)).isEqualTo(rows(balancer(table).transform(table)));
  }

  @Test
  void aRowThatIsNotCopiedStaysOne() {
    var table = table(3, image(7)).withColumn("split", lit("test"));
    var made = augmenter(COPIES).setSplitCol("split").transform(table);
    assertThat(made.count()).isEqualTo(4);
    var refused = augmenter(1).setHandleInvalid("keep").transform(table(0, new byte[] {1, 2, 3}));
    var second = augmenter(COPIES).setHandleInvalid("keep").setSeed(2).transform(refused);
    assertThat(second.count()).isEqualTo(1);
  }

  @Test
  void anImageThatCannotBeUsedIsRefusedOnce() {
    var made = augmenter(COPIES).setHandleInvalid("keep").transform(table(1, new byte[] {1, 2, 3}));
    assertThat(made.where("error is not null").count()).isEqualTo(1);
    assertThat(made.count()).isEqualTo(1 + 1 + COPIES);
  }
}
