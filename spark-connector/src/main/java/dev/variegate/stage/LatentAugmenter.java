package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.generate.LatentRemaker;
import dev.variegate.generate.LatentSpace;
import dev.variegate.stage.LatentParams.Changing;
import dev.variegate.stage.LatentParams.Told;
import dev.variegate.stage.ModelParams.ModelUsing;
import dev.variegate.stage.ModelParams.Remaking;
import dev.variegate.stage.SharedParams.Labelled;
import org.apache.spark.ml.Transformer;
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
 * Puts copies of each picture behind it that are encoded, changed in the latent space of a model,
 * and decoded again.
 *
 * <p>For {@code interpolate} each picture gets a partner of its class: the rows of a class stand in
 * a ring by the keyed hashes of their keys, and the next one is the partner; a column tells its
 * key. All other columns are kept; the lineage has method "latent". The model must have an encoder.
 */
public final class LatentAugmenter extends Transformer
    implements Remaking<LatentAugmenter>,
        ModelUsing<LatentAugmenter>,
        Changing<LatentAugmenter>,
        Told<LatentAugmenter>,
        Labelled<LatentAugmenter>,
        UnlabeledParams<LatentAugmenter>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public LatentAugmenter() {
    this(Identifiable$.MODULE$.randomUID("latentAugmenter"));
  }

  public LatentAugmenter(String uid) {
    this.uid = uid;
    Mixing.defaults(this);
    ChangeChoice.defaults(this, "perturb");
    setDefault(modelLabel(), "");
    setDefault(partnerCol(), "partner");
  }

  public static MLReader<LatentAugmenter> read() {
    return new DefaultParamsReader<>();
  }

  public static LatentAugmenter load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> partnerCol() {
    return Mixing.column(
        this,
        "partnerCol",
        "column that tells the key of the partner, where change is interpolate; added");
  }

  public LatentAugmenter setPartnerCol(String value) {
    return Mixing.set(this, partnerCol(), value);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    if (!interpolates()) {
      return layout(schema).schema();
    }
    return without(layout(partnered(schema)).schema());
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    if (interpolates()) {
      Mixing.requireTable(this, dataset, "partners are chosen among all rows");
    }
    var spark = dataset.sparkSession();
    var address = ModelAddress.of(getOrDefault(model()), licensing(), spark);
    address.require(Capability.ENCODE);
    var change = ChangeChoice.of(this, spark.sparkContext().hadoopConfiguration());
    LatentRemaker.requireOwn(address.open(), change);
    LatentSpace.requireUse(address.open().description(), getOrDefault(modelLabel()));
    var told = getOrDefault(modelLabel());
    Opener opener = compute -> LatentRemaker.open(address.open(), compute, told, change);
    var labels = Beside.without(StaleLabels.in(dataset.schema()));
    if (!interpolates()) {
      var layout = layout(dataset.schema());
      return PictureRows.of(this, dataset, layout, opener, Companions.NONE, labels);
    }
    var given = layout(dataset.schema());
    int label = Columns.label(dataset.schema(), getOrDefault(labelCol()));
    var rings = new Rings(given, label, Mixing.codec(this));
    var joined =
        Partners.joined(
            dataset.toDF(), rings, getOrDefault(inputCol()), getOrDefault(partnerCol()));
    var companions = Partners.companions(joined.schema(), given.picture().struct(), label);
    return PictureRows.of(this, joined, layout(joined.schema()), opener, companions, labels)
        .drop(Partners.PICTURE);
  }

  @Override
  public LatentAugmenter copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private boolean interpolates() {
    return getOrDefault(change()).equals(ChangeChoice.INTERPOLATE);
  }

  private StructType partnered(StructType schema) {
    layout(schema); // tells what is wrong with the picture first
    Columns.label(schema, getOrDefault(labelCol()));
    return Partners.schema(schema, getOrDefault(inputCol()), getOrDefault(partnerCol()));
  }

  private static StructType without(StructType schema) {
    var left = new StructType();
    for (var field : schema.fields()) {
      left = field.name().equals(Partners.PICTURE) ? left : left.add(field);
    }
    return left;
  }

  private Layout layout(StructType schema) {
    Mixing.requireSet(this, model(), "give it the folder of a model bundle");
    ChangeChoice.require(this);
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    StaleLabels.requireNone(this, schema);
    return layout;
  }
}
