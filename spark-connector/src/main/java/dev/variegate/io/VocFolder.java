package dev.variegate.io;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A folder in the layout of Pascal VOC: pictures in {@code JPEGImages} (of any format), a file of
 * the same name with the ending {@code .xml} in {@code Annotations} for each.
 *
 * <p>Boxes are read, as edges of pixels: VOC's (1, 1, 1, 1) is the first pixel and becomes (0, 0,
 * 1, 1). Key: the picture's name below {@code JPEGImages}; a picture without annotations is passed
 * over. Split: that of {@code train}, {@code val} and {@code test} in whose list {@code
 * ImageSets/Main/SPLIT.txt} it stands, null where it stands in none; {@code train} for all where
 * there is no list.
 */
public record VocFolder(String path) implements AnnotatedSource {

  static final String PICTURES = "JPEGImages";
  static final String ANNOTATIONS = "Annotations";
  static final String LISTS = "ImageSets/Main";

  private static final List<String> SPLITS = List.of("train", "val", "test");
  private static final String STEM = "stem";

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var root = Location.folder(spark, path, "VOC folder");
    var pictures = Location.folder(spark, root.child(PICTURES).toString(), "VOC folder");
    var annotations = Location.folder(spark, root.child(ANNOTATIONS).toString(), "VOC folder");
    var files =
        PictureFiles.read(spark, pictures.path(), PictureFiles.literal(pictures.path()))
            .withColumn(STEM, regexp_replace(col(ImageSource.KEY), "\\.[^./]*$", ""));
    var texts = TextFiles.read(spark, annotations.path(), "xml").withColumnRenamed("name", STEM);
    var split =
        lists(spark, root)
            .map(lists -> texts.join(lists, texts.col(STEM).equalTo(lists.col("listed")), "left"));
    var told = split.orElseGet(() -> texts.withColumn(ImageSource.SPLIT, lit(ImageSource.TRAIN)));
    MapFunction<Row, Row> read =
        row ->
            AnnotatedSource.row(
                row.getString(0),
                row.<byte[]>getAs(1),
                row.getString(2),
                AnnotatedSource.told(
                    "VOC",
                    row.getString(4),
                    () -> VocXml.read(row.<byte[]>getAs(3), row.getString(4) + ".xml")));
    return told.join(files, told.col(STEM).equalTo(files.col(STEM)), "left")
        .select(
            coalesce(files.col(ImageSource.KEY), told.col(STEM)),
            files.col(ImageSource.IMAGE),
            told.col(ImageSource.SPLIT),
            told.col("text"),
            told.col(STEM))
        .map(read, Encoders.row(SCHEMA));
  }

  /** Each listed name with its split. */
  private static Optional<Dataset<Row>> lists(SparkSession spark, Location root) {
    return SPLITS.stream()
        .map(name -> new Path(root.path(), LISTS + "/" + name + ".txt"))
        .filter(list -> new Location(root.fs(), list).exists())
        .map(
            list ->
                spark
                    .read()
                    .text(PictureFiles.literal(list))
                    .select(
                        split(col("value"), "\\s").getItem(0).as("listed"),
                        lit(withoutEnding(list.getName())).as(ImageSource.SPLIT)))
        .reduce(Dataset::union);
  }

  private static String withoutEnding(String name) {
    return name.substring(0, name.length() - ".txt".length());
  }
}
