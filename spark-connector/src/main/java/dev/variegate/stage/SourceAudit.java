package dev.variegate.stage;

import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.audit.AuditedTable;
import dev.variegate.stage.audit.ClassCounts;
import dev.variegate.stage.audit.SourceImages;
import dev.variegate.stage.audit.TableAudit;
import dev.variegate.stage.audit.Verdict;
import dev.variegate.stage.param.AuditParams;
import dev.variegate.stage.param.CheckThresholds;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SourceWeight;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each source what is wrong with it: a struct of the scores {@code unreadable, dark, light,
 * blurry, lowEntropy, oddSize, oddAspect, exactDuplicate, nearDuplicate, labelSuspect}, 0 to 1 and
 * higher where the image is more suspicious, of its {@code group} of near-duplicates (the least key
 * of it) and {@code groupSize}, of {@code labelConfidence} and {@code suggestedLabel}, and of
 * {@code issues}, the checks that flag it.
 *
 * <p>Of near-duplicates, the one with the least key is not flagged. A check that flags more than
 * half of a class is the nature of the set: it makes no issues there, as a warning says. Where
 * {@code handleInvalid} is keep, a row that cannot be used is {@code unreadable}, 1 there and 0
 * elsewhere, and nothing else is known of it.
 *
 * <p>Each image is read once, when the table is transformed. What is said is kept by Spark, in
 * memory and on disk, as long as the audited table is in use; a part that is lost is found anew.
 */
public final class SourceAudit extends ColumnTransformer<SourceAudit>
    implements AuditParams<SourceAudit> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(SourceAudit.class);

  private static final StructType REPORT =
      new StructType()
          .add("class", "string")
          .add("check", "string")
          .add("flagged", "bigint")
          .add("rows", "bigint")
          .add("applied", "boolean");

  public SourceAudit() {
    this(Identifiable$.MODULE$.randomUID("sourceAudit"));
  }

  public SourceAudit(String uid) {
    super(uid);
  }

  public static MLReader<SourceAudit> read() {
    return new DefaultParamsReader<>();
  }

  public static SourceAudit load(String path) {
    return read().load(path);
  }

  @Override
  StructType adding(StructType schema) {
    ParamSupport.requireSet(this, keyCol(), "name the column of keys");
    requireLabels();
    Columns.typed(schema, getOrDefault(keyCol()), "keyCol", DataTypes.StringType);
    ParamSupport.value(this, labelCol()).ifPresent(column -> Columns.label(schema, column));
    ParamSupport.value(this, featuresCol())
        .ifPresent(
            column -> Columns.typed(schema, column, "featuresCol", SQLDataTypes.VectorType()));
    var added = Columns.added(schema, getOrDefault(outputCol()), Verdict.TYPE, "outputCol");
    return ParamSupport.value(this, weightCol())
        .map(column -> Columns.added(added, column, DataTypes.DoubleType, "weightCol"))
        .orElse(added);
  }

  /** Hardness is by labels. */
  private void requireLabels() {
    boolean checked =
        isDefined(labelCol())
            && CheckThresholds.parse(getOrDefault(thresholds())).has(SourceCheck.LABEL_SUSPECT);
    if (weight() == SourceWeight.HARDNESS && !checked) {
      throw new IllegalArgumentException(
          "sourceWeight is hardness, but labels are not checked; set labelCol, and leave labelSuspect of thresholds on");
    }
  }

  private SourceWeight weight() {
    return SourceWeight.parse(getOrDefault(sourceWeight()));
  }

  @Override
  Dataset<Row> filled(Dataset<Row> rows, StructType schema) {
    var table = audited(rows);
    table.counts().forEach(this::warn);
    var columns = AddedColumns.of(this, rows.schema(), schema, rows.sparkSession());
    var auditor =
        new Auditor(
            columns,
            Columns.index(rows.schema(), getOrDefault(keyCol()), "keyCol"),
            table.counts(),
            weight(),
            index(columns, outputCol()),
            indexIfSet(columns, weightCol()));
    return rows.sparkSession().createDataFrame(table.filled(auditor), schema);
  }

  private AuditedTable audited(Dataset<Row> rows) {
    ParamSupport.requireTable(this, rows, "all sources are compared");
    return new TableAudit(this, SourceImages.of(this, rows.schema(), rows.sparkSession())).of(rows);
  }

  private void warn(String label, ClassCounts counts) {
    for (var check : SourceCheck.values()) {
      if (!counts.applies(check)) {
        LOG.warn(
            "Check {} flags {} of {} images of class \"{}\", which is the nature of the set; it makes no issues there",
            check.word(),
            counts.flagged(check),
            counts.rows(),
            label);
      }
    }
  }

  /**
   * How many images each check flags.
   *
   * @return a row for each class and each check that is on: {@code class} (null without labelCol),
   *     {@code check}, images {@code flagged}, {@code rows} of the class, and whether the check is
   *     {@code applied}, which that of labels is not where there is one class alone; the last row
   *     counts rows that cannot be used, as {@code unreadable}, among all
   */
  public Dataset<Row> report(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    var table = audited(dataset.toDF());
    table.unpersist();
    var on = CheckThresholds.parse(getOrDefault(thresholds()));
    boolean labeled = isDefined(labelCol());
    var report = new ArrayList<Row>();
    long all = table.unreadable();
    for (var of : table.counts().entrySet()) {
      all += of.getValue().rows();
      for (var check : SourceCheck.values()) {
        if (on.has(check) && (labeled || check != SourceCheck.LABEL_SUSPECT)) {
          report.add(
              RowFactory.create(
                  labeled ? of.getKey() : null,
                  check.word(),
                  of.getValue().flagged(check),
                  of.getValue().rows(),
                  of.getValue().isMade(check) && of.getValue().applies(check)));
        }
      }
    }
    report.add(RowFactory.create(null, Verdict.UNREADABLE, table.unreadable(), all, true));
    return dataset.sparkSession().createDataFrame(report, REPORT);
  }

  /**
   * Says of each row what is wrong with it.
   *
   * @param key column of keys
   * @param counts of each class, by name
   * @param output column of what is said
   * @param weighted column of weights, or -1
   */
  private record Auditor(
      AddedColumns columns,
      int key,
      Map<String, ClassCounts> counts,
      SourceWeight weight,
      int output,
      int weighted)
      implements AuditedTable.Filling {

    @Override
    public List<Row> of(Row row, Map<String, Verdict> said) {
      var values = columns.values(row);
      if (!columns.refusedBefore(row)) {
        var verdict = verdict(row.getString(key), said);
        if (verdict.error().isPresent()) {
          if (columns.invalid() == InvalidRows.SKIP) {
            return List.of();
          }
          values[columns.error()] = verdict.error().get();
        }
        values[output] = verdict.row(counts);
        if (weighted >= 0) {
          values[weighted] = verdict.weight(weight, counts);
        }
      }
      return List.of(RowFactory.create(values));
    }

    private static Verdict verdict(String key, Map<String, Verdict> said) {
      var verdict = said.get(key);
      if (verdict == null) {
        throw new IllegalStateException(
            "Row \"%s\" is new but must be there whenever the table is read; cache the table, or write it first"
                .formatted(key));
      }
      return verdict;
    }
  }
}
