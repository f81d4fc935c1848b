package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.generate.DiffusionOptions;
import dev.variegate.generate.DiffusionSampler;
import dev.variegate.generate.LatentDraw;
import dev.variegate.generate.LatentSampler;
import dev.variegate.generate.latent.LatentChange;
import dev.variegate.stage.LatentParams.Changing;
import dev.variegate.stage.ModelParams.ModelUsing;
import dev.variegate.stage.ModelParams.Noting;
import dev.variegate.stage.SharedParams.Labelled;
import dev.variegate.stage.SharedParams.RowMaking;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
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
 * Adds rows of new pictures, made by a model: of asked classes, or of none where it knows none.
 *
 * <p>The rows that are there stay as they are. A new row holds picture, class (in the column's own
 * type), lineage, and, where these columns are named, key ({@code sample/shirt/17}) and the split's
 * train value; all else is null. Its lineage has method "sample" and copy 0. The same model, seed
 * and counts give the same bytes, however the rows are partitioned. In a pipeline that will
 * predict, wrap it in an {@link AugmentedEstimator}.
 */
public final class GenerativeSampler extends Transformer
    implements RowMaking<GenerativeSampler>,
        Labelled<GenerativeSampler>,
        ModelUsing<GenerativeSampler>,
        Noting<GenerativeSampler>,
        Changing<GenerativeSampler>,
        DiffusionParams<GenerativeSampler>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public GenerativeSampler() {
    this(Identifiable$.MODULE$.randomUID("generativeSampler"));
  }

  public GenerativeSampler(String uid) {
    this.uid = uid;
    Mixing.defaults(this);
    ChangeChoice.defaults(this, ChangeChoice.RECONSTRUCT);
    setDefault(keyPrefix(), "sample");
    setDefault(madeLabel(), "");
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

  public Param<String> counts() {
    return new Param<>(
        this,
        "counts",
        "pictures to make of each class, as JSON {\"shirt\": 200}; a class is a name or an index of the model's labels; or a number alone, for a model that knows no classes",
        Mixing.accept(text -> ClassCount.parse(text, "counts")));
  }

  public Param<String> madeLabel() {
    return new Param<>(
        this,
        "madeLabel",
        "class that is written for pictures of a model that knows no classes; where empty, null");
  }

  public DoubleParam truncation() {
    return new DoubleParam(
        this,
        "truncation",
        "numbers of a normal latent beyond it are drawn again, 0.1 or more: lower gives more typical and less varied pictures; where unset, what the model states");
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

  public GenerativeSampler setCounts(String value) {
    return Mixing.set(this, counts(), value);
  }

  public GenerativeSampler setMadeLabel(String value) {
    return Mixing.set(this, madeLabel(), value);
  }

  public GenerativeSampler setTruncation(double value) {
    return Mixing.set(this, truncation(), value);
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
    var hadoop = spark.sparkContext().hadoopConfiguration();
    var change = ChangeChoice.of(this, hadoop);
    var cut = Mixing.value(this, truncation()).map(value -> (double) value);
    boolean usual = cut.isEmpty() && change instanceof LatentChange.Reconstruct;
    var options = diffusionOptions();
    boolean diffused = !options.equals(DiffusionOptions.USUAL);
    if (diffused && !usual) {
      throw new IllegalArgumentException(
          "scheduler, steps, eta or guidanceScale is set beside truncation or a change of latents, must not be; a diffusion model takes the former, a GAN or VAE the latter");
    }
    var sampling =
        new Sampling(
            getOrDefault(model()),
            licensing(),
            diffused
                ? following(options, getOrDefault(model()))
                : usual ? SamplerOpener.USUAL : drawing(cut.orElse(Double.NaN), change),
            Device.parse(getOrDefault(device())),
            ClassCount.parse(getOrDefault(counts()), "counts"),
            getOrDefault(madeLabel()),
            getOrDefault(keyPrefix()),
            new Written(getOrDefault(encoding()), (boolean) getOrDefault(lineageInPng())),
            Mixing.value(this, partitions()).map(n -> (int) n));
    return new PassingRows(layout)
        .rows(dataset)
        .union(
            sampling.rows(
                spark,
                layout,
                given,
                getOrDefault(labelCol()),
                bundle -> {
                  if (diffused) {
                    Capability.REDRAW.requireOf(bundle.description());
                    DiffusionSampler.check(bundle, options);
                  } else if (!usual) {
                    LatentSampler.requireUse(bundle, draw(cut.orElse(Double.NaN), change));
                  }
                }));
  }

  private static SamplerOpener following(DiffusionOptions options, String name) {
    return (bundle, compute) ->
        DiffusionSampler.open(bundle, compute, options, new LoggedSteps(name));
  }

  private static SamplerOpener drawing(double truncation, LatentChange change) {
    return (bundle, compute) -> LatentSampler.open(bundle, compute, draw(truncation, change));
  }

  /** Not a number stands for what the bundle states, since an optional one is not serialisable. */
  private static LatentDraw draw(double truncation, LatentChange change) {
    return new LatentDraw(
        Double.isNaN(truncation) ? OptionalDouble.empty() : OptionalDouble.of(truncation), change);
  }

  @Override
  public GenerativeSampler copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private Layout layout(StructType schema) {
    Mixing.requireSet(this, model(), "give it the folder of a model bundle");
    Mixing.requireSet(this, counts(), "give it JSON such as {\"shirt\": 200}");
    ChangeChoice.require(this);
    var asked = ClassCount.parse(getOrDefault(counts()), "counts");
    if (asked.stream().anyMatch(count -> !count.label().isEmpty())
        || !getOrDefault(madeLabel()).isEmpty()) {
      Columns.label(schema, getOrDefault(labelCol()));
    }
    return Layout.of(this, schema, Optional.empty());
  }
}
