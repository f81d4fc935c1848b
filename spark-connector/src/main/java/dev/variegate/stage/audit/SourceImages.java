package dev.variegate.stage.audit;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.PixelVector;
import dev.variegate.pixel.PixelVector.Channels;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.duplicate.ComparedImages;
import dev.variegate.stage.param.AuditParams;
import dev.variegate.stage.param.CheckThresholds;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.LabelType;
import dev.variegate.stage.row.ReadImages;
import dev.variegate.stage.row.Refusals;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How the images of a table are read.
 *
 * @param label column of classes, or -1
 * @param features column of features, or -1 for the pixels
 * @param checksLabels whether features are needed
 */
public record SourceImages(ReadImages read, int label, int features, boolean checksLabels)
    implements Serializable {

  /** Column of the {@link AuditedImage}, behind those of {@link ComparedImages}. */
  static final int AUDITED = ComparedImages.THUMBNAIL + 1;

  /** Column of the error of a row that cannot be used, null where it can. */
  static final int ERROR = AUDITED + 1;

  private static final String KEYLESS = "Key is null but must name the row; fill the column";

  private static final PixelVector PIXELS = new PixelVector(new Size(16, 16), Channels.RGB);

  /**
   * As the Params of a stage say.
   *
   * @throws IllegalArgumentException if a column is missing or of another type
   */
  public static SourceImages of(AuditParams<?> stage, StructType schema, SparkSession spark) {
    int label =
        ParamSupport.value(stage, stage.labelCol())
            .map(column -> Columns.label(schema, column))
            .orElse(-1);
    int features =
        ParamSupport.value(stage, stage.featuresCol())
            .map(column -> Columns.typed(schema, column, "featuresCol", SQLDataTypes.VectorType()))
            .orElse(-1);
    var thresholds = CheckThresholds.parse(stage.getOrDefault(stage.thresholds()));
    int key =
        Columns.typed(schema, stage.getOrDefault(stage.keyCol()), "keyCol", DataTypes.StringType);
    return new SourceImages(
        ReadImages.of(stage, key, schema, spark),
        label,
        features,
        label >= 0 && thresholds.has(SourceCheck.LABEL_SUSPECT));
  }

  /**
   * What is compared of each row that no earlier stage refused; of a row that cannot be used the
   * key and the error, where it does not fail.
   */
  JavaRDD<Row> rows(JavaRDD<Row> table) {
    return read.rows(table, this::compared, new Unreadable(read.leavingOut(), read.key()));
  }

  private Row compared(Row row, Image image) {
    var audited = audited(row, image);
    var name = audited.name();
    return RowFactory.create(name, name, name, LumaThumbnail.of(image), audited, null);
  }

  /** Counts rows that cannot be used, and says why. */
  private record Unreadable(Refusals counting, int key) implements Refusals {

    @Override
    public List<Row> of(Row row, RuntimeException cause) {
      counting.of(row, cause);
      var error = row.isNullAt(key) ? KEYLESS : InvalidRows.reason(cause);
      return List.of(RowFactory.create(row.getString(key), null, null, null, null, error));
    }

    @Override
    public boolean end() {
      return counting.end();
    }

    @Override
    public long bytes(Row made) {
      return 0;
    }
  }

  private AuditedImage audited(Row row, Image decoded) {
    if (row.isNullAt(read.key())) {
      throw new IllegalArgumentException(KEYLESS);
    }
    return new AuditedImage(
        row.getString(read.key()),
        label < 0 ? "" : LabelType.label(row, label),
        read.image().checked(row, read.codec()).sha256(),
        ImageStatistics.of(decoded),
        checksLabels ? floats(features < 0 ? PIXELS.of(decoded) : given(row)) : new float[0]);
  }

  private double[] given(Row row) {
    if (row.isNullAt(features)) {
      throw new IllegalArgumentException("Features are null but must be there; drop the row");
    }
    return ((Vector) row.get(features)).toArray();
  }

  private static float[] floats(double[] values) {
    var floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
      if (!Float.isFinite(floats[i])) {
        throw new IllegalArgumentException(
            "Feature %d is %s but must be finite; correct the extractor, or drop the row"
                .formatted(i, values[i]));
      }
    }
    return floats;
  }
}
