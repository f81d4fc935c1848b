package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * A folder {@value #IMAGES} and beside it a folder {@value #MASKS}: for each image a mask whose
 * path is the same but for the ending.
 *
 * <p>Images lie in {@value #IMAGES} itself, or in folders of splits, of classes, or of classes
 * within those of splits; which of these it is, the names and depths of the folders say as for
 * {@link ImageFolder}. Without folders of classes there is no column {@code label}. Key: the path
 * below {@value #IMAGES}. An image without a mask has null there; a mask without an image is
 * skipped.
 */
public record MaskFolder(String path) implements ImageSource {

  /** The column of masks: encoded bytes. */
  public static final String MASK = "mask";

  static final String IMAGES = "image";
  static final String MASKS = "label";

  private static final String STEM = "stem";

  private static final UserDefinedFunction TEXT_OF_FOLDER =
      udf((UDF1<String, String>) FolderName::text, DataTypes.StringType);

  private static final UserDefinedFunction SPLIT_OF_FOLDER =
      udf((UDF1<String, String>) SplitName::of, DataTypes.StringType);

  @Override
  public Dataset<Row> read(SparkSession spark) {
    return scan(spark).rows();
  }

  @Override
  public Scan scan(SparkSession spark) {
    var root = FileSystemPath.folder(spark, path, "Mask folder");
    var images = FileSystemPath.folder(spark, root.child(IMAGES).toString(), "Mask folder");
    var masks = FileSystemPath.folder(spark, root.child(MASKS).toString(), "Mask folder");
    var all = Listing.at(root);
    var skipped = all.skipped(List.of());
    var listing = all.below(images.path());
    boolean flat = listing.folders().getOrDefault(images.path(), 0L) > 0;
    var files = stemmed(ImageFiles.read(spark, listing, skipped));
    var others = stemmed(ImageFiles.read(spark, all.below(masks.path()), SkippedFiles.NONE));
    var parts = split(files.col(KEY), "/");
    var columns = new ArrayList<>(List.of(files.col(KEY), files.col(IMAGE)));
    var layout = flat ? new FolderLayout(0, 0) : layout(images.path(), listing);
    if (layout.label() > 0) {
      columns.add(TEXT_OF_FOLDER.apply(element_at(parts, layout.label())).as(LABEL));
    }
    var split =
        layout.split() == 0 ? lit(TRAIN) : SPLIT_OF_FOLDER.apply(element_at(parts, layout.split()));
    columns.add(split.as(SPLIT));
    columns.add(others.col(IMAGE).as(MASK));
    var rows =
        files
            .join(others, files.col(STEM).equalTo(others.col(STEM)), "left")
            .select(columns.toArray(Column[]::new));
    return new Scan(rows, skipped);
  }

  /** Splits whose images lie directly in their folders have no classes. */
  private static FolderLayout layout(Path images, Listing listing) {
    var layout = FolderLayout.of(images, listing.folders());
    var strays = layout.strays(images, listing.folders());
    if (layout.split() == 1 && !strays.isEmpty()) {
      boolean classes =
          listing.folders().keySet().stream()
              .anyMatch(folder -> folder.depth() == images.depth() + layout.label());
      if (!classes) {
        return new FolderLayout(0, 1);
      }
    }
    if (!strays.isEmpty()) {
      throw new IllegalArgumentException(
          "Mask folder \"%s\" holds images both in folders of classes and above them (%s) but must hold them at one level; move them"
              .formatted(images, strays.get(0)));
    }
    return layout;
  }

  private static Dataset<Row> stemmed(Dataset<Row> files) {
    return files.withColumn(STEM, regexp_replace(col(KEY), "\\.[^./]*$", ""));
  }

  @Override
  public SkippedFiles skipped(SparkSession spark) {
    return Listing.at(FileSystemPath.of(spark, path)).skipped(List.of());
  }
}
