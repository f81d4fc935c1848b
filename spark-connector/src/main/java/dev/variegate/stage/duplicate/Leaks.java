package dev.variegate.stage.duplicate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Held-out images that are known from training, by their source or because they are alike.
 *
 * @param train the side of training images; all others are held out
 * @param least similarity of near-duplicates
 */
public record Leaks(String train, double least) {

  /** A row for each pair. */
  public static final StructType SCHEMA =
      new StructType()
          .add("kind", "string")
          .add("train", "string")
          .add("heldOut", "string")
          .add("split", "string")
          .add("similarity", "double");

  /**
   * The held-out images that are known from training.
   *
   * @param images rows of {@link ComparedImages}, persisted
   */
  public List<Row> of(JavaRDD<Row> images) {
    var leaks = new ArrayList<Row>(sameSources(images));
    for (var pair : new NearDuplicates(least, Optional.of(train)).of(images)) {
      if (pair.one().equals(pair.other())) {
        continue; // of one source, as is said above
      }
      boolean first = pair.sideOfOne().equals(train);
      leaks.add(
          RowFactory.create(
              "near-duplicate",
              first ? pair.one() : pair.other(),
              first ? pair.other() : pair.one(),
              first ? pair.sideOfOther() : pair.sideOfOne(),
              pair.similarity()));
    }
    return leaks;
  }

  /** Held-out images whose source has images in training, each with the first of these by name. */
  private List<Row> sameSources(JavaRDD<Row> images) {
    var split = train;
    int partitions = Math.max(1, images.getNumPartitions());
    var known =
        images
            .filter(row -> split.equals(row.getString(ComparedImages.SIDE)))
            .mapToPair(
                row ->
                    new Tuple2<>(
                        row.getString(ComparedImages.SOURCE), row.getString(ComparedImages.NAME)))
            .reduceByKey((one, other) -> one.compareTo(other) <= 0 ? one : other, partitions);
    return images
        .filter(row -> !split.equals(row.getString(ComparedImages.SIDE)))
        .mapToPair(
            row ->
                new Tuple2<>(
                    row.getString(ComparedImages.SOURCE),
                    new Tuple2<>(
                        row.getString(ComparedImages.NAME), row.getString(ComparedImages.SIDE))))
        .distinct(partitions)
        .join(known, partitions)
        .values()
        .collect()
        .stream()
        .map(
            leak ->
                RowFactory.create("same source", leak._2(), leak._1()._1(), leak._1()._2(), null))
        .sorted(
            Comparator.comparing((Row leak) -> leak.getString(2))
                .thenComparing(leak -> leak.getString(3)))
        .toList();
  }
}
