package dev.variegate.io;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.variegate.stage.param.InvalidRows;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * A folder of label folders: {@code root/label/image}, {@code root/split/label/image} where every
 * folder at the top has the name of a split, or {@code root/label/split/image} where every folder
 * below a label has; a mixture is refused.
 *
 * <p>Names of splits are train and training; test and testing; val, valid, validation and dev, in
 * letters of any case. Their splits are {@code train}, {@code test} and {@code val}.
 *
 * <p>A label's folder may have the name that {@link ImageFolderSink} gives it, {@code
 * t-shirt%2Ftop} for {@code t-shirt/top}; any other name is the label as it stands.
 *
 * <p>Key: the path below the root, as it stands. Folders below a label's folder belong to that
 * label.
 *
 * <p>Read are files whose names end as those of images do, in letters of any case. Names that begin
 * with {@code _} or a dot are skipped, as everywhere in Hadoop, with all that lies below them, and
 * so are other endings; how many is logged, and class folders without an image with them. Symbolic
 * links are followed, also out of the root; one that makes a loop is refused, one to nothing
 * skipped.
 *
 * @param handleInvalid what happens to images outside of label folders: {@code error} ends the
 *     reading, {@code skip} and {@code keep} read them as rows without a label, which stages refuse
 */
public record ImageFolder(String path, String handleInvalid) implements ImageSource {

  private static final UserDefinedFunction LABEL_OF_FOLDER =
      udf((UDF1<String, String>) FolderName::text, DataTypes.StringType);

  private static final UserDefinedFunction SPLIT_OF_FOLDER =
      udf((UDF1<String, String>) SplitName::of, DataTypes.StringType);

  public ImageFolder {
    InvalidRows.parse(handleInvalid);
  }

  /** Refuses images outside of label folders. */
  public ImageFolder(String path) {
    this(path, "error");
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    return scan(spark).rows();
  }

  @Override
  public Scan scan(SparkSession spark) {
    var root = root(spark);
    var listing = Listing.at(root);
    var layout = FolderLayout.of(root.path(), listing.folders());
    if (InvalidRows.parse(handleInvalid) == InvalidRows.ERROR) {
      layout.strays(root.path(), listing.folders()).stream()
          .map(folder -> new FileSystemPath(root.fs(), folder))
          .forEach(ImageFolder::refuseStray);
    }
    var classes = layout.classes(root.path(), listing.folders());
    SimilarNames.warn("Image folder \"" + root + "\"", classes);
    var skipped = skipped(root, listing, layout);
    var images = ImageFiles.read(spark, listing, skipped);
    var parts = split(col(KEY), "/");
    var split = SPLIT_OF_FOLDER.apply(folder(parts, layout.split()));
    var rows =
        images.select(
            col(KEY),
            col(IMAGE),
            LABEL_OF_FOLDER.apply(folder(parts, layout.label())).as(LABEL),
            (layout.split() == 0 ? lit(TRAIN) : coalesce(split, lit(TRAIN))).as(SPLIT));
    return new Scan(rows, skipped);
  }

  /** The folder of a level, null where an image lies above it. */
  private static Column folder(Column parts, int level) {
    return when(size(parts).gt(level), element_at(parts, Math.max(1, level)));
  }

  @Override
  public SkippedFiles skipped(SparkSession spark) {
    var root = root(spark);
    var listing = Listing.at(root);
    return skipped(root, listing, FolderLayout.of(root.path(), listing.folders()));
  }

  private FileSystemPath root(SparkSession spark) {
    return FileSystemPath.folder(spark, path, "Image folder");
  }

  private static SkippedFiles skipped(FileSystemPath root, Listing listing, FolderLayout layout) {
    return listing.skipped(layout.empty(root.path(), listing.folders()));
  }

  private static void refuseStray(FileSystemPath folder) {
    folder.children().stream()
        .filter(child -> child.isFile() && ImageFiles.isImage(child.getPath().getName()))
        .findFirst()
        .ifPresent(
            stray -> {
              throw new IllegalArgumentException(
                  "Image \"%s\" lies in no label folder but must lie at %s/LABEL/%s; move it there, or read unlabeled images as binary files"
                      .formatted(stray.getPath(), folder, stray.getPath().getName()));
            });
  }
}
