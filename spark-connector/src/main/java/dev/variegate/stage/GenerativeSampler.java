package dev.variegate.stage;

import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.latent.LatentEdit;
import dev.variegate.stage.method.GateOpener;
import dev.variegate.stage.method.SamplerOpener;
import dev.variegate.stage.method.Sampling;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.DiffusionParams;
import dev.variegate.stage.param.LatentOperations;
import dev.variegate.stage.param.LatentParams.HasLatentOperation;
import dev.variegate.stage.param.ModelParams.HasLineageInPng;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SampleParams;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.param.UnlabeledParams;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PassThroughRows;
import dev.variegate.stage.row.PlanColumn;
import dev.variegate.stage.row.StaleLabels;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Adds rows of new images sampled from a generative model, of the requested classes or, for an
 * unconditional model, without a class.
 *
 * <p>Input rows are kept unchanged. A new row holds image, class (in the column's own type),
 * lineage, and, where these columns are named, key ({@code sample/shirt/17}) and the split's train
 * value; all else is null. Its lineage has method "sample" and copy 0. The same model, seed and
 * counts give the same bytes, however the rows are partitioned. In a pipeline that will predict,
 * wrap it in an {@link AugmentedEstimator}.
 */
public final class GenerativeSampler extends Transformer
    implements HasImageOutput<GenerativeSampler>,
        HasLabelCol<GenerativeSampler>,
        SampleParams<GenerativeSampler>,
        HasModel<GenerativeSampler>,
        HasLineageInPng<GenerativeSampler>,
        HasLatentOperation<GenerativeSampler>,
        DiffusionParams<GenerativeSampler>,
        UnlabeledParams<GenerativeSampler>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public GenerativeSampler() {
    this(Identifiable$.MODULE$.randomUID("generativeSampler"));
  }

  public GenerativeSampler(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    LatentOperations.defaults(this, LatentOperations.RECONSTRUCT);
    setDefault(keyPrefix(), "sample");
    setDefault(outputLabel(), "");
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
    ParamSupport.requireTable(this, dataset, "samples are added once");
    var spark = dataset.sparkSession();
    var counts = ClassCount.parse(getOrDefault(counts()), "counts");
    return new PassThroughRows(layout)
        .rows(dataset)
        .union(
            sampling(counts, getOrDefault(keyPrefix()), GateOpener.NONE, spark)
                .rows(spark, layout, dataset.schema(), getOrDefault(labelCol()), PlanColumn.NONE));
  }

  /** What it samples, in these numbers. */
  Sampling sampling(List<ClassCount> counts, String prefix, GateOpener gates, SparkSession spark) {
    return new Sampling(
        getOrDefault(model()),
        licensing(),
        opener(LatentOperations.of(this, spark.sparkContext().hadoopConfiguration())),
        Device.parse(getOrDefault(device())),
        counts,
        getOrDefault(outputLabel()),
        prefix,
        new OutputEncoding(getOrDefault(encoding()), (boolean) getOrDefault(lineageInPng())),
        gates,
        ParamSupport.value(this, partitions()).map(n -> (int) n));
  }

  private SamplerOpener opener(LatentEdit edit) {
    var cut = ParamSupport.value(this, truncation()).map(value -> (double) value);
    boolean usual = cut.isEmpty() && edit instanceof LatentEdit.Reconstruct;
    var options = diffusionOptions();
    if (options.equals(DiffusionOptions.DEFAULT)) {
      return usual
          ? SamplerOpener.DEFAULT
          : new SamplerOpener.Drawing(cut.orElse(Double.NaN), edit);
    }
    if (!usual) {
      throw new IllegalArgumentException(
          "scheduler, steps, eta or guidanceScale is set beside truncation or a change of latents but must not be; a diffusion model takes the former, a GAN or VAE the latter");
    }
    return new SamplerOpener.Following(options, getOrDefault(model()));
  }

  @Override
  public GenerativeSampler copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private Layout layout(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the folder of a model bundle");
    ParamSupport.requireSet(this, counts(), "give it JSON such as {\"shirt\": 200}");
    var asked = ClassCount.parse(getOrDefault(counts()), "counts");
    if (asked.stream().anyMatch(count -> !count.label().isEmpty())
        || !getOrDefault(outputLabel()).isEmpty()) {
      Columns.label(schema, getOrDefault(labelCol()));
    }
    var layout = Layout.of(this, schema, Optional.empty());
    requireUse(schema);
    return layout;
  }

  /** Refuses what it cannot sample beside rows of this schema, in whatever numbers. */
  void requireUse(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the folder of a model bundle");
    LatentOperations.require(this);
    StaleLabels.requireNone(this, schema);
  }
}
