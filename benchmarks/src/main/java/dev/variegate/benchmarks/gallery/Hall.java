package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.col;

import dev.variegate.benchmarks.data.FashionMnist;
import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.io.BinaryFiles;
import dev.variegate.io.IdxFolder;
import dev.variegate.stage.ImageClassifier;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What exhibits are made with.
 *
 * @param bundles folder of whole model bundles
 * @param data folder of real images
 * @param patience whether exhibits may take minutes
 */
record Hall(SparkSession spark, Path bundles, Path data, Patience patience) {

  static final ImageCodec CODEC = new ImageCodec();
  static final int GIVEN = 0x4285f4;
  static final int MADE = 0xf29900;

  private static final StructType SCHEMA =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("image", DataTypes.BinaryType)
          .add("label", DataTypes.StringType)
          .add("split", DataTypes.StringType);

  /** Tasks that images are cut into; more would only open networks side by side. */
  private static final int PARTS = 2;

  /** How long an exhibit may take. */
  enum Patience {
    SECONDS,
    MINUTES
  }

  /** The address of a bundle. */
  String bundle(String name) {
    return bundles.resolve(name).toString();
  }

  /** The first images below a folder of the data, by name; key, image, label, split. */
  Dataset<Row> images(String folder, int count) {
    return new BinaryFiles(data.resolve(folder).toString(), Optional.empty())
        .read(spark)
        .orderBy("key")
        .limit(count)
        .repartition(PARTS);
  }

  /** The first clothes that no network was trained on. */
  Dataset<Row> clothes(int count) {
    return new IdxFolder(data.resolve("fashion-mnist").toString(), FashionMnist.CLASSES)
        .read(spark)
        .where("split = 'test'")
        .orderBy("key")
        .limit(count)
        .repartition(PARTS)
        .cache();
  }

  /** A table of encoded images by their keys. */
  Dataset<Row> table(Map<String, byte[]> images) {
    var rows =
        new TreeMap<>(images)
            .entrySet().stream()
                .map(each -> RowFactory.create(each.getKey(), each.getValue(), "", "train"))
                .toList();
    return spark.createDataFrame(rows, SCHEMA).repartition(PARTS);
  }

  /** A table without rows. */
  Dataset<Row> nothing() {
    return table(Map.of());
  }

  /** A stage that replaces each image by what it makes of it, as PNG. */
  static <S extends HasGeneratedCopies<S>> S replacing(S stage) {
    return stage.setKeyCol("key").setSeed(1).setEncoding("png").setKeepOriginals(false);
  }

  /** The same with a bundle's network. */
  <S extends HasGeneratedCopies<S> & HasModel<S>> S replacing(S stage, String bundle) {
    return replacing(stage).setModel(bundle(bundle)).setAllowUnlicensed(true);
  }

  /** A stage that says what images show. */
  ImageClassifier judge(String bundle) {
    return new ImageClassifier().setModel(bundle(bundle)).setAllowUnlicensed(true);
  }

  /** A row of images as they are. */
  static ContactSheet.Row given(String title, Dataset<Row> images) {
    var tiles = tiles(List.copyOf(images(images).values()), "", GIVEN);
    return new ContactSheet.Row(title, "as they are", List.of(tiles));
  }

  /** A row of what a stage makes of them. */
  static ContactSheet.Row made(
      String title, String subtitle, Transformer stage, Dataset<Row> images) {
    return new ContactSheet.Row(title, subtitle, List.of(tiles(made(stage, images), "", MADE)));
  }

  /** What a stage makes of images, in the order of their keys and copies. */
  static List<byte[]> made(Transformer stage, Dataset<Row> images) {
    return stage
        .transform(images)
        .orderBy(col("lineage.sourceKey"), col("lineage.copy"))
        .select("image")
        .collectAsList()
        .stream()
        .map(row -> row.<byte[]>getAs(0))
        .toList();
  }

  /** The images of a table by their keys. */
  static Map<String, byte[]> images(Dataset<Row> table) {
    var images = new TreeMap<String, byte[]>();
    for (var row : table.select("key", "image").collectAsList()) {
      images.put(row.getString(0), row.<byte[]>getAs(1));
    }
    return images;
  }

  static byte[] png(Image image) {
    return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
  }

  static Image decoded(byte[] encoded) {
    return CODEC.decode(encoded);
  }

  static List<Tile> tiles(List<byte[]> images, String caption, int color) {
    return images.stream().map(image -> new Tile(image, caption, color)).toList();
  }
}
