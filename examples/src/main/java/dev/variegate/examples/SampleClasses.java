package dev.variegate.examples;

import dev.variegate.io.ImageFolderSink;
import dev.variegate.stage.GenerativeSampler;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Makes a folder of images of asked classes by a generator, which needs no image to start from. */
public final class SampleClasses {

  private static final StructType NONE =
      StructType.fromDDL("key STRING, image BINARY, label STRING, split STRING");

  private SampleClasses() {}

  /**
   * Takes a model bundle, such as {@code examples/models/fashion-clothes}, how many of which class,
   * such as {@code {"shirt": 200, "bag": 50}}, and the folder to write, which must be new.
   */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("usage: SampleClasses MODEL COUNTS OUTPUT_FOLDER");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("Sample classes").getOrCreate();
    sample(spark, args[0], args[1], args[2]);
    spark.stop();
  }

  static void sample(SparkSession spark, String model, String counts, String output) {
    var images = spark.createDataFrame(List.of(), NONE); // or those that there are
    var sampled =
        new GenerativeSampler()
            .setModel(model)
            .setCounts(counts)
            .setKeyCol("key")
            .setSplitCol("split")
            .setEncoding("png")
            .transform(images);
    new ImageFolderSink(output).write(sampled);
  }
}
