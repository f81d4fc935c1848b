package dev.variegate.stage;

import dev.variegate.quality.ImageStatistics;
import dev.variegate.stage.feature.StoredColumn;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Adds simple properties of each image: a struct of those of {@link ImageStatistics}, and {@code
 * bytes}, those of the encoded image, of Spark's image struct as PNG.
 */
public final class ImageInspector extends FeatureTransformer<ImageInspector> {

  /** The type of the added column. */
  public static final StructType TYPE = type();

  private static final long serialVersionUID = 1L;

  public ImageInspector() {
    this(Identifiable$.MODULE$.randomUID("imageInspector"));
  }

  public ImageInspector(String uid) {
    super(uid);
    setDefault(outputCol(), "statistics");
  }

  private static StructType type() {
    var type = new StructType();
    for (var property : ImageStatistics.PROPERTIES) {
      type = type.add(property.name(), property.type() == Integer.class ? "int" : "double");
    }
    return type.add("bytes", "bigint");
  }

  public static MLReader<ImageInspector> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageInspector load(String path) {
    return read().load(path);
  }

  public Param<String> outputCol() {
    return ParamSupport.column(
        this,
        "outputCol",
        "new column of properties (struct of %s)".formatted(String.join(", ", TYPE.fieldNames())));
  }

  public ImageInspector setOutputCol(String value) {
    return ParamSupport.set(this, outputCol(), value);
  }

  public String getOutputCol() {
    return getOrDefault(outputCol());
  }

  @Override
  StructType adding(StructType schema) {
    return Columns.added(schema, getOrDefault(outputCol()), TYPE, "outputCol");
  }

  @Override
  Filling filling(StructType schema, Dataset<Row> rows) {
    return new Filling(schema, columns -> new Inspector(columns, index(columns, outputCol())));
  }

  @Override
  Kept kept(SparkSession spark) {
    return new Kept(
        FeatureExtractor.named("image statistics: " + String.join(", ", TYPE.fieldNames())),
        Map.of(StoredColumn.plain("statistics", TYPE), outputCol()));
  }

  /**
   * Adds the properties of its image to each row.
   *
   * @param output column of properties
   */
  private record Inspector(AddedColumns columns, int output) implements RowTask.Opener<Void, Void> {

    @Override
    public RowWorker<Void, Void> open(TaskContext task) {
      return RowWorker.each(this::inspected);
    }

    private List<Row> inspected(Row row) {
      var values = columns.values(row);
      if (!columns.refusedBefore(row)) {
        try (var image = columns.image().decoded(row, columns.codec())) {
          int bytes = columns.image().encoded(row, columns.codec()).length;
          values[output] = row(ImageStatistics.of(image), bytes);
        }
      }
      return List.of(RowFactory.create(values));
    }

    private static Row row(ImageStatistics of, long bytes) {
      var properties =
          ImageStatistics.PROPERTIES.stream().map(each -> (Object) each.of().apply(of));
      return RowFactory.create(Stream.concat(properties, Stream.of(bytes)).toArray());
    }
  }
}
