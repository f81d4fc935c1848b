package dev.variegate.stage;

import dev.variegate.stage.duplicate.KnownImages;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/** Saves and loads a {@link ClassBalancerModel}: its Params, and the images its gates know. */
final class ClassBalancerFiles {

  private static final String KNOWN = "/known-images";

  /** Thumbnails of a file: 4 MB. */
  private static final int FILE = 4096;

  private ClassBalancerFiles() {}

  static final class Writer extends MLWriter {
    private final ClassBalancerModel model;

    Writer(ClassBalancerModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter.saveMetadata(model, path, sparkSession());
      var rows = model.known().rows();
      if (!rows.isEmpty()) {
        var context = JavaSparkContext.fromSparkContext(sparkSession().sparkContext());
        var files = context.parallelize(rows, 1 + (rows.size() - 1) / FILE);
        sparkSession().createDataFrame(files, KnownImages.TYPE).write().parquet(path + KNOWN);
      }
    }
  }

  static final class Reader extends MLReader<ClassBalancerModel> {

    @Override
    public ClassBalancerModel load(String path) {
      var params = new DefaultParamsReader<ClassBalancerModel>();
      params.session(sparkSession());
      var model = params.load(path);
      boolean knows =
          model.isDefined(model.planJson())
              && model.plan().methods().stream().anyMatch(of -> of.gate().needsKnownImages());
      return knows
          ? model.withKnown(
              KnownImages.of(sparkSession().read().parquet(path + KNOWN).toJavaRDD()))
          : model;
    }
  }
}
