package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.duplicate.ComparedImages;
import dev.variegate.stage.param.AuditParams;
import dev.variegate.stage.param.CheckThresholds;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SourceWeight;
import dev.variegate.stage.row.SentOnce;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Reads each image of a table once, finds what is to be found about all, and judges each. */
public final class TableAudit {

  private final AuditParams<?> stage;
  private final SourceImages images;

  public TableAudit(AuditParams<?> stage, SourceImages images) {
    this.stage = stage;
    this.images = images;
  }

  /**
   * What is said of each row.
   *
   * @throws IllegalArgumentException if keys repeat, or labels cannot be checked
   */
  public AuditedTable of(Dataset<Row> table) {
    var given = table.toJavaRDD();
    var rows = images.rows(given).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireOwnNames(rows);
      var spark = table.sparkSession();
      var readable = rows.filter(row -> row.isNullAt(SourceImages.ERROR));
      var findings = new SentOnce<>(spark.sparkContext(), findings(readable, spark));
      var said =
          rows.mapToPair(
                  row -> new Tuple2<>(row.getString(ComparedImages.NAME), said(row, findings)))
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        long unreadable = said.filter(each -> !each._2().isReadable()).count();
        return new AuditedTable(given, said, counts(said.values()), unreadable);
      } catch (RuntimeException | Error e) {
        said.unpersist(false);
        throw e;
      }
    } finally {
      rows.unpersist(false);
    }
  }

  private static Verdict said(Row row, SentOnce<AuditFindings> findings) {
    return row.isNullAt(SourceImages.ERROR)
        ? findings.value().of((AuditedImage) row.get(SourceImages.AUDITED))
        : Verdict.unreadable(row.getString(SourceImages.ERROR));
  }

  private AuditFindings findings(JavaRDD<Row> rows, SparkSession spark) {
    var audited = rows.map(row -> (AuditedImage) row.get(SourceImages.AUDITED));
    var thresholds = CheckThresholds.parse(stage.getOrDefault(stage.thresholds()));
    var duplicates =
        FoundDuplicates.of(rows, (double) stage.getOrDefault(stage.minSimilarity()), thresholds);
    var labels =
        images.checksLabels()
            ? LabelCheck.of(
                audited,
                new SentOnce<>(spark.sparkContext(), duplicates),
                (long) stage.getOrDefault(stage.seed()),
                ParamSupport.value(stage, stage.labelCol()).filter(column -> requiresLabels()),
                spark)
            : LabelCheck.NONE;
    return new AuditFindings(thresholds, UsualImages.of(audited, spark), duplicates, labels);
  }

  /** Whether the check of labels is asked for, and not made because it is usual. */
  private boolean requiresLabels() {
    return CheckThresholds.names(stage.getOrDefault(stage.thresholds()), SourceCheck.LABEL_SUSPECT)
        || SourceWeight.parse(stage.getOrDefault(stage.sourceWeight())) == SourceWeight.HARDNESS;
  }

  private static Map<String, ClassCounts> counts(JavaRDD<Verdict> said) {
    return new TreeMap<>(
        said.filter(Verdict::isReadable)
            .mapToPair(verdict -> new Tuple2<>(verdict.label(), ClassCounts.of(verdict)))
            .reduceByKey(ClassCounts::plus)
            .collectAsMap());
  }

  private void requireOwnNames(JavaRDD<Row> rows) {
    var repeated =
        rows.filter(row -> !row.isNullAt(ComparedImages.NAME))
            .mapToPair(row -> new Tuple2<>(row.getString(ComparedImages.NAME), 1))
            .reduceByKey(Integer::sum)
            .filter(count -> count._2() > 1)
            .keys()
            .takeOrdered(1, Comparator.naturalOrder());
    if (!repeated.isEmpty()) {
      throw new IllegalArgumentException(
          "Key \"%s\" of column \"%s\" names several rows but must name one; audit sources before copies are made of them, or make keys of their own"
              .formatted(repeated.get(0), stage.getOrDefault(stage.keyCol())));
    }
  }
}
