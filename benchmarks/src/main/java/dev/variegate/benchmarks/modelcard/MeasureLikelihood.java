package dev.variegate.benchmarks.modelcard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.io.IdxFolder;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.quality.ImageScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Gates of a likelihood: how likely a network of clothes finds clothes that it has not seen, and
 * digits; and which samples of a long tail such gates refuse.
 *
 * <p>Digits as the planted failure: Nalisnick et al., "Do deep generative models know what they
 * don't know?", arXiv:1810.09136.
 */
public final class MeasureLikelihood {

  private static final List<String> GATES = List.of("score >= q0.05", "score <= q0.95");
  private static final int HELD_OUT = 2000;
  private static final double LEAST = 0.05;
  private static final double MOST = 0.95;
  private static final int SIDE = 28;

  private final String sampler;
  private final String likelihood;
  private final Path results;
  private final StringBuilder text = new StringBuilder();
  private final List<ClassImages> rows = new ArrayList<>();

  private MeasureLikelihood(String sampler, String likelihood, Path results) {
    this.sampler = sampler;
    this.likelihood = likelihood;
    this.results = results;
  }

  /** An image of a class and its log-likelihood as one of it, in nats. */
  private record Scored(Row row, double score) {

    String label() {
      return row.getAs("label");
    }
  }

  /**
   * Takes the folder of the long tail, the bundles of sampler and likelihood, the folders of all of
   * Fashion-MNIST and of MNIST, and that of the results.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 6) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 6; call it with LONG-TAIL SAMPLER-BUNDLE LIKELIHOOD-BUNDLE CLOTHES-FOLDER DIGITS-FOLDER RESULT-FOLDER"
              .formatted(args.length));
    }
    var spark = SparkSession.builder().appName("MeasureLikelihood").getOrCreate();
    var labels = ModelBundle.open(Path.of(args[1])).description().labels();
    var measure =
        new MeasureLikelihood(args[1], args[2], Files.createDirectories(Path.of(args[5])));
    // Of each digit the class of the same number is asked.
    measure.compare(
        new IdxFolder(args[3], labels).read(spark), new IdxFolder(args[4], labels).read(spark));
    var tail = new IdxFolder(args[0], labels).read(spark).repartition(4, col("key")).cache();
    var drawn = measure.filled("none", tail, "");
    for (var gate : GATES) {
      var json =
          ", \"gate\": {\"require\": [\"%s\"], \"scorer\": \"%s\", \"attempts\": 2}"
              .formatted(gate, args[2]);
      var judged = GateSheet.judged(drawn, measure.filled(gate, tail, json), xxhash64(col("key")));
      measure.rows.add(GateSheet.row(gate, judged));
    }
    Files.write(
        measure.results.resolve("likelihood.png"),
        SampleSheet.png(measure.rows, GateSheet.COLUMNS));
    Files.writeString(measure.results.resolve("likelihood.txt"), measure.text);
    System.out.print(measure.text);
    System.out.println("Figures and a sheet are in " + measure.results);
  }

  private void compare(Dataset<Row> clothes, Dataset<Row> digits) {
    var bundle = ModelBundle.open(Path.of(likelihood), Licensing.ANY);
    try (var scorer = ImageScorer.open(bundle, ComputeOptions.threads(1))) {
      var seen = scored(scorer, clothes.where("split = 'train'"));
      var unseen = scored(scorer, clothes.where("split = 'test'"));
      var others = scored(scorer, digits.where("split = 'test'"));
      text.append(
          "%-18s %s%n".formatted("", "bits/dim  pass score >= q0.05  pass score <= q0.95 too"));
      report("training clothes", seen, seen);
      report("held-out clothes", unseen, seen);
      rows.add(report("held-out digits", others, seen));
    }
  }

  private static List<Scored> scored(ImageScorer scorer, Dataset<Row> images) {
    var some = images.orderBy(xxhash64(col("key"))).limit(HELD_OUT).collectAsList();
    var scored = new ArrayList<Scored>();
    int batch = scorer.model().batch();
    for (int from = 0; from < some.size(); from += batch) {
      var part = some.subList(from, Math.min(some.size(), from + batch));
      var labels = part.stream().map(row -> row.<String>getAs("label")).toList();
      var decoded = part.stream().map(row -> new ImageCodec().decode(row.getAs("image"))).toList();
      var scores = scorer.score(decoded, labels);
      decoded.forEach(Image::close);
      for (int i = 0; i < labels.size(); i++) {
        scored.add(new Scored(part.get(i), scores.get(i)));
      }
    }
    return scored;
  }

  /**
   * By the quantiles of real images of the class, as gates take them.
   *
   * @return a row of a sheet: those that the gates refuse together, and those that pass
   */
  private ClassImages report(String name, List<Scored> images, List<Scored> real) {
    var least = quantiles(real, LEAST);
    var most = quantiles(real, MOST);
    double nats = images.stream().mapToDouble(Scored::score).average().orElseThrow();
    Predicate<Scored> likely = each -> each.score() >= least.get(each.label());
    var both = likely.and(each -> each.score() <= most.get(each.label()));
    var passing = rows(images, both);
    text.append(
        "%-18s %8.2f %20.3f %24.3f%n"
            .formatted(
                name,
                -nats / (SIDE * SIDE * Math.log(2)),
                (double) rows(images, likely).size() / images.size(),
                (double) passing.size() / images.size()));
    return GateSheet.row(name, rows(images, both.negate()), passing);
  }

  private static List<Row> rows(List<Scored> images, Predicate<Scored> of) {
    return images.stream().filter(of).map(Scored::row).toList();
  }

  private static Map<String, Double> quantiles(List<Scored> real, double part) {
    return real.stream()
        .collect(
            Collectors.groupingBy(
                Scored::label,
                Collectors.collectingAndThen(
                    Collectors.mapping(Scored::score, Collectors.toList()),
                    scores ->
                        scores.stream().sorted().toList().get((int) (part * scores.size())))));
  }

  /** All samples, those that are refused in the end among them. */
  private Dataset<Row> filled(String name, Dataset<Row> tail, String gate) {
    var model = GatedPlan.of(sampler, gate).fit(tail);
    System.out.println(model.explain());
    var output = results.resolve(name.replaceAll("[^a-z0-9.]+", "-")).toString();
    long start = System.nanoTime();
    model.transform(tail).write().mode("overwrite").parquet(output);
    double seconds = (System.nanoTime() - start) / 1e9;
    var samples =
        tail.sparkSession().read().parquet(output).where("plan.method = 'sample'").cache();
    long count = samples.count();
    long missing = samples.where("refusedBy is not null").count();
    long refused = samples.agg(sum(size(col("plan.refusals")))).first().getLong(0);
    text.append(
        "%-18s %d refused draws, %d drawn, %d kept, %d missing, %.1f s%n"
            .formatted(
                name, refused, count + refused - missing, count - missing, missing, seconds));
    return samples;
  }
}
