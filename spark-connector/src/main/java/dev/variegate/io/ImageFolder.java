package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * A folder of label folders: {@code root/label/picture}, or {@code root/split/label/picture} where
 * every folder at the top is called train, test, val, valid or validation.
 *
 * <p>A label's folder may have the name that {@link ImageFolderSink} gives it, {@code
 * t-shirt%2Ftop} for {@code t-shirt/top}; any other name is the label as it stands.
 *
 * <p>Key: the path below the root, as it stands. Folders below a label's folder belong to that
 * label. Names that begin with {@code _} or a dot are passed over, as everywhere in Hadoop.
 */
public record ImageFolder(String path) implements ImageSource {

  private static final Set<String> SPLITS = Set.of("train", "test", "val", "valid", "validation");

  private static final UserDefinedFunction LABEL_OF_FOLDER =
      udf((UDF1<String, String>) FolderName::text, DataTypes.StringType);

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var root = Location.folder(spark, path, "Image folder");
    boolean splits = hasSplits(root);
    var pictures = PictureFiles.read(spark, root.path(), PictureFiles.literal(root.path()));
    var parents = splits ? folders(root).map(root::child).toList() : List.of(root);
    parents.forEach(ImageFolder::requireLabelFolders);
    var parts = split(col(KEY), "/");
    return pictures.select(
        col(KEY),
        col(IMAGE),
        LABEL_OF_FOLDER.apply(element_at(parts, splits ? 2 : 1)).as(LABEL),
        splits ? element_at(parts, 1).as(SPLIT) : lit(TRAIN).as(SPLIT));
  }

  private static boolean hasSplits(Location root) {
    var names = folders(root).toList();
    long known = names.stream().filter(SPLITS::contains).count();
    if (known > 1 && known < names.size()) {
      throw new IllegalArgumentException(
          "Image folder \"%s\" holds %s, must hold splits only (%s) or labels only; move the other folders away"
              .formatted(root, names, String.join(", ", SPLITS.stream().sorted().toList())));
    }
    return known > 0 && known == names.size();
  }

  private static Stream<String> folders(Location root) {
    return root.children().stream()
        .filter(FileStatus::isDirectory)
        .map(child -> child.getPath().getName());
  }

  private static void requireLabelFolders(Location folder) {
    folder.children().stream()
        .filter(child -> child.isFile() && PictureFiles.isPicture(child.getPath().getName()))
        .findFirst()
        .ifPresent(
            stray -> {
              throw new IllegalArgumentException(
                  "Picture \"%s\" lies in no label folder, must lie at %s/LABEL/%s; move it there, or read unlabelled pictures as binary files"
                      .formatted(stray.getPath(), folder, stray.getPath().getName()));
            });
  }
}
