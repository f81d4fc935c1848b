package dev.variegate.stage.duplicate;

import dev.variegate.quality.duplicate.DuplicateHash;
import dev.variegate.stage.row.RowHash;
import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/** The hash of a set of images, learned of a sample that depends on the images alone. */
final class LearnedHash {

  /** Copies that are recompressed, resized or cropped by a twentieth share a hash of these. */
  private static final int TABLES = 20;

  private static final int SAMPLE = 2000;

  /** A place of the stream that nothing else draws from. */
  private static final int PLACE = 11;

  private LearnedHash() {}

  /**
   * Learns it.
   *
   * @param thumbnails by ids of the images
   * @param count of the images
   */
  static DuplicateHash of(JavaPairRDD<String, byte[]> thumbnails, long count) {
    double share = 4.0 * SAMPLE / count; // so that no task sends many more than that
    long most = share >= 1 ? Long.MAX_VALUE : Math.round((share - 0.5) * 0x1p64);
    var sample =
        thumbnails
            .mapToPair(
                image ->
                    new Tuple2<>(
                        new Tuple2<>(RowHash.of(0, image._1(), PLACE), image._1()), image._2()))
            .filter(image -> image._1()._1() <= most)
            .takeOrdered(SAMPLE, new ByHash());
    return DuplicateHash.fit(sample.stream().map(Tuple2::_2).toList(), count, TABLES);
  }

  private static final class ByHash
      implements Comparator<Tuple2<Tuple2<Long, String>, byte[]>>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(
        Tuple2<Tuple2<Long, String>, byte[]> one, Tuple2<Tuple2<Long, String>, byte[]> other) {
      int order = one._1()._1().compareTo(other._1()._1());
      return order != 0 ? order : one._1()._2().compareTo(other._1()._2());
    }
  }
}
