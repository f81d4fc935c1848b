package dev.variegate.stage;

import dev.variegate.stage.balance.Plan;
import dev.variegate.stage.duplicate.FeatureRows;
import dev.variegate.stage.duplicate.KnownImages;
import dev.variegate.stage.method.GateReferences;
import dev.variegate.stage.method.KnownDraws;
import dev.variegate.stage.row.SentLater;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Saves and loads a {@link ClassBalancerModel}: its Params, and what its gates know of images. */
final class ClassBalancerFiles {

  private static final String KNOWN = "/known-images";
  private static final String FEATURES = "/known-features";
  private static final String DRAWS = "/known-draws";

  /** Rows of a file: 4 MB of thumbnails. */
  private static final int FILE = 4096;

  private ClassBalancerFiles() {}

  /** Whether what it knows of images lies beside a plan, even if there is none. */
  private static boolean knowsImages(Plan plan) {
    return plan.methods().stream().anyMatch(of -> !of.gate().knownImages().isEmpty());
  }

  static final class Writer extends MLWriter {
    private final ClassBalancerModel model;

    Writer(ClassBalancerModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter.saveMetadata(model, path, sparkSession());
      if (model.isDefined(model.planJson()) && knowsImages(model.plan())) {
        write(model.known().images().rows(), KnownImages.TYPE, path + KNOWN);
      }
      if (!model.known().features().isEmpty()) {
        write(FeatureRows.of(model.known().features()), FeatureRows.TYPE, path + FEATURES);
      }
      model.draws().ifPresent(draws -> write(draws.rows(), KnownDraws.TYPE, path + DRAWS));
    }

    private void write(List<Row> rows, StructType type, String path) {
      var context = JavaSparkContext.fromSparkContext(sparkSession().sparkContext());
      var files = context.parallelize(rows, 1 + rows.size() / FILE);
      sparkSession().createDataFrame(files, type).write().parquet(path);
    }
  }

  static final class Reader extends MLReader<ClassBalancerModel> {

    @Override
    public ClassBalancerModel load(String path) {
      var params = new DefaultParamsReader<ClassBalancerModel>();
      params.session(sparkSession());
      var model = params.load(path);
      return model.isDefined(model.planJson()) ? knowing(model, path) : model;
    }

    private ClassBalancerModel knowing(ClassBalancerModel model, String path) {
      var plan = model.plan();
      boolean features =
          plan.methods().stream().anyMatch(entry -> entry.gate().needsKnownFeatures());
      var references =
          new GateReferences(
              knowsImages(plan)
                  ? KnownImages.of(table(path + KNOWN).toJavaRDD())
                  : KnownImages.NONE,
              features ? FeatureRows.read(table(path + FEATURES).collectAsList()) : Map.of());
      return model.with(
          references,
          SampleRounds.areFor(plan)
              ? new SentLater<>(KnownDraws.of(table(path + DRAWS).collectAsList()))
              : null);
    }

    private Dataset<Row> table(String path) {
      return sparkSession().read().parquet(path);
    }
  }
}
