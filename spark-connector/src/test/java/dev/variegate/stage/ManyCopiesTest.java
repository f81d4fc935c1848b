package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.testing.LocalSpark;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rare class asks for many copies of one image: they leave one by one. */
class ManyCopiesTest {

  private static final int COPIES = 160;
  private static final int SIDE = 400;

  /** Bytes of an image of noise, which no encoding makes smaller: 75 MiB in all copies. */
  private static final byte[] NOISE = noise();

  /** Each makes as many copies of a row as it is asked for. */
  static Stream<IntFunction<Transformer>> stages() {
    var methods = "[{\"method\": \"classic\", \"policy\": \"steps: [flip]\"}]";
    return Stream.of(
        copies ->
            new ClassicAugmenter().setPolicy("steps: [flip]").setKeyCol("key").setCopies(copies),
        copies -> augmenter(0).setHandleInvalid("keep").setCopies(copies),
        copies -> new ImageMixer().setMixture("mix-up").setKeyCol("key").setCopies(copies),
        copies -> new Inpainting().setKeyCol("key").setCopies(copies),
        copies ->
            new ClassBalancer().setMethods(methods).setKeyCol("key").setCopies(copies).fit(rare()));
  }

  /** All copies have 225 MiB; Spark itself takes pages of 64 MiB, and gives them back late. */
  @ParameterizedTest
  @MethodSource("stages")
  void memoryDoesNotHangOnTheirNumber(IntFunction<Transformer> stage) {
    long few = aliveAtTheFirstRow(stage.apply(2));
    assertThat(aliveAtTheFirstRow(stage.apply(3 * COPIES)) - few).isLessThan(112);
  }

  private static long aliveAtTheFirstRow(Transformer stage) {
    FlatMapFunction<Iterator<Row>, Long> look =
        rows -> {
          if (!rows.hasNext()) {
            return Collections.emptyIterator(); // all rows are in one partition
          }
          rows.next();
          return List.of(alive()).iterator();
        };
    return stage.transform(rare()).toJavaRDD().mapPartitions(look).first();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whoStopsEarlyLeavesNoNativeMemoryBehind(IntFunction<Transformer> stage) {
    FlatMapFunction<Iterator<Row>, Long> stop =
        rows -> {
          for (int i = 0; i < 2 && rows.hasNext(); i++) {
            rows.next();
          }
          return rows.hasNext() ? List.of(1L).iterator() : Collections.emptyIterator();
        };
    var made = stage.apply(COPIES).transform(rare()).toJavaRDD();
    assertThat(made.mapPartitions(stop).collect()).as("partitions with rows").isNotEmpty();
    long before = Pointer.totalBytes();
    made.mapPartitions(stop).collect();
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  /** A copy far behind the first tears its box apart: nothing of the row may have left by then. */
  @ParameterizedTest
  @ValueSource(strings = {"skip", "keep"})
  void aRowIsRefusedAsAWholeHoweverManyItsCopies(String handling) {
    var boxed =
        rare()
            .selectExpr(
                "*",
                "array(named_struct('label', 'a', 'object', 0, 'box', array(1d, 1d, 9d, 9d))) AS boxes");
    var torn = augmenter(0.01).setBoxesCol("boxes").setHandleInvalid(handling).transform(boxed);
    var rows = torn.drop("image").collectAsList();
    assertThat(rows).hasSize(handling.equals("keep") ? 1 : 0);
    rows.forEach(row -> assertThat(row.<String>getAs("error")).startsWith("Grid-shuffle"));
    var whole = augmenter(0).setBoxesCol("boxes").setHandleInvalid(handling).transform(boxed);
    assertThat(whole.count()).isEqualTo(COPIES + 1);
  }

  @Test
  void copiesThatAreMadeTwiceAreTheSame() {
    var kept = augmenter(0).setHandleInvalid("keep").transform(rare()).drop("error");
    assertThat(Images.contents(kept)).isEqualTo(Images.contents(augmenter(0).transform(rare())));
  }

  private static ClassicAugmenter augmenter(double probability) {
    return new ClassicAugmenter()
        .setPolicy(
            "steps: [{grid-shuffle: {}, probability: %s}, brightness]".formatted(probability))
        .setKeyCol("key")
        .setCopies(COPIES);
  }

  private static Dataset<Row> rare() {
    var schema =
        new StructType().add("key", "string").add("label", "string").add("image", "binary");
    return LocalSpark.session()
        .createDataFrame(List.of(RowFactory.create("rare", "rare", NOISE)), schema)
        .coalesce(1);
  }

  private static byte[] noise() {
    var samples = new byte[SIDE * SIDE * 3];
    new SplittableRandom(1).nextBytes(samples);
    try (var image = Image.ofBytes(SIDE, SIDE, 3, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  /** MiB that live objects take. */
  private static long alive() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
