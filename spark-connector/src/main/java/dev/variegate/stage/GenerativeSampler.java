package dev.variegate.stage;

import dev.variegate.stage.SharedParams.Labelled;
import dev.variegate.stage.SharedParams.RowMaking;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Adds rows of new pictures of asked classes, made by a model.
 *
 * <p>The rows that are there stay as they are. A new row holds picture, class (in the column's own
 * type), lineage, and, where these columns are named, key ({@code sample/shirt/17}) and the split's
 * train value; all else is null. Its lineage has method "sample" and copy 0. The same model, seed
 * and counts give the same bytes, however the rows are partitioned. In a pipeline that will
 * predict, wrap it in an {@link AugmentedEstimator}.
 */
public final class GenerativeSampler extends Transformer
    implements RowMaking<GenerativeSampler>, Labelled<GenerativeSampler>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public GenerativeSampler() {
    this(Identifiable$.MODULE$.randomUID("generativeSampler"));
  }

  public GenerativeSampler(String uid) {
    this.uid = uid;
    Mixing.defaults(this);
    setDefault(keyPrefix(), "sample");
  }

  public static MLReader<GenerativeSampler> read() {
    return new DefaultParamsReader<>();
  }

  public static GenerativeSampler load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> model() {
    return new Param<>(
        this,
        "model",
        "folder of the model bundle, on any Hadoop file system; opened when rows are asked for");
  }

  public Param<String> counts() {
    return new Param<>(
        this,
        "counts",
        "pictures to make of each class, as JSON {\"shirt\": 200}; a class is a name or an index of the model's labels",
        Mixing.accept(text -> ClassCount.parse(text, "counts")));
  }

  public Param<String> keyPrefix() {
    return new Param<>(
        this,
        "keyPrefix",
        "made pictures are named prefix/class/number; another prefix makes other pictures");
  }

  public IntParam partitions() {
    return new IntParam(
        this,
        "partitions",
        "partitions of the made rows; where unset, as many as keep the cores busy; changes no picture",
        Mixing.accept(value -> Mixing.requirePositive((int) value, "partitions")));
  }

  public GenerativeSampler setModel(String value) {
    return Mixing.set(this, model(), value);
  }

  public GenerativeSampler setCounts(String value) {
    return Mixing.set(this, counts(), value);
  }

  public GenerativeSampler setKeyPrefix(String value) {
    return Mixing.set(this, keyPrefix(), value);
  }

  public GenerativeSampler setPartitions(int value) {
    return Mixing.set(this, partitions(), value);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return layout(schema).schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    var given = dataset.schema();
    var layout = layout(given);
    var spark = dataset.sparkSession();
    var sampling =
        new Sampling(
            getOrDefault(model()),
            ClassCount.parse(getOrDefault(counts()), "counts"),
            getOrDefault(keyPrefix()),
            getOrDefault(encoding()),
            Mixing.value(this, partitions()).map(n -> (int) n));
    return new PassingRows(layout)
        .rows(dataset)
        .union(sampling.rows(spark, layout, given, getOrDefault(labelCol())));
  }

  @Override
  public GenerativeSampler copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private Layout layout(StructType schema) {
    Mixing.requireSet(this, model(), "give it the folder of a model bundle");
    Mixing.requireSet(this, counts(), "give it JSON such as {\"shirt\": 200}");
    Columns.label(schema, getOrDefault(labelCol()));
    return Layout.of(this, schema, Optional.empty());
  }
}
