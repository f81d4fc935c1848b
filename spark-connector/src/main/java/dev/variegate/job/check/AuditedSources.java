package dev.variegate.job.check;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.variegate.base.KebabCase;
import dev.variegate.io.ImageSource;
import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.audit.Verdict;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.SourceWeight;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.ErrorColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * What an audit says of the training images of a job. It is found once and kept, without images;
 * rows get their weights by a join, which Spark broadcasts where few weights differ from 1.
 *
 * @param findings {@code key, label} if any, {@code audit, weight} and errors, persisted
 * @param images that are audited
 * @param unweighted of these, those of weight 0
 * @param issues images that each check flags
 * @param labelsUnknown whether labels were to be checked, but no image has classes to choose from
 */
public record AuditedSources(
    Dataset<Row> findings,
    long images,
    long unweighted,
    Map<String, Long> issues,
    boolean labelsUnknown) {

  private static final String AUDIT = "audit";
  private static final String WEIGHT = "weight";
  private static final String AUDITED_KEY = "audited key";
  private static final String AUDITED_WEIGHT = "audited weight";
  private static final String AUDITED_ERROR = "audited error";

  /**
   * Audits the training images.
   *
   * @param rows of the job
   * @throws IllegalArgumentException if the input has not what the audit needs
   */
  static AuditedSources of(
      Dataset<Row> rows, AuditSection section, SourceWeight weight, Reading reading) {
    var stage =
        reading
            .setOn(section.stage())
            .setKeyCol(ImageSource.KEY)
            .setOutputCol(AUDIT)
            .setWeightCol(WEIGHT)
            .setSourceWeight(KebabCase.kebab(weight))
            .setSeed(reading.seed());
    var kept = new ArrayList<>(List.of(ImageSource.KEY));
    if (reading.labeled()) {
      stage.setLabelCol(ImageSource.LABEL);
      kept.add(ImageSource.LABEL);
    }
    kept.addAll(List.of(AUDIT, WEIGHT));
    if (reading.invalid() != InvalidRows.ERROR) {
      kept.add(reading.errorCol());
    }
    var findings =
        stage
            .transform(training(rows, section, reading))
            .select(columns(kept))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return counted(findings, section.checks(SourceCheck.LABEL_SUSPECT) && reading.labeled());
  }

  /** Counts in one pass. */
  private static AuditedSources counted(Dataset<Row> findings, boolean checksLabels) {
    var issues = col(AUDIT + ".issues");
    var checks =
        Stream.concat(Stream.of(Verdict.UNREADABLE), SourceCheck.words().stream()).toList();
    var sums = new ArrayList<Column>();
    sums.add(count(when(col(WEIGHT).equalTo(0), 1)));
    sums.add(count(col(AUDIT + "." + SourceCheck.LABEL_SUSPECT.word())));
    checks.forEach(check -> sums.add(count(when(array_contains(issues, check), 1))));
    var counts = findings.agg(count(lit(1)), sums.toArray(Column[]::new)).first();
    var flagged = new LinkedHashMap<String, Long>();
    for (int i = 0; i < checks.size(); i++) {
      if (counts.getLong(3 + i) > 0) {
        flagged.put(checks.get(i), counts.getLong(3 + i));
      }
    }
    boolean judged = counts.getLong(2) > 0;
    return new AuditedSources(
        findings, counts.getLong(0), counts.getLong(1), flagged, checksLabels && !judged);
  }

  /** Without columns that an audit does not read, whose names might be those that it adds. */
  private static Dataset<Row> training(Dataset<Row> rows, AuditSection section, Reading reading) {
    var read = new ArrayList<>(List.of(ImageSource.KEY, ImageSource.IMAGE));
    if (reading.labeled()) {
      read.add(ImageSource.LABEL);
    }
    section
        .features()
        .ifPresent(
            name -> {
              Columns.index(rows.schema(), name, "featuresCol");
              read.add(name);
            });
    if (ColumnNames.find(rows.columns(), reading.errorCol()) >= 0) {
      read.add(reading.errorCol());
    }
    return rows.where(col(ImageSource.SPLIT).eqNullSafe(ImageSource.TRAIN)).select(columns(read));
  }

  /** The columns of its table: {@code key, label} if any, {@code audit, weight}. */
  Column[] table() {
    return Arrays.stream(findings.columns())
        .filter(List.of(ImageSource.KEY, ImageSource.LABEL, AUDIT, WEIGHT)::contains)
        .map(functions::col)
        .toArray(Column[]::new);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(ColumnNames.quoted(name))).toArray(Column[]::new);
  }

  /**
   * The rows of the job with the column {@link CheckedSources#WEIGHT}.
   *
   * @param given column of weights of the input, which images without issues keep
   */
  Dataset<Row> weighted(Dataset<Row> rows, Optional<String> given, Reading reading) {
    var error = errors(findings, reading);
    var flagged =
        findings
            .where(col(WEIGHT).notEqual(1))
            .select(
                col(ImageSource.KEY).as(AUDITED_KEY),
                col(WEIGHT).as(AUDITED_WEIGHT),
                error.as(AUDITED_ERROR));
    var found = col(AUDITED_WEIGHT);
    var weight =
        given
            .map(
                column ->
                    when(found.equalTo(0), lit(0.0))
                        .otherwise(col(ColumnNames.quoted(column)).cast("double")))
            .orElse(coalesce(found, lit(1.0)));
    var weighted =
        rows.join(flagged, col(ImageSource.KEY).equalTo(col(AUDITED_KEY)), "left")
            .withColumn(CheckedSources.WEIGHT, weight);
    return withErrors(weighted, reading).drop(AUDITED_KEY, AUDITED_WEIGHT, AUDITED_ERROR);
  }

  /** Says why a row cannot be used where only a look at the whole image finds it. */
  private static Dataset<Row> withErrors(Dataset<Row> rows, Reading reading) {
    if (reading.invalid() == InvalidRows.ERROR) {
      return rows;
    }
    var errors = coalesce(errors(rows, reading), col(AUDITED_ERROR));
    return ErrorColumn.marked(rows.withColumn(reading.errorCol(), errors), reading.errorCol());
  }

  private static Column errors(Dataset<Row> rows, Reading reading) {
    return ColumnNames.find(rows.columns(), reading.errorCol()) >= 0
        ? col(ColumnNames.quoted(reading.errorCol()))
        : lit(null).cast("string");
  }

  /** {@code 932 training images: 12 dark, 3 blurry; 15 are not copied}, and what is unknown. */
  public String sentence() {
    var flagged =
        issues.entrySet().stream()
            .map(of -> String.format(Locale.ROOT, "%,d %s", of.getValue(), of.getKey()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d training images: %s; %,d are not copied%s",
        images,
        flagged.isEmpty() ? "no issues" : flagged,
        unweighted,
        labelsUnknown ? "; labels are not checked, for no two classes have enough images" : "");
  }
}
