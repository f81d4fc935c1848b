package dev.variegate.stage.audit;

import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.SentOnce;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;
import scala.Tuple3;

/**
 * What classifiers that have not seen an image make of its label, as in confident learning
 * (Northcutt et al., "Confident learning: estimating uncertainty in dataset labels", 2021): a
 * probability counts in relation to the mean probability that images of that class have for it.
 */
final class LabelCheck implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(LabelCheck.class);

  /** Where labels are not checked. */
  static final LabelCheck NONE = new LabelCheck(List.of(), null, new double[0], 0);

  /** About so many images train a classifier, as many of each class. */
  private static final double TRAINING = 20_000;

  /** A place of the stream that nothing else draws from. */
  private static final int PLACE = 22;

  private static final double LEAST = 1e-4;

  private final List<String> classes;
  private final FoldModels models;
  private final double[] usual; // mean probability of each class for images of it
  private final long seed;

  private LabelCheck(List<String> classes, FoldModels models, double[] usual, long seed) {
    this.classes = new ArrayList<>(classes);
    this.models = models;
    this.usual = usual;
    this.seed = seed;
  }

  /**
   * What is made of a label.
   *
   * @param confidence its probability, 0 to 1
   * @param suggested the most probable class in relation to others
   * @param suspect odds of the most probable other class against its own, as a probability
   */
  record Opinion(double confidence, String suggested, double suspect) {}

  /**
   * Trains on images.
   *
   * @param images persisted
   * @param asked column of labels that must be checked; empty: they are where there are two classes
   * @throws IllegalArgumentException if there is one class alone and labels must be checked, or
   *     features differ in number
   */
  static LabelCheck of(
      JavaRDD<AuditedImage> images,
      SentOnce<FoundDuplicates> duplicates,
      long seed,
      Optional<String> asked,
      SparkSession spark) {
    var folds = new Folds(duplicates, seed);
    var counts =
        images
            .map(image -> new Tuple3<>(image.label(), folds.of(image), image.features().length))
            .countByValue();
    requireOneWidth(counts);
    var sizes = new TreeMap<String, Long>();
    var known = new HashMap<String, TreeSet<Integer>>();
    counts.forEach(
        (of, number) -> {
          sizes.merge(of._1(), number, Long::sum);
          known.computeIfAbsent(of._1(), any -> new TreeSet<>()).add(of._2());
        });
    asked.filter(column -> sizes.size() == 1).ifPresent(LabelCheck::refuseOneClass);
    var classes = sizes.keySet().stream().filter(label -> known.get(label).size() > 1).toList();
    if (sizes.size() == 1) {
      LOG.warn("Labels are not checked, because there is one class alone; leave labelCol unset");
    } else {
      warnOfOthers(sizes, classes);
    }
    return classes.size() < 2 ? NONE : trained(images, folds, classes, sizes, spark);
  }

  private static void requireOneWidth(Map<Tuple3<String, Integer, Integer>, Long> counts) {
    var widths = new TreeSet<Integer>();
    counts.keySet().forEach(of -> widths.add(of._3()));
    if (widths.size() > 1) {
      throw new IllegalArgumentException(
          "Features have %d or %d numbers but must have one number of them; take the features of one model"
              .formatted(widths.first(), widths.last()));
    }
  }

  private static void refuseOneClass(String labelCol) {
    throw new IllegalArgumentException(
        "Column \"%s\" of labelCol holds 1 class but must hold at least 2 for labels to be checked; take labelSuspect out of thresholds, and weigh sources otherwise than by hardness"
            .formatted(labelCol));
  }

  private static void warnOfOthers(Map<String, Long> sizes, List<String> classes) {
    var others = sizes.keySet().stream().filter(label -> !classes.contains(label)).toList();
    if (!others.isEmpty()) {
      LOG.warn(
          "Labels of {} are not checked, because all images of each lie in one of {} folds; add images of them",
          others,
          Folds.NUMBER);
    }
  }

  private static LabelCheck trained(
      JavaRDD<AuditedImage> images,
      Folds folds,
      List<String> classes,
      Map<String, Long> sizes,
      SparkSession spark) {
    long seed = folds.seed();
    var limits = new HashMap<String, Long>();
    for (var label : classes) {
      double share = TRAINING / classes.size() / sizes.get(label);
      limits.put(label, share >= 1 ? Long.MAX_VALUE : Math.round((share - 0.5) * 0x1p64));
    }
    var sample =
        images
            .filter(
                image ->
                    limits.containsKey(image.label())
                        && RowHash.of(seed, image.name(), PLACE) <= limits.get(image.label()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var models = FoldModels.of(sample, folds, classes, spark);
      var usual = usual(images, folds, new LabelCheck(classes, models, new double[0], seed), spark);
      return new LabelCheck(classes, models, usual, seed);
    } finally {
      sample.unpersist(false);
    }
  }

  /** Sums of whole numbers, so that their order does not matter. */
  private static double[] usual(
      JavaRDD<AuditedImage> images, Folds folds, LabelCheck check, SparkSession spark) {
    var sent = new SentOnce<>(spark.sparkContext(), check);
    var sums =
        images
            .mapToPair(
                image -> {
                  var of = sent.value();
                  int own = of.classes.indexOf(image.label());
                  return new Tuple2<>(
                      own,
                      own < 0
                          ? new long[] {0, 0}
                          : new long[] {
                            Math.round(of.probabilities(image, folds.of(image))[own] * 1e4), 1
                          });
                })
            .reduceByKey((one, other) -> new long[] {one[0] + other[0], one[1] + other[1]})
            .collectAsMap();
    var usual = new double[check.classes.size()];
    for (int i = 0; i < usual.length; i++) {
      usual[i] = Math.max(LEAST, sums.get(i)[0] * 1e-4 / sums.get(i)[1]);
    }
    return usual;
  }

  private double[] probabilities(AuditedImage image, int fold) {
    return models.probabilities(fold, image.features());
  }

  /** What is made of the label of an image; empty where its class is not known well enough. */
  Optional<Opinion> opinion(AuditedImage image, FoundDuplicates duplicates) {
    int own = classes.indexOf(image.label());
    if (own < 0) {
      return Optional.empty();
    }
    var probabilities = probabilities(image, Folds.of(duplicates, seed, image));
    int other = own == 0 ? 1 : 0;
    for (int i = 0; i < usual.length; i++) {
      if (i != own && probabilities[i] / usual[i] > probabilities[other] / usual[other]) {
        other = i;
      }
    }
    double theirs = probabilities[other] / usual[other];
    double ours = probabilities[own] / usual[own];
    double suspect = theirs + ours > 0 ? theirs / (theirs + ours) : 0.5;
    return Optional.of(
        new Opinion(probabilities[own], classes.get(suspect > 0.5 ? other : own), suspect));
  }
}
