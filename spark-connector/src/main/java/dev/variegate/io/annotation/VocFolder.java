package dev.variegate.io.annotation;

import static dev.variegate.io.ImageSource.SPLIT;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sort_array;

import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageFiles;
import dev.variegate.io.ImageSource;
import dev.variegate.stage.param.InvalidRows;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A folder in the layout of Pascal VOC: images in {@code JPEGImages} (of any format), a file of the
 * same name with the ending {@code .xml} in {@code Annotations} for each.
 *
 * <p>Boxes are read, as edges of pixels: VOC's (1, 1, 1, 1) is the first pixel and becomes (0, 0,
 * 1, 1); and what is said of an object, {@code pose}, {@code truncated}, {@code occluded} and
 * {@code difficult}, as attributes. Key: the image's name below {@code JPEGImages}; an image
 * without annotations is skipped. Split: that of {@code train}, {@code val} and {@code test} in
 * whose list {@code ImageSets/Main/SPLIT.txt} it stands, null where it stands in none; {@code
 * train} for all where there is no list. A line of a list is a name, if there is an annotation of
 * it, and else a name with a last column of 1, 0 or -1.
 *
 * @param handleInvalid {@code error}, {@code skip} or {@code keep}
 */
public record VocFolder(String path, String handleInvalid) implements AnnotatedSource {

  static final String IMAGES = "JPEGImages";
  static final String ANNOTATIONS = "Annotations";
  static final String LISTS = "ImageSets/Main";

  private static final List<String> SPLITS = List.of("train", "val", "test");
  private static final String STEM = "stem";

  public VocFolder {
    InvalidRows.parse(handleInvalid);
  }

  /** Ends the job where an annotation cannot be used. */
  public VocFolder(String path) {
    this(path, "error");
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var root = FileSystemPath.folder(spark, path, "VOC folder");
    var images = FileSystemPath.folder(spark, root.child(IMAGES).toString(), "VOC folder");
    var annotations =
        FileSystemPath.folder(spark, root.child(ANNOTATIONS).toString(), "VOC folder");
    var files =
        ImageFiles.read(spark, images.path())
            .withColumn(STEM, regexp_replace(col(ImageSource.KEY), "\\.[^./]*$", ""));
    var texts = TextFiles.read(spark, annotations.path(), "xml").withColumnRenamed("name", STEM);
    var annotated =
        lists(spark, root)
            .map(lists -> split(texts, lists))
            .orElseGet(() -> texts.withColumn(SPLIT, array(lit(ImageSource.TRAIN))));
    var rows = AnnotatedRows.of(spark, "VocFolder", handleInvalid);
    FlatMapFunction<Row, Row> read =
        row -> {
          List<String> splits = row.isNullAt(2) ? List.of() : row.getList(2);
          var found = VocXml.read(row.<byte[]>getAs(3), row.getString(4) + ".xml");
          if (splits.size() > 1) {
            found.fault(
                "VOC image \"%s\" stands in the lists of %s but must be in one; remove it from the others"
                    .formatted(row.getString(4), String.join(" and ", splits)));
          }
          var split = splits.isEmpty() ? null : splits.get(0);
          return rows.of(row.getString(0), row.<byte[]>getAs(1), split, null, found);
        };
    return annotated
        .join(files, annotated.col(STEM).equalTo(files.col(STEM)), "left")
        .select(
            coalesce(files.col(ImageSource.KEY), annotated.col(STEM)),
            files.col(ImageSource.IMAGE),
            annotated.col(SPLIT),
            annotated.col("text"),
            annotated.col(STEM))
        .flatMap(read, Encoders.row(rows.schema()));
  }

  /** Each annotation with the splits in whose lists it stands, mostly one; null where in none. */
  private static Dataset<Row> split(Dataset<Row> texts, Dataset<Row> lists) {
    var named = texts.select(col(STEM).as("whole"));
    var listed =
        lists
            .join(named, col("line").equalTo(col("whole")), "left")
            .select(
                coalesce(col("whole"), regexp_replace(col("line"), "\\s+(-1|0|1)$", ""))
                    .as("listed"),
                col(SPLIT))
            .groupBy("listed")
            .agg(sort_array(collect_set(SPLIT)).as(SPLIT));
    return texts.join(listed, col(STEM).equalTo(col("listed")), "left").drop("listed");
  }

  /** Each line of a list with its split. */
  private static Optional<Dataset<Row>> lists(SparkSession spark, FileSystemPath root) {
    return SPLITS.stream()
        .filter(split -> list(root, split).exists())
        .map(
            split ->
                spark
                    .read()
                    .text(ImageFiles.literal(list(root, split).path()))
                    .select(
                        regexp_replace(col("value"), "^[\\s\uFEFF]+|\\s+$", "").as("line"),
                        lit(split).as(SPLIT)))
        .reduce(Dataset::union);
  }

  /** The list of the images of a split. */
  static FileSystemPath list(FileSystemPath root, String split) {
    return root.child(LISTS + "/" + split + ".txt");
  }
}
