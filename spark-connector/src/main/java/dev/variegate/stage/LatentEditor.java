package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.generate.latent.Direction;
import dev.variegate.generate.latent.LatentEdit;
import dev.variegate.generate.latent.LatentSpace;
import dev.variegate.generate.latent.LatentTransformer;
import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.LatentOperations;
import dev.variegate.stage.param.LatentParams.HasLabel;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.param.UnlabeledParams;
import dev.variegate.stage.row.AnnotationColumns;
import dev.variegate.stage.row.CopyRows;
import dev.variegate.stage.row.CopyRows.Originals;
import dev.variegate.stage.row.Expansions;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PlanColumn;
import dev.variegate.stage.row.StaleLabels;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Appends copies of each image whose latent codes are moved along a direction found by {@link
 * LatentDirections}.
 *
 * <p>The model must have an encoder. For one that has none, give {@code direction().json()} to a
 * {@link GenerativeSampler}, which moves the latents of its samples.
 */
public final class LatentEditor extends Model<LatentEditor>
    implements HasGeneratedCopies<LatentEditor>,
        HasModel<LatentEditor>,
        HasLabel<LatentEditor>,
        HasLabelCol<LatentEditor>,
        UnlabeledParams<LatentEditor>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public LatentEditor() {
    this(Identifiable$.MODULE$.randomUID("latentDirections"));
  }

  public LatentEditor(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(label(), "");
    setDefault(amount(), "[-2, 2]");
    setDefault(without(), new String[0]);
  }

  public static MLReader<LatentEditor> read() {
    return new DefaultParamsReader<>();
  }

  public static LatentEditor load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public StringArrayParam found() {
    return ParamSupport.texts(this, "found", "the directions found, each as JSON, largest first");
  }

  public String[] getFound() {
    return getOrDefault(found()).clone();
  }

  public Param<String> name() {
    return ParamSupport.text(
        this, "name", "name of the direction to move images along; if unset, the first");
  }

  public StringArrayParam without() {
    return ParamSupport.texts(
        this,
        "without",
        "names of directions whose properties must not change: their components are removed from the direction");
  }

  public Param<String> amount() {
    return ParamSupport.text(
        this,
        "amount",
        "how far, in standard deviations of the data, drawn uniformly for each copy: a number, or JSON [least, most]",
        LatentOperations::range);
  }

  public LatentEditor setName(String value) {
    return ParamSupport.set(this, name(), value);
  }

  public String getName() {
    return getOrDefault(name());
  }

  public LatentEditor setWithout(String... values) {
    return ParamSupport.set(this, without(), values);
  }

  public String[] getWithout() {
    return getOrDefault(without()).clone();
  }

  public LatentEditor setAmount(String value) {
    return ParamSupport.set(this, amount(), value);
  }

  public String getAmount() {
    return getOrDefault(amount());
  }

  LatentEditor withFound(List<Direction> directions) {
    return ParamSupport.set(
        this, found(), directions.stream().map(Direction::json).toArray(String[]::new));
  }

  /** Every direction that was found. */
  public List<Direction> directions() {
    ParamSupport.requireSet(this, found(), "fit LatentDirections");
    return Arrays.stream(getOrDefault(found())).map(Direction::fromJson).toList();
  }

  /** The direction that images are moved along. */
  public Direction direction() {
    var all = directions();
    var own = isDefined(name()) ? named(all, getOrDefault(name()), "name") : all.get(0);
    var others =
        Arrays.stream(getOrDefault(without())).map(name -> named(all, name, "without")).toList();
    return own.without(others);
  }

  /** The direction as a vector of length 1. */
  public Vector vector() {
    return Vectors.dense(direction().numbers());
  }

  private static Direction named(List<Direction> all, String name, String param) {
    return all.stream()
        .filter(direction -> direction.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has \"%s\" but must be one of %s; correct it"
                        .formatted(param, name, all.stream().map(Direction::name).toList())));
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return layout(schema).schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    var layout = layout(dataset.schema());
    var address = ModelAddress.of(getOrDefault(model()), licensing(), dataset.sparkSession());
    address.require(Capability.EDIT);
    var edit = new LatentEdit.Edit(direction(), LatentOperations.range(getOrDefault(amount())));
    LatentTransformer.requireUse(address.open(), edit);
    var label = getOrDefault(label());
    LatentSpace.requireUse(address.open().description(), label);
    int number = (int) getOrDefault(copies());
    var method =
        new GeneratedCopies(
            compute -> LatentTransformer.open(address.open(), compute, label, edit),
            Companions.NONE,
            CopyLabels.SAME,
            StaleLabels.of(this, dataset.schema()),
            Device.parse(getOrDefault(device())),
            new OutputEncoding(
                layout.encoding(getOrDefault(encoding())), (boolean) getOrDefault(lineageInPng())));
    return Expansions.rows(
        this,
        dataset,
        layout,
        AnnotationColumns.NOTHING,
        List.of(method),
        CopyRows.Counts.each(number),
        List.of(number),
        (boolean) getOrDefault(keepOriginals()) ? Originals.STAY : Originals.GO,
        PlanColumn.NONE);
  }

  @Override
  public LatentEditor copy(ParamMap extra) {
    LatentEditor copied = defaultCopy(extra);
    return copied.setParent(parent());
  }

  private Layout layout(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the folder of a model bundle");
    direction();
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    StaleLabels.requireNone(this, schema);
    return layout;
  }
}
