package dev.variegate.stage.train;

import dev.variegate.base.DidYouMean;
import dev.variegate.train.ImageShape;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What is known of all training images before any is learned from.
 *
 * @param classes their names in order, none where they are not learned
 * @param count number of images
 */
record TrainingSet(ImageShape shape, List<String> classes, long count) implements Serializable {

  private static final int NAMED = 3;

  /** Kinds of images that are counted apart; more are keys in the place of classes. */
  private static final int MAX_KINDS = 10_000;

  /**
   * Of decoded rows, which are gone through once.
   *
   * @throws IllegalArgumentException if there is none, they have several sizes, or there is one
   *     class alone or more than can be learned
   */
  static TrainingSet of(JavaRDD<Row> rows, boolean conditional) {
    var kinds = rows.aggregate(new HashMap<>(), TrainingSet::counted, TrainingSet::merged);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "No row is left to train on but images are needed; see splitCol, trainValue and handleInvalid");
    }
    if (kinds.size() > MAX_KINDS) {
      throw new IllegalArgumentException(
          "Images have more than %d classes but must have two or more images each; labelCol must name classes, not keys"
              .formatted(MAX_KINDS));
    }
    var sizes = new TreeMap<String, Long>();
    kinds.forEach((kind, count) -> sizes.merge(size(kind), count, Long::sum));
    requireOneSize(sizes);
    var any = kinds.keySet().iterator().next();
    var shape =
        new ImageShape(
            kinds.keySet().stream()
                .mapToInt(kind -> kind.getInt(TrainingRows.CHANNELS))
                .max()
                .orElseThrow(),
            any.getInt(TrainingRows.HEIGHT),
            any.getInt(TrainingRows.WIDTH));
    var classes = new TreeSet<String>();
    kinds.keySet().forEach(kind -> classes.add(kind.getString(TrainingRows.LABEL)));
    long count = kinds.values().stream().mapToLong(Long::longValue).sum();
    return new TrainingSet(shape, conditional ? requireSeveral(classes) : List.of(), count);
  }

  private static HashMap<Row, Long> counted(HashMap<Row, Long> kinds, Row row) {
    return add(kinds, withoutSamples(row), 1);
  }

  private static HashMap<Row, Long> merged(HashMap<Row, Long> kinds, HashMap<Row, Long> others) {
    others.forEach((kind, count) -> add(kinds, kind, count));
    return kinds;
  }

  /** No more than one beyond what is allowed. */
  private static HashMap<Row, Long> add(HashMap<Row, Long> kinds, Row kind, long count) {
    if (kinds.size() <= MAX_KINDS || kinds.containsKey(kind)) {
      kinds.merge(kind, count, Long::sum);
    }
    return kinds;
  }

  /** What images may have in common: class, channels, height and width. */
  private static Row withoutSamples(Row row) {
    return RowFactory.create(
        row.get(TrainingRows.LABEL),
        row.get(TrainingRows.CHANNELS),
        row.get(TrainingRows.HEIGHT),
        row.get(TrainingRows.WIDTH));
  }

  private static String size(Row of) {
    return "%dx%d".formatted(of.getInt(TrainingRows.WIDTH), of.getInt(TrainingRows.HEIGHT));
  }

  private static void requireOneSize(SortedMap<String, Long> sizes) {
    if (sizes.size() > 1) {
      throw new IllegalArgumentException(
          "Images have %d sizes (%s) but must have one; set imageSize"
              .formatted(
                  sizes.size(),
                  sizes.entrySet().stream()
                      .limit(NAMED)
                      .map(size -> "%d of %s".formatted(size.getValue(), size.getKey()))
                      .collect(Collectors.joining(", "))));
    }
  }

  private static List<String> requireSeveral(SortedSet<String> classes) {
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "All images are of class \"%s\" but a model that learns classes needs two or more; set classes to false"
              .formatted(classes.first()));
    }
    return List.copyOf(classes);
  }

  /**
   * Refuses a class, or none, that a model of these images cannot be asked for.
   *
   * @param asked name or index of a class, "" for none
   */
  void requireKnown(String asked) {
    if (classes.isEmpty() != asked.isEmpty()) {
      throw new IllegalArgumentException(
          classes.isEmpty()
              ? "counts names class \"%s\" but the model learns no classes; give it a number alone, or set classes to true"
                  .formatted(asked)
              : "counts names no class but the model learns %s; give it a number for each, such as {\"%s\": 100}"
                  .formatted(classes, classes.get(0)));
    }
    boolean index = asked.matches("\\d{1,9}") && Integer.parseInt(asked) < classes.size();
    if (!asked.isEmpty() && !index && !classes.contains(asked)) {
      throw new IllegalArgumentException(
          "counts names class \"%s\", which the model does not learn; %s"
              .formatted(asked, DidYouMean.among(asked, classes)));
    }
  }

  /** The samples of a row, in the channels that all have. */
  byte[] samples(Row row) {
    byte[] given = row.getAs(TrainingRows.SAMPLES);
    if (row.getInt(TrainingRows.CHANNELS) == shape.channels()) {
      return given;
    }
    var colored = new byte[shape.size()];
    for (int i = 0; i < colored.length; i++) {
      colored[i] = given[i / shape.channels()];
    }
    return colored;
  }

  /** The index of the class of a row, 0 where classes are not learned. */
  int label(Row row) {
    return Math.max(0, classes.indexOf(row.getString(TrainingRows.LABEL)));
  }
}
