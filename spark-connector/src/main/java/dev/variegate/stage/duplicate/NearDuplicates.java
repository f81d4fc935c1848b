package dev.variegate.stage.duplicate;

import dev.variegate.base.Sha256;
import dev.variegate.quality.duplicate.DuplicateHash;
import dev.variegate.quality.duplicate.Registration;
import dev.variegate.stage.row.SentOnce;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import scala.Tuple3;

/**
 * The pairs of images that are near-duplicates. Hashes bring likely pairs together, of which each
 * is compared by {@link Registration}, so that the work grows with the number of images and of
 * likely pairs, and not with its square. The same pairs at any partitioning.
 */
public final class NearDuplicates {

  private final double least;
  private final Sides sides;

  /**
   * @param least similarity of near-duplicates, see {@link Registration#similarity}
   * @param side only pairs of which one image lies on this side, and the other does not; empty for
   *     those of any two sides
   */
  public NearDuplicates(double least, Optional<String> side) {
    this.least = least;
    this.sides = new Sides(side.orElse(""), side.isEmpty());
  }

  /**
   * A pair of images that are alike.
   *
   * @param one its name is the lesser one, or equal
   */
  public record Pair(
      String one, String sideOfOne, String other, String sideOfOther, double similarity) {}

  /**
   * Finds all pairs, in the order of their names.
   *
   * @param images rows of {@link ComparedImages}, persisted
   */
  public List<Pair> of(JavaRDD<Row> images) {
    return found(
        images,
        alike ->
            alike.collect().stream()
                .map(
                    pair ->
                        new Pair(
                            pair._1()._1(),
                            pair._1()._2(),
                            pair._2()._1(),
                            pair._2()._2(),
                            pair._3()))
                .sorted(Comparator.comparing(Pair::one).thenComparing(Pair::other))
                .distinct()
                .toList(),
        List.of());
  }

  /**
   * Of each pair the greater name; pairs themselves stay where they are, for they may be many more.
   *
   * @param images rows of {@link ComparedImages}, persisted
   */
  public Set<String> greater(JavaRDD<Row> images) {
    return found(
        images,
        alike -> Set.copyOf(alike.map(pair -> pair._2()._1()).distinct().collect()),
        Set.of());
  }

  /**
   * What pairs say.
   *
   * @param reading of the pairs: name and side of each, and how alike they are
   * @param none where there are no two images
   */
  private <T> T found(
      JavaRDD<Row> images,
      Function<JavaRDD<Tuple3<Tuple2<String, String>, Tuple2<String, String>, Double>>, T> reading,
      T none) {
    int partitions = Math.max(1, images.getNumPartitions());
    var distinct =
        images
            .map(Thumbnail::of)
            .mapToPair(image -> new Tuple2<>(image.id(), image))
            .reduceByKey((one, equal) -> one, partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = distinct.count();
      if (count < 2) {
        return none;
      }
      var hash = LearnedHash.of(distinct.mapValues(image -> image.luma), count);
      var likely = likely(distinct, hash, partitions);
      return reading.apply(alike(likely, distinct, partitions));
    } finally {
      distinct.unpersist(false);
    }
  }

  /** What is compared of an image. No record, because Kryo cannot set the fields of one. */
  private static final class Thumbnail implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String side;
    private final byte[] luma;

    private Thumbnail(String name, String side, byte[] luma) {
      this.name = name;
      this.side = side;
      this.luma = luma;
    }

    static Thumbnail of(Row row) {
      return new Thumbnail(
          row.getString(ComparedImages.NAME),
          row.getString(ComparedImages.SIDE),
          row.getAs(ComparedImages.THUMBNAIL));
    }

    /** Names may repeat, on each side and with other images. */
    String id() {
      return name + "\n" + side + "\n" + Sha256.hex(luma);
    }
  }

  /** Pairs of ids that share a hash, the lesser one first. */
  private JavaPairRDD<String, String> likely(
      JavaPairRDD<String, Thumbnail> images, DuplicateHash hash, int partitions) {
    var sent = new SentOnce<>(images.context(), hash);
    var compared = sides;
    return images
        .flatMapToPair(
            image -> {
              var place =
                  new Tuple3<>(
                      Arrays.hashCode(image._2().luma),
                      image._1(),
                      compared.place(image._2().side));
              return Arrays.stream(sent.value().of(image._2().luma))
                  .mapToObj(each -> new Tuple2<>(each, place))
                  .iterator();
            })
        .groupByKey(partitions)
        .flatMap(bucket -> new Bucket(bucket._2()).pairs())
        .distinct(partitions)
        .mapToPair(pair -> pair);
  }

  private JavaRDD<Tuple3<Tuple2<String, String>, Tuple2<String, String>, Double>> alike(
      JavaPairRDD<String, String> likely, JavaPairRDD<String, Thumbnail> images, int partitions) {
    double threshold = least;
    return likely
        .join(images, partitions)
        .mapToPair(pair -> new Tuple2<>(pair._2()._1(), pair._2()._2()))
        .join(images, partitions)
        .values()
        .map(new Comparison())
        .filter(pair -> pair._3() >= threshold);
  }

  /** Of the pairs of a partition, of which all that have one second image follow each other. */
  private static final class Comparison
      implements org.apache.spark.api.java.function.Function<
          Tuple2<Thumbnail, Thumbnail>,
          Tuple3<Tuple2<String, String>, Tuple2<String, String>, Double>> {
    private static final long serialVersionUID = 1L;

    private transient Thumbnail last;
    private transient Registration registration;

    @Override
    public Tuple3<Tuple2<String, String>, Tuple2<String, String>, Double> call(
        Tuple2<Thumbnail, Thumbnail> pair) {
      var second = pair._2();
      if (last == null || !last.equals(second)) {
        registration = new Registration(second.luma);
        last = second;
      }
      return new Tuple3<>(
          new Tuple2<>(pair._1().name, pair._1().side),
          new Tuple2<>(second.name, second.side),
          registration.similarity(pair._1().luma));
    }
  }
}
