package dev.variegate.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/** Saves and loads an {@link AugmentedEstimator} as its own Params and two pipelines. */
final class AugmentedEstimatorFiles {

  private static final String AUGMENTERS = "augmenters";
  private static final String ESTIMATOR = "estimator";

  private AugmentedEstimatorFiles() {}

  /** Writes the nested stages as pipelines, which check that each can be saved. */
  static final class Writer extends MLWriter {
    private final AugmentedEstimator<?> whole;

    Writer(AugmentedEstimator<?> whole) {
      this.whole = whole;
    }

    @Override
    public void saveImpl(String path) {
      saved(whole.getOrDefault(whole.augmenters()), path, AUGMENTERS);
      saved(new PipelineStage[] {whole.getOrDefault(whole.estimator())}, path, ESTIMATOR);
      var plain = whole.copy(ParamMap.empty()); // stages are no JSON
      plain.clear(plain.augmenters());
      plain.clear(plain.estimator());
      DefaultParamsWriter.saveMetadata(plain, path, sparkSession());
    }

    private void saved(PipelineStage[] stages, String path, String name) {
      try {
        new Pipeline().setStages(stages).write().session(sparkSession()).save(path + "/" + name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads what the writer wrote. */
  static final class Reader<M extends Model<M>> extends MLReader<AugmentedEstimator<M>> {

    @Override
    @SuppressWarnings("unchecked") // the type that was saved is the caller's to know
    public AugmentedEstimator<M> load(String path) {
      var plain = new DefaultParamsReader<AugmentedEstimator<M>>();
      plain.session(sparkSession());
      return plain
          .load(path)
          .setAugmenters(stages(path, AUGMENTERS))
          .setEstimator((Estimator<M>) stages(path, ESTIMATOR)[0]);
    }

    private PipelineStage[] stages(String path, String name) {
      return Pipeline.read().session(sparkSession()).load(path + "/" + name).getStages();
    }
  }
}
