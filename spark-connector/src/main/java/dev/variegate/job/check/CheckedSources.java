package dev.variegate.job.check;

import dev.variegate.io.ImageSource;
import dev.variegate.stage.LeakageCheck;
import dev.variegate.stage.param.SourceWeight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a job once its checks of sources are made.
 *
 * @param rows of the job, with a column of weights where they were audited
 * @param weightCol column of weights; empty: all images weigh the same
 * @param audit what was found, if it was looked for
 * @param leakage held-out images that are known from training, in a sentence
 */
public record CheckedSources(
    Dataset<Row> rows,
    Optional<String> weightCol,
    Optional<AuditedSources> audit,
    Optional<String> leakage) {

  /** Column of the weights that an audit gives; it is left out of the output. */
  public static final String WEIGHT = "variegate weight";

  /**
   * Makes the checks.
   *
   * @param given column of weights of the input
   * @param weight what images without issues weigh where there is none
   * @throws IllegalArgumentException if there is leakage, which is an error, or the input has not
   *     what a check needs
   */
  public static CheckedSources of(
      Dataset<Row> rows,
      Optional<AuditSection> audit,
      ChecksSection checks,
      Optional<String> given,
      SourceWeight weight,
      Reading reading) {
    var leakage = checks.leakage().flatMap(word -> leakage(rows, word, checks, reading));
    if (audit.isEmpty()) {
      return new CheckedSources(rows, given, Optional.empty(), leakage);
    }
    var audited = AuditedSources.of(rows, audit.get(), weight, reading);
    return new CheckedSources(
        audited.weighted(rows, given, reading), Optional.of(WEIGHT), Optional.of(audited), leakage);
  }

  private static Optional<String> leakage(
      Dataset<Row> rows, OnFinding word, ChecksSection checks, Reading reading) {
    var problem =
        reading
            .setOn(new LeakageCheck())
            .setKeyCol(ImageSource.KEY)
            .setSplitCol(ImageSource.SPLIT)
            .setTrainValue(ImageSource.TRAIN)
            .setMinSimilarity(checks.minSimilarity())
            .problem(rows);
    if (word == OnFinding.ERROR && problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
    return problem.map(JobKeys::in);
  }

  /** Lets go of what was kept. */
  public void close() {
    audit.ifPresent(of -> of.findings().unpersist(false));
  }

  /** Lines for people, name and value. */
  public Map<String, String> lines() {
    var lines = new LinkedHashMap<String, String>();
    audit.ifPresent(of -> lines.put("audit", of.sentence()));
    leakage.ifPresent(found -> lines.put("warning", found));
    return lines;
  }
}
