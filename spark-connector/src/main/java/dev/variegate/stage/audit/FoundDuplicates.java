package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.duplicate.DuplicateGroups;
import dev.variegate.stage.duplicate.NearDuplicates;
import dev.variegate.stage.param.CheckThresholds;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Which images of a table show the same; images that are alone are not kept. */
final class FoundDuplicates implements Serializable {

  private static final long serialVersionUID = 1L;

  private final DuplicateGroups groups = new DuplicateGroups();
  private final Map<String, Integer> sizes = new HashMap<>(); // by the names of groups
  private final Map<String, Double> similarities = new HashMap<>(); // the greatest, by name
  private final Set<String> equal = new HashSet<>(); // copies of an image with a lesser name

  private FoundDuplicates() {}

  /**
   * Of images.
   *
   * @param images rows of {@link SourceImages}, persisted
   */
  static FoundDuplicates of(JavaRDD<Row> images, double minSimilarity, CheckThresholds thresholds) {
    var found = new FoundDuplicates();
    var members = new HashSet<String>();
    for (var pair : equalPairs(images)) {
      found.groups.join(pair._1(), pair._2());
      found.equal.add(pair._2());
      members.add(pair._1());
      members.add(pair._2());
    }
    if (thresholds.has(SourceCheck.NEAR_DUPLICATE)) {
      for (var pair : new NearDuplicates(minSimilarity, Optional.empty()).of(images)) {
        found.groups.join(pair.one(), pair.other());
        found.similarities.merge(pair.one(), pair.similarity(), Math::max);
        found.similarities.merge(pair.other(), pair.similarity(), Math::max);
        members.add(pair.one());
        members.add(pair.other());
      }
    }
    members.forEach(name -> found.sizes.merge(found.group(name), 1, Integer::sum));
    return found;
  }

  /** Each image whose bytes another one has, behind the least name of these. */
  private static Iterable<Tuple2<String, String>> equalPairs(JavaRDD<Row> images) {
    int partitions = Math.max(1, images.getNumPartitions());
    var named =
        images
            .map(row -> (AuditedImage) row.get(SourceImages.AUDITED))
            .mapToPair(image -> new Tuple2<>(image.sha256(), image.name()));
    var least =
        named.reduceByKey((one, other) -> one.compareTo(other) < 0 ? one : other, partitions);
    return named
        .join(least, partitions)
        .values()
        .filter(pair -> !pair._1().equals(pair._2()))
        .map(Tuple2::swap)
        .collect();
  }

  /** The least name of the near-duplicates of an image; its own where it is alone. */
  String group(String name) {
    return groups.group(name);
  }

  int size(String group) {
    return sizes.getOrDefault(group, 1);
  }

  /** 1 where another image with a lesser name has the same bytes, 0 elsewhere. */
  double exact(String name) {
    return equal.contains(name) ? 1 : 0;
  }

  /** Similarity to the most alike image, 0 where there is none or the name is its group's least. */
  double near(String name) {
    return group(name).equals(name) ? 0 : similarities.getOrDefault(name, 0.0);
  }
}
