package dev.variegate.io.annotation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_replace;

import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageFiles;
import dev.variegate.io.ImageSource;
import dev.variegate.label.BoxShape;
import dev.variegate.stage.param.InvalidRows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A folder in the layout of YOLO: {@code data.yaml}, images below {@code images}, and for each a
 * file of the same path with the ending {@code .txt} below {@code labels}; an image without one has
 * no instances. Roboflow's layout ({@code train/images}, {@code train/labels} ...) and what {@code
 * data.yaml} says of other places are followed too, see {@link YoloPaths}.
 *
 * <p>Boxes and polygons are read; a box and keypoints on each line where {@code data.yaml} has
 * {@code kpt_shape}; rotated boxes of four corners where it has {@code task: obb}, else such a line
 * is a polygon. The names of classes stand in {@code data.yaml} under {@code names}, as a list or
 * by number, and are texts whatever they look like. Key: the path below the folder without {@code
 * images}; split: as {@code data.yaml} says, else by the first folder, such as {@code train}, or
 * {@code train} where there is none. Images must be readable as far as their headers, for
 * annotations are fractions of their sides; what is not has no shapes.
 *
 * @param path the folder, or its {@code data.yaml} by another name
 * @param handleInvalid {@code error}, {@code skip} or {@code keep}
 */
public record YoloFolder(String path, String handleInvalid) implements AnnotatedSource {

  static final String IMAGES = "images";
  static final String ANNOTATIONS = "labels";
  static final String CLASSES = "data.yaml";

  public YoloFolder {
    InvalidRows.parse(handleInvalid);
  }

  /** Ends the job where an annotation cannot be used. */
  public YoloFolder(String path) {
    this(path, "error");
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var given = FileSystemPath.of(spark, path);
    boolean isFile = given.exists() && !given.isFolder() && path.matches("(?i).*\\.ya?ml");
    var root =
        isFile
            ? new FileSystemPath(given.fs(), given.path().getParent())
            : FileSystemPath.folder(spark, path, "YOLO folder");
    var data = YoloData.read(isFile ? given : root.child(CLASSES));
    var folders = new YoloPaths(root, data).find();
    if (folders.isEmpty()) {
      FileSystemPath.folder(spark, root.child(IMAGES).toString(), "YOLO folder"); // says
    }
    if (folders.stream()
        .noneMatch(images -> FileSystemPath.of(spark, images.labels().toString()).isFolder())) {
      FileSystemPath.folder(spark, folders.get(0).labels().toString(), "YOLO folder"); // says
    }
    var rows =
        AnnotatedRows.of(spark, "YoloFolder", handleInvalid)
            .with(data.isOriented() ? BoxShape.ROTATED : BoxShape.AXIS_ALIGNED);
    var lines = YoloText.of(data);
    return data.categories()
        .in(
            folders.stream()
                .map(images -> read(spark, images, lines, rows))
                .reduce(Dataset::union)
                .orElseThrow());
  }

  private static Dataset<Row> read(
      SparkSession spark, YoloImages images, YoloText lines, AnnotatedRows rows) {
    var files = ImageFiles.read(spark, new Path(images.folder()));
    var texts = texts(spark, images.labels());
    FlatMapFunction<Row, Row> read =
        row -> {
          var split = images.split(row.getString(0));
          if (split.isEmpty()) {
            return List.<Row>of().iterator();
          }
          var key = images.prefix() + row.getString(0);
          var found = row.isNullAt(2) ? new FoundLabels() : found(row, lines, key);
          return rows.of(key, row.getAs(1), split.get(), null, found);
        };
    return files
        .join(
            texts,
            regexp_replace(files.col(ImageSource.KEY), "\\.[^./]*$", "").equalTo(col("name")),
            "left")
        .select(files.col(ImageSource.KEY), files.col(ImageSource.IMAGE), texts.col("text"))
        .flatMap(read, Encoders.row(rows.schema()));
  }

  private static FoundLabels found(Row row, YoloText lines, String key) {
    var text = new String(row.<byte[]>getAs(2), StandardCharsets.UTF_8);
    return Sizes.of(row.getAs(1))
        .map(size -> lines.read(text, size, key))
        .orElseGet(FoundLabels::new);
  }

  private static Dataset<Row> texts(SparkSession spark, Path folder) {
    return FileSystemPath.of(spark, folder.toString()).isFolder()
        ? TextFiles.read(spark, folder, "txt")
        : spark.createDataFrame(
            List.of(),
            new StructType().add("name", DataTypes.StringType).add("text", DataTypes.BinaryType));
  }
}
