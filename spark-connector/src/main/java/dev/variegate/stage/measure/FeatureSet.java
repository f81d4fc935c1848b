package dev.variegate.stage.measure;

import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.Moments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
final class FeatureSet implements AutoCloseable {

  /** Vectors of a block, and its numbers (32 MiB), at most. */
  private static final int MAX_ROWS = 1000;

  private static final int MAX_NUMBERS = 1 << 22;

  /** Blocks whose moments one task adds up: moments of wide features are larger than blocks. */
  private static final int GROUP = 4;

  private final long count;
  private final int width;
  private final JavaPairRDD<Integer, FeatureBlock> blocks;

  private FeatureSet(JavaPairRDD<Long, double[]> ranked, long count, int width) {
    this.count = count;
    this.width = width;
    int number = blocks();
    this.blocks =
        ranked
            .mapToPair(each -> new Tuple2<>((int) (each._1 * number / count), each))
            .groupByKey(number)
            .mapValues(vectors -> FeatureBlock.of(inOrder(vectors)))
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static <K extends Comparable<K>, T> List<T> inOrder(Iterable<Tuple2<K, T>> numbered) {
    var ordered = new ArrayList<Tuple2<K, T>>();
    numbered.forEach(ordered::add);
    ordered.sort(Comparator.comparing(Tuple2::_1));
    return ordered.stream().map(Tuple2::_2).toList();
  }

  /**
   * A set.
   *
   * @param vectors all finite and of one width
   * @param count of the vectors, 1 or more
   * @param width numbers of a vector
   */
  static FeatureSet of(JavaRDD<double[]> vectors, long count, int width) {
    var ranked =
        vectors
            .mapToPair(vector -> new Tuple2<>(LabeledVector.hash(vector), vector))
            .sortByKey()
            .values()
            .zipWithIndex()
            .mapToPair(Tuple2::swap);
    return new FeatureSet(ranked, count, width);
  }

  /** The first half of its vectors by their hashes, which is a half at random. */
  FeatureSet firstHalf() {
    return part(0, (count + 1) / 2);
  }

  /** The second half. */
  FeatureSet secondHalf() {
    return part((count + 1) / 2, count);
  }

  private FeatureSet part(long from, long to) {
    long all = count;
    int number = blocks();
    var ranked =
        blocks
            .flatMapToPair(
                each -> {
                  long first = (each._1 * all + number - 1) / number;
                  var vectors = new ArrayList<Tuple2<Long, double[]>>();
                  for (int i = 0; i < each._2.rows(); i++) {
                    vectors.add(new Tuple2<>(first + i, each._2.row(i)));
                  }
                  return vectors.iterator();
                })
            .filter(each -> each._1 >= from && each._1 < to)
            .mapToPair(each -> new Tuple2<>(each._1 - from, each._2));
    return new FeatureSet(ranked, to - from, width);
  }

  /** How many blocks there are; their sizes differ by one at most. */
  int blocks() {
    long rows = Math.max(1, Math.min(MAX_ROWS, MAX_NUMBERS / width));
    return Math.toIntExact(Math.max(1, (count + rows - 1) / rows));
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
    Moments.requireWidth(width);
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
    var ordered = inOrder(parts);
    var sum = moments.call(ordered.get(0));
    for (var part : ordered.subList(1, ordered.size())) {
      sum = sum.plus(moments.call(part));
    }
    return sum;
  }

  @Override
  public void close() {
    blocks.unpersist();
  }
}
