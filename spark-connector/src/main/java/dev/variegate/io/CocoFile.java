package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import dev.variegate.label.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * Pictures with a file of annotations in COCO's form.
 *
 * <p>Boxes, outlines and keypoints (by the names of their category, those that are labelled) are
 * read; of a crowd, whose area is no outline but runs of pixels, the box. Key: the picture's {@code
 * file_name}; one that is not in the folder is a row without a picture. Split: {@code val} or
 * {@code test} where the file's name has that word by itself, else {@code train}. Source: Lin et
 * al., "Microsoft COCO", arXiv:1405.0312, and its data format.
 *
 * @param annotations the file, such as {@code instances_train2017.json}
 * @param pictures the folder that the names of pictures stand for
 */
public record CocoFile(String annotations, String pictures) implements AnnotatedSource {

  /** As a word of its own: neither trainval nor latest. */
  private static final Pattern SPLIT =
      Pattern.compile("(?<![a-z])(val|valid|validation|test)(?![a-z])");

  private static final StructType FORM =
      StructType.fromDDL(
          "images array<struct<id:bigint,file_name:string>>,"
              + " annotations array<struct<image_id:bigint,category_id:bigint,bbox:array<double>,"
              + "segmentation:string,keypoints:array<double>,iscrowd:int>>,"
              + " categories array<struct<id:bigint,name:string,keypoints:array<string>>>");

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var folder = Location.folder(spark, pictures, "Folder of COCO's pictures");
    var file = Location.of(spark, annotations);
    if (!file.exists()) {
      throw new IllegalArgumentException(
          "COCO annotations \"%s\" are absent, must be a JSON file; correct the path"
              .formatted(file));
    }
    var whole =
        spark
            .read()
            .schema(FORM)
            .option("multiLine", "true")
            .option("mode", "FAILFAST")
            .json(PictureFiles.literal(file.path()));
    var categories = categories(whole);
    var split = split(file.path());
    var images =
        whole
            .select(explode(col("images")).as("i"))
            .select("i.id", "i.file_name")
            .withColumn("alike", count(lit(1)).over(Window.partitionBy("id")));
    var things =
        whole
            .select(posexplode(col("annotations")))
            .groupBy(col("col.image_id"))
            .agg(sort_array(collect_list(struct(col("pos"), col("col")))).as("things"));
    var files =
        PictureFiles.read(spark, folder.path(), PictureFiles.literal(folder.path()))
            .withColumnRenamed(ImageSource.KEY, "name");
    MapFunction<Row, Row> read = row -> read(row, categories, split);
    return images
        .join(things, col("id").equalTo(col("image_id")), "left")
        .join(files, col("file_name").equalTo(col("name")), "left")
        .select(col("file_name"), col(ImageSource.IMAGE), col("things"), col("alike"), col("id"))
        .map(read, Encoders.row(SCHEMA));
  }

  private static Row read(Row row, Map<Long, CocoCategory> categories, String split) {
    var key = row.getString(0);
    if (row.isNullAt(4)) {
      throw new IllegalArgumentException(
          "COCO picture \"%s\" has no id, must have one of its own; number it".formatted(key));
    }
    if (row.getLong(3) > 1) {
      throw new IllegalArgumentException(
          "COCO picture \"%s\" shares its id %d with another, must have one of its own; number them anew"
              .formatted(key, row.getLong(4)));
    }
    var parts = new ArrayList<Labels>();
    if (!row.isNullAt(2)) {
      List<Row> things = row.getList(2);
      for (var thing : things) {
        parts.add(
            AnnotatedSource.told(
                "COCO", key, () -> CocoThing.read(thing.getStruct(1), categories, key)));
      }
    }
    return AnnotatedSource.row(key, row.getAs(1), split, Labels.together(parts));
  }

  private static Map<Long, CocoCategory> categories(Dataset<Row> whole) {
    var categories = new HashMap<Long, CocoCategory>();
    for (var row : whole.select(explode(col("categories")).as("c")).select("c.*").collectAsList()) {
      List<String> keypoints = row.isNullAt(2) ? List.of() : row.getList(2);
      categories.put(row.getLong(0), new CocoCategory(row.getString(1), List.copyOf(keypoints)));
    }
    return categories;
  }

  static String split(Path file) {
    var word = SPLIT.matcher(file.getName());
    return !word.find() ? ImageSource.TRAIN : word.group().startsWith("v") ? "val" : "test";
  }
}
