package dev.variegate.stage.audit;

import dev.variegate.stage.param.AuditParams;
import dev.variegate.stage.param.CheckThresholds;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.SentOnce;
import java.util.Comparator;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Goes through the images of a table once, and finds what is to be found about all of them. */
public final class TableAudit {

  private final AuditParams<?> stage;
  private final SourceImages images;

  public TableAudit(AuditParams<?> stage, SourceImages images) {
    this.stage = stage;
    this.images = images;
  }

  /**
   * What is found.
   *
   * @throws IllegalArgumentException if keys repeat, or labels cannot be checked
   */
  public AuditFindings of(Dataset<Row> table) {
    var rows = images.rows(table).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireOwnNames(rows);
      return findings(rows, table);
    } finally {
      rows.unpersist(false);
    }
  }

  private AuditFindings findings(JavaRDD<Row> rows, Dataset<Row> table) {
    var spark = table.sparkSession();
    var context = spark.sparkContext();
    var audited = rows.map(row -> (AuditedImage) row.get(SourceImages.AUDITED));
    var thresholds = CheckThresholds.parse(stage.getOrDefault(stage.thresholds()));
    var duplicates =
        FoundDuplicates.of(rows, (double) stage.getOrDefault(stage.minSimilarity()), thresholds);
    var labels =
        images.checksLabels()
            ? LabelCheck.of(
                audited,
                new SentOnce<>(context, duplicates),
                (long) stage.getOrDefault(stage.seed()),
                ParamSupport.value(stage, stage.labelCol()).orElseThrow(),
                spark)
            : LabelCheck.NONE;
    var found =
        new AuditFindings(thresholds, UsualImages.of(audited, spark), duplicates, labels, Map.of());
    return found.counted(counts(audited, new SentOnce<>(context, found)));
  }

  private static Map<String, ClassCounts> counts(
      JavaRDD<AuditedImage> images, SentOnce<AuditFindings> found) {
    return images
        .mapToPair(image -> new Tuple2<>(image.label(), ClassCounts.of(found.value().of(image))))
        .reduceByKey(ClassCounts::plus)
        .collectAsMap();
  }

  private void requireOwnNames(JavaRDD<Row> rows) {
    var repeated =
        rows.mapToPair(row -> new Tuple2<>(row.getString(0), 1))
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
