package dev.variegate.stage.train;

import dev.variegate.stage.GenerativeSampler;
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
import org.apache.spark.ml.Model;
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
 * Samples from what a {@link GeneratorTrainer} trained, as a {@link GenerativeSampler} does: {@code
 * counts} says how many of each class are added. {@code model} is the folder of the bundle, for the
 * method {@code sample} of a plan and for all other stages.
 */
public final class TrainedGenerator extends Model<TrainedGenerator>
    implements HasImageOutput<TrainedGenerator>,
        HasLabelCol<TrainedGenerator>,
        SampleParams<TrainedGenerator>,
        HasModel<TrainedGenerator>,
        HasLineageInPng<TrainedGenerator>,
        HasLatentOperation<TrainedGenerator>,
        DiffusionParams<TrainedGenerator>,
        UnlabeledParams<TrainedGenerator>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public TrainedGenerator() {
    this(Identifiable$.MODULE$.randomUID("trainedGenerator"));
  }

  public TrainedGenerator(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    LatentOperations.defaults(this, LatentOperations.RECONSTRUCT);
    setDefault(keyPrefix(), "sample");
    setDefault(outputLabel(), "");
  }

  public static MLReader<TrainedGenerator> read() {
    return new DefaultParamsReader<>();
  }

  public static TrainedGenerator load(String path) {
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
    return sampler().transformSchema(schema);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return sampler().transform(dataset);
  }

  private GenerativeSampler sampler() {
    return copyValues(new GenerativeSampler(uid), ParamMap.empty());
  }

  @Override
  public TrainedGenerator copy(ParamMap extra) {
    TrainedGenerator copied = defaultCopy(extra);
    return copied.setParent(parent());
  }
}
