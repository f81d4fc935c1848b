package dev.variegate.stage;

import dev.variegate.base.Choice;
import dev.variegate.image.Size;
import dev.variegate.pixel.PixelVector;
import dev.variegate.pixel.PixelVector.Channels;
import dev.variegate.stage.feature.StoredColumn;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.IntParam;
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
 * Turns each image into a dense vector for MLlib's learners: {@code [height, width, channel]} of
 * the resized image, flattened row by row with interleaved channels, each value from 0 (black) to 1
 * (full intensity).
 */
public final class ImageVectorizer extends FeatureTransformer<ImageVectorizer> {

  private static final long serialVersionUID = 1L;

  public ImageVectorizer() {
    this(Identifiable$.MODULE$.randomUID("imageVectorizer"));
  }

  public ImageVectorizer(String uid) {
    super(uid);
    setDefault(outputCol(), "features");
    setDefault(channels(), "rgb");
  }

  public static MLReader<ImageVectorizer> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageVectorizer load(String path) {
    return read().load(path);
  }

  public Param<String> outputCol() {
    return ParamSupport.column(this, "outputCol", "new column of vectors");
  }

  public IntParam width() {
    return ParamSupport.whole(
        this,
        "width",
        "width that images are resized to, in pixels",
        value -> ParamSupport.requirePositive((int) value, "width"));
  }

  public IntParam height() {
    return ParamSupport.whole(
        this,
        "height",
        "height that images are resized to, in pixels",
        value -> ParamSupport.requirePositive((int) value, "height"));
  }

  public Param<String> channels() {
    return ParamSupport.text(
        this,
        "channels",
        "rgb (three numbers per pixel) or gray (one: 0.299 R + 0.587 G + 0.114 B); alpha is ignored",
        ImageVectorizer::parse);
  }

  public ImageVectorizer setOutputCol(String value) {
    return ParamSupport.set(this, outputCol(), value);
  }

  public String getOutputCol() {
    return getOrDefault(outputCol());
  }

  public ImageVectorizer setWidth(int value) {
    return ParamSupport.set(this, width(), value);
  }

  public int getWidth() {
    return (int) getOrDefault(width());
  }

  public ImageVectorizer setHeight(int value) {
    return ParamSupport.set(this, height(), value);
  }

  public int getHeight() {
    return (int) getOrDefault(height());
  }

  public ImageVectorizer setChannels(String value) {
    return ParamSupport.set(this, channels(), value);
  }

  public String getChannels() {
    return getOrDefault(channels());
  }

  @Override
  StructType adding(StructType schema) {
    ParamSupport.requireSet(this, width(), "call setWidth");
    ParamSupport.requireSet(this, height(), "call setHeight");
    var added = Columns.added(schema, getOutputCol(), SQLDataTypes.VectorType(), "outputCol");
    return extractor().describing(added, getOutputCol());
  }

  @Override
  Filling filling(StructType schema, Dataset<Row> rows) {
    var vector = vector();
    return new Filling(
        schema, columns -> new Vectorizer(columns, index(columns, outputCol()), vector));
  }

  private PixelVector vector() {
    return new PixelVector(new Size(getWidth(), getHeight()), parse(getChannels()));
  }

  @Override
  Kept kept(SparkSession spark) {
    return new Kept(
        extractor(), Map.of(StoredColumn.floats("features", vector().length()), outputCol()));
  }

  private FeatureExtractor extractor() {
    return FeatureExtractor.named(
        "pixels %dx%d %s".formatted(getWidth(), getHeight(), getChannels()));
  }

  private static Channels parse(String word) {
    return Choice.parse(Channels.class, word, "channels");
  }

  /**
   * Adds the vector of its image to each row.
   *
   * @param output column of vectors
   */
  private record Vectorizer(AddedColumns columns, int output, PixelVector vector)
      implements RowTask.Opener<Void, Void> {

    @Override
    public RowWorker<Void, Void> open(TaskContext task) {
      return RowWorker.each(this::vectorized);
    }

    private List<Row> vectorized(Row row) {
      var values = columns.values(row);
      if (!columns.refusedBefore(row)) {
        try (var image = columns.image().decoded(row, columns.codec())) {
          values[output] = Vectors.dense(vector.of(image));
        }
      }
      return List.of(RowFactory.create(values));
    }
  }
}
