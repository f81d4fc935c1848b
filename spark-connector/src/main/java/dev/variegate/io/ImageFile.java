package dev.variegate.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.HeaderReader;
import dev.variegate.codec.ImageCodec;
import dev.variegate.file.FolderWalk;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageFormat;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.apache.spark.sql.Row;

/** One image as it lies in an image folder. */
public final class ImageFile {

  private static final int STEM = 60;
  private static final int HASH_BYTES = 6;
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final byte[] bytes;
  private final String metadata;
  private final Map<String, byte[]> beside;

  private ImageFile(String name, byte[] bytes, String metadata) {
    this(name, bytes, metadata, Map.of());
  }

  /**
   * @param beside small files that go with it, by their paths below the root
   */
  public ImageFile(String name, byte[] bytes, String metadata, Map<String, byte[]> beside) {
    this.name = name;
    this.bytes = bytes;
    this.metadata = metadata;
    this.beside = Map.copyOf(beside);
  }

  /** Takes key, image, label, split, copy and lineage (JSON text), in this order. */
  static ImageFile of(Row row) {
    var key = key(row);
    byte[] bytes = present(row.<byte[]>getAs(1), "image", key);
    var label = present(row.getString(2), "label", key);
    var split = present(row.getString(3), "split", key);
    int copy = row.getInt(4);
    var name = FolderName.of(split) + "/" + FolderName.of(label) + "/" + fileName(key, copy, bytes);
    return new ImageFile(name, bytes, metadata(name, row));
  }

  /** Takes the same and a mask; a label that is null has no folder. */
  static ImageFile withMask(Row row) {
    var key = key(row);
    byte[] bytes = present(row.<byte[]>getAs(1), "image", key);
    byte[] mask = lossless(present(row.<byte[]>getAs(6), "mask", key));
    var split = FolderName.of(present(row.getString(3), "split", key));
    var folder = split + "/" + (row.isNullAt(2) ? "" : FolderName.of(row.getString(2)) + "/");
    var file = fileName(key, row.getInt(4), bytes);
    var name = MaskFolder.IMAGES + "/" + folder + file;
    var beside = MaskFolder.MASKS + "/" + folder + stem(file) + "." + ending(stem(file), mask);
    return new ImageFile(name, bytes, metadata(name, row), Map.of(beside, mask));
  }

  /** PNG, or TIFF of what has no place there. */
  private static byte[] lossless(byte[] mask) {
    var format = HeaderReader.read(mask).format();
    if (format == ImageFormat.PNG || format == ImageFormat.TIFF) {
      return mask;
    }
    try (var image = new ImageCodec().decode(mask)) {
      return new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG));
    }
  }

  /** Path below the root. */
  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Small files that go with it, by their paths below the root. */
  Map<String, byte[]> beside() {
    return beside;
  }

  /** One line of JSON. */
  String metadata() {
    return metadata;
  }

  /** The first column, which names the row. */
  public static String key(Row row) {
    if (row.isNullAt(0)) {
      throw new IllegalArgumentException(
          "A row has no key, but a folder of images needs one for each file name; fill the column key, or leave such rows out");
    }
    return row.getString(0);
  }

  public static <T> T present(T value, String what, String key) {
    if (value == null || value.equals("")) {
      throw new IllegalArgumentException(
          "Row \"%s\" has no %s, but a folder of images needs one for each; leave such rows out (handleInvalid skip) or write Parquet"
              .formatted(key, what));
    }
    return value;
  }

  /**
   * A name that key and copy alone decide, of no more bytes than file systems take: the hash says
   * keys apart, so that the stem need only be legible.
   */
  public static String fileName(String key, int copy, byte[] bytes) {
    var last = key.substring(key.lastIndexOf('/') + 1);
    var stem = ImageFiles.isImage(last) ? stem(last) : last;
    var hash = Sha256.digest(key.getBytes(StandardCharsets.UTF_8));
    var rest =
        "-"
            + HexFormat.of().formatHex(hash, 0, HASH_BYTES)
            + "-"
            + copy
            + "."
            + ending(last, bytes);
    return readable(stem, FolderName.MAX_BYTES - rest.length()) + rest;
  }

  /** The name of a file without its ending. */
  public static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static String readable(String stem, int bytes) {
    var safe = new StringBuilder();
    stem.codePoints()
        .limit(STEM)
        .forEach(c -> safe.appendCodePoint(FolderName.isSafe(c) && c != ' ' ? c : '-'));
    if (FolderWalk.isHidden(safe.toString())) {
      safe.insert(0, 'x');
    }
    while (safe.toString().getBytes(StandardCharsets.UTF_8).length > bytes) {
      safe.setLength(safe.offsetByCodePoints(safe.length(), -1));
    }
    return safe.toString();
  }

  private static String ending(String name, byte[] bytes) {
    try {
      return HeaderReader.read(bytes).format().extension();
    } catch (BadImageException e) { // passed through as it came: damaged images keep their ending
      return ImageFiles.isImage(name) ? name.substring(name.lastIndexOf('.') + 1) : "bin";
    }
  }

  private static String metadata(String name, Row row) {
    try {
      var line = JSON.createObjectNode();
      line.put("file_name", name);
      line.put(ImageSource.KEY, row.getString(0));
      line.put("copy", row.getInt(4));
      line.put(ImageSource.LABEL, row.getString(2));
      line.put(ImageSource.SPLIT, row.getString(3));
      line.set(
          ImageSink.LINEAGE, row.isNullAt(5) ? JSON.nullNode() : JSON.readTree(row.getString(5)));
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
