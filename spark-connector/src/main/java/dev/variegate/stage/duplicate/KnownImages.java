package dev.variegate.stage.duplicate;

import dev.variegate.base.Sha256;
import dev.variegate.quality.duplicate.ThumbnailSet;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Images that are there before a plan makes any, which its gates compare with: a set for each score
 * that is of one. They go to the driver and to each executor, at most 1.7 kB for an image.
 */
public final class KnownImages implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The score of the most alike image of training. */
  public static final String TRAINING = "training-similarity";

  /** The score of the most alike image outside of training. */
  public static final String HELD_OUT = "held-out-similarity";

  /** The scores that are of known images. */
  public static final List<String> SCORES = List.of(TRAINING, HELD_OUT);

  public static final KnownImages NONE = new KnownImages(Map.of());

  /** Of the rows that images come in: score and thumbnail. */
  public static final StructType TYPE =
      new StructType().add("score", "string").add("thumbnail", "binary");

  private static final int MOST = 500_000;

  private final TreeMap<String, ThumbnailSet> sets;

  private KnownImages(Map<String, ThumbnailSet> sets) {
    this.sets = new TreeMap<>(sets);
  }

  /**
   * Those of rows, in any order; equal images of a set count once.
   *
   * @param images rows of {@link #TYPE}
   * @throws IllegalArgumentException if they are too many
   */
  public static KnownImages of(JavaRDD<Row> images) {
    var partitions = Math.max(1, images.getNumPartitions());
    var named =
        images
            .mapToPair(row -> new Tuple2<>(id(row), row.<byte[]>getAs(1)))
            .reduceByKey((one, equal) -> one, partitions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var sets = new TreeMap<String, ThumbnailSet>();
      for (var score : SCORES) {
        var prefix = prefix(score);
        var set = named.filter(image -> image._1().startsWith(prefix));
        long count = set.count();
        requireFew(score, count);
        if (count > 0) {
          sets.put(score, set(set, count));
        }
      }
      return new KnownImages(sets);
    } finally {
      named.unpersist(false);
    }
  }

  private static String id(Row row) {
    return prefix(row.getString(0)) + Sha256.hex(row.getAs(1));
  }

  private static String prefix(String score) {
    return score + "\n";
  }

  private static ThumbnailSet set(JavaPairRDD<String, byte[]> images, long count) {
    var hash = LearnedHash.of(images, count);
    return new ThumbnailSet(images.values().collect(), hash);
  }

  static void requireFew(String score, long count) {
    if (count > MOST) {
      throw new IllegalArgumentException(
          "Gate of \"%s\" compares with %d different images but must with at most %d, for each executor holds them; remove the gate, and check what was made with LeakageCheck"
              .formatted(score, count, MOST));
    }
  }

  /** The scores that are of images that are here. */
  public Set<String> scores() {
    return sets.keySet();
  }

  /** How alike the most alike known image is, as {@link ThumbnailSet#similarity} has it. */
  public double similarity(String score, byte[] thumbnail) {
    return sets.get(score).similarity(thumbnail);
  }

  /** Rows of {@link #TYPE}. */
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    sets.forEach(
        (score, set) -> set.thumbnails().forEach(each -> rows.add(RowFactory.create(score, each))));
    return rows;
  }
}
