package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.generate.latent.LatentSpace;
import dev.variegate.generate.latent.LatentTransformer;
import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.method.Partner;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.LatentOperations;
import dev.variegate.stage.param.LatentParams.HasLabel;
import dev.variegate.stage.param.LatentParams.HasLatentOperation;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.param.UnlabeledParams;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.StaleLabels;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Appends copies of each image that are encoded by a model, edited in its latent space, and
 * decoded.
 *
 * <p>For {@code interpolate} each image gets a partner of its class: the rows of a class stand in a
 * ring by the keyed hashes of their keys, and the next one is the partner; a column holds its key.
 * All other columns are kept; the lineage has method "latent". The model must have an encoder.
 */
public final class LatentAugmenter extends CopyTransformer<LatentAugmenter>
    implements HasGeneratedCopies<LatentAugmenter>,
        HasModel<LatentAugmenter>,
        HasLatentOperation<LatentAugmenter>,
        HasLabel<LatentAugmenter>,
        HasLabelCol<LatentAugmenter>,
        UnlabeledParams<LatentAugmenter>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public LatentAugmenter() {
    this(Identifiable$.MODULE$.randomUID("latentAugmenter"));
  }

  public LatentAugmenter(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    LatentOperations.defaults(this, "perturb");
    setDefault(label(), "");
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
    return ParamSupport.column(
        this, "partnerCol", "added column with the key of the partner if operation is interpolate");
  }

  public LatentAugmenter setPartnerCol(String value) {
    return ParamSupport.set(this, partnerCol(), value);
  }

  public String getPartnerCol() {
    return getOrDefault(partnerCol());
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    var address = ModelAddress.of(getOrDefault(model()), licensing(), spark);
    address.require(Capability.ENCODE);
    var edit = LatentOperations.of(this, spark.sparkContext().hadoopConfiguration());
    LatentTransformer.requireUse(address.open(), edit);
    LatentSpace.requireUse(address.open().description(), getOrDefault(label()));
    var label = getOrDefault(label());
    GeneratedCopies.Opener generator =
        compute -> LatentTransformer.open(address.open(), compute, label, edit);
    return new GeneratedCopies(
        generator,
        interpolates() ? partner(given, layout) : Companions.NONE,
        CopyLabels.SAME,
        StaleLabels.of(this, given),
        networkDevice(),
        outputEncoding(layout));
  }

  private Companions partner(StructType given, Layout layout) {
    return new Partner(
        layout.image(), Columns.label(given, getOrDefault(labelCol())), column(layout, given));
  }

  /** The column of partners' keys, or -1 where the layout has none that this stage adds. */
  private int column(Layout layout, StructType given) {
    int column = ColumnNames.find(layout.schema().fieldNames(), getOrDefault(partnerCol()));
    return column < given.size() ? -1 : column;
  }

  @Override
  boolean takesPartners() {
    return interpolates();
  }

  private boolean interpolates() {
    return getOrDefault(operation()).equals(LatentOperations.INTERPOLATE);
  }

  @Override
  Layout layout(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the folder of a model bundle");
    LatentOperations.require(this);
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    StaleLabels.requireNone(this, schema);
    if (!interpolates()) {
      return layout;
    }
    Columns.label(schema, getOrDefault(labelCol()));
    var partnered =
        Columns.added(schema, getOrDefault(partnerCol()), DataTypes.StringType, "partnerCol");
    return Layout.of(this, partnered, InvalidRows.errorColumn(this));
  }
}
