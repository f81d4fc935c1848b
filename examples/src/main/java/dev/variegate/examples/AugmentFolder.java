package dev.variegate.examples;

import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.stage.ClassicAugmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a folder of JPEGs, one folder for each class, again, with three copies of each image that
 * a policy changed.
 */
public final class AugmentFolder {

  private AugmentFolder() {}

  /** Takes the folder of images, a policy file and the folder to write, which must be new. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: AugmentFolder IMAGE_FOLDER POLICY_FILE OUTPUT_FOLDER");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("Augment a folder of images").getOrCreate();
    augment(spark, args[0], Files.readString(Path.of(args[1])), args[2]);
    spark.stop();
  }

  static void augment(SparkSession spark, String folder, String policy, String output) {
    var images = new ImageFolder(folder).read(spark);
    var augmented =
        new ClassicAugmenter()
            .setPolicy(policy)
            .setKeyCol("key")
            .setSplitCol("split")
            .setCopies(3)
            .setEncoding("jpeg:90")
            .transform(images);
    new ImageFolderSink(output).write(augmented);
  }
}
