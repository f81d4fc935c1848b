package dev.variegate.stage;

import dev.variegate.generate.segment.MaskValues;
import dev.variegate.generate.segment.Segmenter;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.method.NetworkRows;
import dev.variegate.stage.method.SegmentedRows;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.FramingParams;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.LabelColumns;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds a mask for each image that says which class each of its pixels has, by a network of task
 * {@code segment}.
 *
 * <p>Masks are 8-bit gray PNGs of the image's size, in a column that later stages take as {@code
 * maskCols} or {@code holeMaskCol}. They hold the index of each pixel's class, or the values that
 * {@code maskValues} names. If requested, the regions of the classes are added as polygons, which
 * later stages take as {@code polygonsCol}. All other columns are kept. The same image gets the
 * same mask, however the rows are partitioned.
 */
public final class ImageSegmenter extends RowTransformer<ImageSegmenter>
    implements HasModel<ImageSegmenter>, FramingParams<ImageSegmenter> {

  private static final long serialVersionUID = 1L;

  public ImageSegmenter() {
    this(Identifiable$.MODULE$.randomUID("imageSegmenter"));
  }

  public ImageSegmenter(String uid) {
    super(uid);
    setDefault(outputCol(), "mask");
    setDefault(maskValues(), new String[0]);
    setDefault(threshold(), Segmenter.Settings.DEFAULT.threshold());
    setDefault(minArea(), Segmenter.Settings.DEFAULT.minArea());
  }

  public static MLReader<ImageSegmenter> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageSegmenter load(String path) {
    return read().load(path);
  }

  public Param<String> outputCol() {
    return ParamSupport.column(this, "outputCol", "new column of masks (binary, PNG)");
  }

  public StringArrayParam maskValues() {
    return ParamSupport.texts(
        this,
        "maskValues",
        "values of classes in the mask, such as car=255, 0 to 255; all other classes are 0; if empty, the value of each class is its index",
        pairs -> MaskValues.parse("maskValues", pairs));
  }

  public DoubleParam threshold() {
    return ParamSupport.real(
        this,
        "threshold",
        "minimum probability of the foreground, between 0 and 1, for models with one channel",
        value ->
            new Segmenter.Settings(
                Segmenter.Settings.DEFAULT.framing(), MaskValues.INDICES, (double) value, 0));
  }

  public Param<String> polygonsCol() {
    return ParamSupport.column(
        this,
        "polygonsCol",
        "added column of polygons around the connected regions of the classes that maskValues gives a value above 0, or of all classes if it is empty, one object each; if unset, none is added");
  }

  public DoubleParam minArea() {
    return ParamSupport.real(
        this,
        "minArea",
        "minimum area of a region that gets a polygon, in pixels, 0 or more",
        value ->
            new Segmenter.Settings(
                Segmenter.Settings.DEFAULT.framing(), MaskValues.INDICES, 0.5, (double) value));
  }

  public ImageSegmenter setOutputCol(String value) {
    return ParamSupport.set(this, outputCol(), value);
  }

  public String getOutputCol() {
    return getOrDefault(outputCol());
  }

  public ImageSegmenter setMaskValues(String... value) {
    return ParamSupport.set(this, maskValues(), value);
  }

  public String[] getMaskValues() {
    return getOrDefault(maskValues()).clone();
  }

  public ImageSegmenter setThreshold(double value) {
    return ParamSupport.set(this, threshold(), value);
  }

  public double getThreshold() {
    return (double) getOrDefault(threshold());
  }

  public ImageSegmenter setPolygonsCol(String value) {
    return ParamSupport.set(this, polygonsCol(), value);
  }

  public String getPolygonsCol() {
    return getOrDefault(polygonsCol());
  }

  public ImageSegmenter setMinArea(double value) {
    return ParamSupport.set(this, minArea(), value);
  }

  public double getMinArea() {
    return (double) getOrDefault(minArea());
  }

  @Override
  StructType adding(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the address of a model bundle");
    var added = Columns.added(schema, getOrDefault(outputCol()), DataTypes.BinaryType, "outputCol");
    var polygons = ParamSupport.value(this, polygonsCol());
    if (polygons.isPresent()) {
      added = Columns.added(added, polygons.get(), LabelColumns.POLYGONS, "polygonsCol");
    }
    return added;
  }

  @Override
  Filling filling(StructType schema, Dataset<Row> rows) {
    var spark = rows.sparkSession();
    var address = ModelAddress.of(getOrDefault(model()), licensing(), spark);
    var settings = settings();
    Segmenter.requireUse(address.open().description(), settings);
    return new Filling(
        schema,
        columns ->
            new NetworkRows<>(
                columns.schema().size(),
                new SegmentedRows(
                    address,
                    Device.parse(getOrDefault(device())),
                    columns,
                    settings,
                    index(columns, outputCol()),
                    new LabelColumns(
                        -1,
                        indexIfSet(columns, polygonsCol()),
                        -1,
                        BoxFormat.CORNERS,
                        BoxShape.AXIS_ALIGNED))));
  }

  private Segmenter.Settings settings() {
    return new Segmenter.Settings(
        framing(),
        MaskValues.parse("maskValues", getOrDefault(maskValues())),
        (double) getOrDefault(threshold()),
        (double) getOrDefault(minArea()));
  }
}
