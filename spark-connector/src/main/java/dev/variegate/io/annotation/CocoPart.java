package dev.variegate.io.annotation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageFiles;
import dev.variegate.io.ImageSource;
import dev.variegate.text.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/** The rows of one COCO file, and its categories. */
record CocoPart(Dataset<Row> rows, Categories categories) {

  private static final Logger LOG = LoggerFactory.getLogger(CocoPart.class);
  private static final JsonMapper JSON = new JsonMapper();

  /** An image (kind 0) or an annotation (kind 1), its place in its list, and its text. */
  private static final StructType ELEMENTS =
      StructType.fromDDL(
          "id string, kind int, place int, name string, ends array<string>, text string");

  CocoPart and(CocoPart other) {
    return new CocoPart(rows.union(other.rows), categories.and(other.categories));
  }

  /** The rows, whose columns bring the categories along. */
  Dataset<Row> marked() {
    return categories.in(rows);
  }

  /**
   * @param prefix of the keys
   */
  static CocoPart of(
      FileSystemPath file,
      FileSystemPath folder,
      String prefix,
      AnnotatedRows rows,
      SparkSession spark) {
    var hadoop = SerializableConfiguration.broadcast(spark.sparkContext());
    var scan = FileSystemPath.ask(() -> CocoScan.of(hadoop.value().value(), file.path()));
    rows.requireNone(scan.faults());
    if (scan.orphans() > 0) {
      LOG.warn(
          "COCO file \"{}\": {} annotations are left out, their image_id is that of no image",
          Terminal.line(file.toString()),
          scan.orphans());
    }
    var files = ImageFiles.read(spark, folder.path()).withColumnRenamed(ImageSource.KEY, "name");
    var images = images(elements(file.path(), hadoop, spark));
    var found = scan.folders() ? found(images, files.select("name")) : images;
    var path = file.path();
    var split = CocoFile.split(path);
    FlatMapFunction<Row, Row> read =
        row -> {
          var key = prefix + CocoPart.<String>or(row.getString(0), row.getString(1));
          return rows.of(key, row.getAs(2), split, row.getString(1), shapes(row, scan, path));
        };
    var made =
        found
            .withColumn("named", count(lit(1)).over(Window.partitionBy("file")))
            .join(files, col("file").equalTo(col("name")), "left")
            .select("file", "id", ImageSource.IMAGE, "instances", "alike", "named", "given")
            .flatMap(read, Encoders.row(rows.schema()));
    return new CocoPart(made, scan.categories());
  }

  private static <T> T or(T value, T other) {
    return value == null ? other : value;
  }

  private static Dataset<Row> elements(
      Path file, Broadcast<SerializableConfiguration> hadoop, SparkSession spark) {
    FlatMapFunction<String, Row> parse = path -> elements(new Path(path), hadoop);
    return spark
        .createDataset(List.of(file.toString()), Encoders.STRING())
        .flatMap(parse, Encoders.row(ELEMENTS));
  }

  private static Iterator<Row> elements(Path file, Broadcast<SerializableConfiguration> hadoop)
      throws IOException {
    var json = new CocoJson(hadoop.value().value(), file, Map.of());
    FileSystemPath.closeWithTask(json);
    return Stream.generate(() -> FileSystemPath.ask(json::next))
        .takeWhile(Optional::isPresent)
        .map(Optional::get)
        .filter(element -> !element.list().equals(CocoJson.CATEGORIES))
        .map(CocoPart::row)
        .iterator();
  }

  private static Row row(CocoJson.Element element) {
    var tree = element.tree();
    if (element.list().equals(CocoJson.ANNOTATIONS)) {
      var id = Ids.text(tree.get("image_id"));
      return RowFactory.create(id, 1, element.index(), null, null, tree.toString());
    }
    var name = CocoImage.name(tree);
    var ends = name.map(CocoImage::ends).map(CollectionConverters::asScala).orElse(null);
    var id = Ids.text(tree.get("id"));
    return RowFactory.create(id, 0, element.index(), name.orElse(null), ends, null);
  }

  /** A row for each image with its annotations in their order. */
  private static Dataset<Row> images(Dataset<Row> elements) {
    var element = struct("kind", "place", "name", "ends", "text");
    return elements
        .groupBy("id")
        .agg(sort_array(collect_list(element)).as("all"))
        .withColumn("images", expr("filter(all, e -> e.kind = 0)"))
        .select(
            col("id"),
            explode(col("images")).as("i"),
            expr("transform(filter(all, e -> e.kind = 1), e -> e.text)").as("instances"),
            expr("size(images)").as("alike"))
        .select(
            col("id"),
            col("i.name").as("given"),
            col("i.name").as("file"),
            col("i.ends").as("ends"),
            col("instances"),
            col("alike"));
  }

  /** The longest end of each name that is a file's; the whole name where none is. */
  private static Dataset<Row> found(Dataset<Row> images, Dataset<Row> files) {
    var ends =
        images
            .select(col("given").as("of"), posexplode(col("ends")))
            .join(files, col("col").equalTo(col("name")))
            .groupBy("of")
            .agg(min_by(col("name"), col("pos")).as("end"));
    return images
        .join(ends, col("given").equalTo(col("of")), "left")
        .withColumn("file", coalesce(col("end"), col("given")));
  }

  private static FoundLabels shapes(Row row, CocoScan scan, Path file) {
    var found = new FoundLabels();
    var fault =
        CocoImage.fault(file, row.getString(6), row.getString(1), row.getInt(4), row.getLong(5));
    fault.ifPresent(found::fault);
    if (fault.isPresent()) {
      return found;
    }
    var size = Optional.ofNullable(row.<byte[]>getAs(2)).flatMap(Sizes::of);
    List<String> instances = row.getList(3);
    for (var text : instances) {
      var tree = tree(text);
      var id = Ids.text(tree.get("id"));
      var called = CocoInstance.called(id, row.getString(6), file.getName());
      if (scan.doubledIds().contains(String.valueOf(id))) {
        found.fault(CocoInstance.doubled(called));
      }
      found.add(() -> CocoInstance.read(tree, scan, size, called));
    }
    return found;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
