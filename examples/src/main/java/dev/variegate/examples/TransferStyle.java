package dev.variegate.examples;

import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.stage.StyleTransfer;
import org.apache.spark.sql.SparkSession;

/**
 * Paints a folder of classes of images in the styles of others, so that a learner looks at shapes:
 * two copies of each, half of what they show replaced by the style.
 */
public final class TransferStyle {

  private TransferStyle() {}

  /**
   * Takes the folder of images, a folder of images to take styles from, a model bundle of task
   * stylize, and the folder to write, which must be new.
   */
  public static void main(String[] args) {
    if (args.length != 4) {
      System.err.println("usage: TransferStyle IMAGE_FOLDER STYLE_FOLDER MODEL OUTPUT_FOLDER");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("Transfer style").getOrCreate();
    transfer(spark, args[0], args[1], args[2], args[3]);
    spark.stop();
  }

  static void transfer(
      SparkSession spark, String folder, String styles, String model, String output) {
    var images = new ImageFolder(folder).read(spark);
    var styled =
        new StyleTransfer()
            .setModel(model)
            .setStyles(styles)
            .setStrength("0.5")
            .setCopies(2)
            .setKeyCol("key")
            .setSplitCol("split")
            .setEncoding("png")
            .transform(images);
    new ImageFolderSink(output).write(styled);
  }
}
