package dev.variegate.stage.measure;

import dev.variegate.base.Sha256;
import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.Moments;
import dev.variegate.quality.distribution.NeighborScores;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The features of a set of images, in blocks. Vectors are ranked by their own hash, so that each
 * block holds the same vectors in the same order however the rows are partitioned, and every
 * measure has the same bits.
 */
public final class FeatureSet implements AutoCloseable {

  /** Vectors of a block, at most. */
  private static final int BLOCK = 1000;

  /** Blocks whose moments one task adds up: moments of wide features are larger than blocks. */
  private static final int GROUP = 4;

  private final JavaPairRDD<Long, double[]> ranked;
  private final long count;
  private final int width;
  private final JavaPairRDD<Integer, FeatureBlock> blocks;

  private FeatureSet(JavaPairRDD<Long, double[]> ranked, long count, int width) {
    this.ranked = ranked;
    this.count = count;
    this.width = width;
    int number = blocks();
    this.blocks =
        ranked
            .mapToPair(
                each ->
                    new Tuple2<>((int) (each._1 * number / count), new Ranked(each._1, each._2)))
            .groupByKey(number)
            .mapValues(vectors -> FeatureBlock.of(inOrder(vectors)))
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** A vector at its rank. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Ranked(long rank, double[] vector) implements Serializable {}

  private static List<double[]> inOrder(Iterable<Ranked> vectors) {
    return StreamSupport.stream(vectors.spliterator(), false)
        .sorted(Comparator.comparingLong(Ranked::rank))
        .map(Ranked::vector)
        .toList();
  }

  /** Vectors in the order of their hashes. */
  static JavaPairRDD<Long, double[]> ranked(JavaRDD<double[]> vectors) {
    return vectors
        .mapToPair(vector -> new Tuple2<>(hash(vector), vector))
        .sortByKey()
        .values()
        .zipWithIndex()
        .mapToPair(Tuple2::swap);
  }

  private static String hash(double[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Double.BYTES);
    bytes.asDoubleBuffer().put(vector);
    return HexFormat.of().formatHex(Sha256.digest(bytes.array()));
  }

  /**
   * A set.
   *
   * @param vectors all finite and of one width
   * @param width numbers of a vector
   */
  static FeatureSet of(JavaRDD<double[]> vectors, int width) {
    var ranked = ranked(vectors).persist(StorageLevel.MEMORY_AND_DISK());
    return new FeatureSet(ranked, ranked.count(), width);
  }

  /**
   * Every second of its vectors.
   *
   * @param first 0 or 1
   */
  FeatureSet half(int first) {
    var half =
        ranked
            .filter(each -> each._1 % 2 == first)
            .mapToPair(each -> new Tuple2<>(each._1 / 2, each._2));
    return new FeatureSet(half, (count + 1 - first) / 2, width);
  }

  long count() {
    return count;
  }

  /** Numbers of a vector. */
  int width() {
    return width;
  }

  /** Whether its images are as many as the measures need. */
  boolean isEnough() {
    return count >= NeighborScores.FEWEST;
  }

  /** How many blocks there are; their sizes differ by one at most. */
  int blocks() {
    return Math.toIntExact(Math.max(1, (count + BLOCK - 1) / BLOCK));
  }

  JavaPairRDD<Integer, FeatureBlock> vectors() {
    return blocks;
  }

  /** Number, mean and scatter of its vectors. */
  Moments moments() {
    return sum(Moments::of);
  }

  /** Those of its vectors divided by their lengths. */
  Moments directions() {
    return sum(Moments::ofDirections);
  }

  /** Adds moments up in the order of blocks, which fixes every bit. */
  private Moments sum(Function<FeatureBlock, Moments> moments) {
    int number = (blocks() + GROUP - 1) / GROUP;
    var sums =
        blocks
            .mapToPair(each -> new Tuple2<>(each._1 / GROUP, each))
            .groupByKey(number)
            .mapValues(group -> sumInOrder(group, moments));
    for (; number > 1; number = (number + 1) / 2) {
      sums =
          sums.mapToPair(each -> new Tuple2<>(each._1 / 2, each))
              .groupByKey((number + 1) / 2)
              .mapValues(pair -> sumInOrder(pair, sum -> sum));
    }
    return sums.values().collect().get(0);
  }

  private static <T> Moments sumInOrder(
      Iterable<Tuple2<Integer, T>> parts, Function<T, Moments> moments) throws Exception {
    var ordered = new ArrayList<Tuple2<Integer, T>>();
    parts.forEach(ordered::add);
    ordered.sort(Comparator.comparingInt(Tuple2::_1));
    var sum = moments.call(ordered.get(0)._2);
    for (var part : ordered.subList(1, ordered.size())) {
      sum = sum.plus(moments.call(part._2));
    }
    return sum;
  }

  @Override
  public void close() {
    blocks.unpersist();
    ranked.unpersist();
  }
}
