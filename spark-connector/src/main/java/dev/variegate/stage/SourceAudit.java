package dev.variegate.stage;

import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.audit.AuditFindings;
import dev.variegate.stage.audit.ClassCounts;
import dev.variegate.stage.audit.SourceImages;
import dev.variegate.stage.audit.TableAudit;
import dev.variegate.stage.param.AuditParams;
import dev.variegate.stage.param.CheckThresholds;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SourceWeight;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import dev.variegate.stage.row.SentOnce;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
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
 * Says of each source what is wrong with it: a struct of the scores {@code dark, light, blurry,
 * lowEntropy, oddSize, oddAspect, exactDuplicate, nearDuplicate, labelSuspect}, 0 to 1 and higher
 * where the image is more suspicious, of its {@code group} of near-duplicates (the least key of it)
 * and {@code groupSize}, of {@code labelConfidence} and {@code suggestedLabel}, and of {@code
 * issues}, the checks that flag it.
 *
 * <p>Of near-duplicates, the one with the least key is not flagged. A check that flags more than
 * half of a class is the nature of the set: it makes no issues there, as a warning says. Images are
 * compared when the table is transformed; what is found about several of them goes to each task.
 */
public final class SourceAudit extends ColumnTransformer<SourceAudit>
    implements AuditParams<SourceAudit> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(SourceAudit.class);
  private static final String UNREADABLE = "unreadable";

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
    var added = Columns.added(schema, getOrDefault(outputCol()), AuditFindings.TYPE, "outputCol");
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
  Filling filling(StructType schema, Dataset<Row> rows) {
    ParamSupport.requireTable(this, rows, "all sources are compared");
    var spark = rows.sparkSession();
    var images = SourceImages.of(this, rows.schema(), spark);
    var found = new TableAudit(this, images).of(rows);
    found.counts().forEach(this::warn);
    var sent = new SentOnce<>(spark.sparkContext(), found);
    var weight = weight();
    return new Filling(
        schema,
        columns ->
            new Auditor(
                columns,
                images,
                sent,
                weight,
                index(columns, outputCol()),
                indexIfSet(columns, weightCol())));
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
   *     {@code applied}; the last row counts unusable rows of the table as {@code unreadable}
   */
  public Dataset<Row> report(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    ParamSupport.requireTable(this, dataset, "all sources are compared");
    var spark = dataset.sparkSession();
    var images = SourceImages.of(this, dataset.schema(), spark);
    var counts = new TableAudit(this, images).of(dataset.toDF()).counts();
    var on = CheckThresholds.parse(getOrDefault(thresholds()));
    boolean labeled = isDefined(labelCol());
    var report = new ArrayList<Row>();
    long read = 0;
    for (var of : counts.entrySet()) {
      read += of.getValue().rows();
      for (var check : SourceCheck.values()) {
        if (on.has(check) && (labeled || check != SourceCheck.LABEL_SUSPECT)) {
          report.add(
              RowFactory.create(
                  labeled ? of.getKey() : null,
                  check.word(),
                  of.getValue().flagged(check),
                  of.getValue().rows(),
                  of.getValue().applies(check)));
        }
      }
    }
    long all = dataset.count();
    report.add(RowFactory.create(null, UNREADABLE, all - read, all, true));
    return spark.createDataFrame(report, REPORT);
  }

  /**
   * Says of each row what is wrong with it.
   *
   * @param output column of what is said
   * @param weighted column of weights, or -1
   */
  private record Auditor(
      AddedColumns columns,
      SourceImages images,
      SentOnce<AuditFindings> found,
      SourceWeight weight,
      int output,
      int weighted)
      implements RowTask.Opener<Void, Void> {

    @Override
    public RowWorker<Void, Void> open(TaskContext task) {
      var findings = found.value();
      return RowWorker.each(row -> audited(row, findings));
    }

    private List<Row> audited(Row row, AuditFindings findings) {
      var values = columns.values(row);
      if (!columns.refusedBefore(row)) {
        var verdict = findings.of(images.audited(row));
        values[output] = verdict.row();
        if (weighted >= 0) {
          values[weighted] =
              verdict.issues().isEmpty()
                  ? weight.of(verdict.groupSize(), verdict.labelConfidence())
                  : 0.0;
        }
      }
      return List.of(RowFactory.create(values));
    }
  }
}
