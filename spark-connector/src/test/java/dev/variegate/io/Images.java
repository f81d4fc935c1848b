package dev.variegate.io;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.file.FolderWalk;
import dev.variegate.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small images, rows of them, and what a folder of files holds. */
public final class Images {

  public static final StructType SCHEMA =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("image", DataTypes.BinaryType)
          .add("label", DataTypes.StringType)
          .add("split", DataTypes.StringType)
          .add(
              "lineage",
              new StructType()
                  .add("copy", DataTypes.IntegerType)
                  .add("method", DataTypes.StringType));

  private Images() {}

  /** An image of 2x2 that differs from those of other numbers. */
  public static byte[] png(int number) {
    try (var image =
        Image.ofBytes(2, 2, 1, (byte) number, (byte) (number >> 8), (byte) 9, (byte) 7)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  public static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Row row(String key, byte[] image, String label, String split, int copy) {
    return RowFactory.create(key, image, label, split, RowFactory.create(copy, "classic"));
  }

  /** Rows of {@link #SCHEMA}: this many images, each with its copies 0 and 1. */
  public static List<Row> rows(int images) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < images; i++) {
      for (int copy = 0; copy < 2; copy++) {
        var label = i % 3 == 0 ? "coat" : "bag";
        rows.add(
            row("train/" + label + "/p" + i + ".png", png(2 * i + copy), label, "train", copy));
      }
    }
    return rows;
  }

  public static List<Row> collect(Dataset<Row> rows) {
    return rows.sort("key").collectAsList();
  }

  /** SHA-256 of each file below the folder that Hadoop shows, by its path. */
  public static SortedMap<String, String> visible(Path folder) {
    var files = all(folder);
    files
        .keySet()
        .removeIf(name -> List.of(name.split("/")).stream().anyMatch(FolderWalk::isHidden));
    return files;
  }

  /**
   * SHA-256 of each file below the folder, by its path; without the check sums of the local file
   * system.
   */
  static SortedMap<String, String> all(Path folder) {
    var files = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      for (var file :
          paths.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".crc")).toList()) {
        files.put(folder.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
