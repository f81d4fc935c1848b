package dev.variegate.stage.row;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.SourceImage;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.pixel.BgrSamples;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A column of images, seen as encoded bytes.
 *
 * <p>Spark's image struct holds decoded samples (8-bit, BGR); it is seen as the PNG of them, which
 * loses nothing, and what is made is decoded into a struct again.
 *
 * @param index of the column in its rows
 * @param struct whether it holds Spark's image struct
 */
public record ImageColumn(int index, boolean struct) implements Serializable {

  private static final Encoding LOSSLESS = Encoding.of(ImageFormat.PNG);
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;
  private static final int CHANNELS = 3;
  private static final int MODE = 4;
  private static final int DATA = 5;
  private static final Set<Integer> CHANNEL_NUMBERS = Set.of(1, 3, 4);

  /** The column of this name, after a look at its type; a Param names it. */
  public static ImageColumn named(StructType schema, String name, String param) {
    int index = Columns.image(schema, name, param);
    return new ImageColumn(index, Columns.isImageStruct(schema.fields()[index].dataType()));
  }

  /** The image of a row, encoded. */
  public byte[] encoded(Row row, ImageCodec codec) {
    requirePresent(row);
    if (!struct) {
      return row.getAs(index);
    }
    try (var image = image(row.getStruct(index))) {
      return codec.encode(image, LOSSLESS);
    }
  }

  /** The image of a row, for copies of it. */
  public SourceImage source(Row row, ImageCodec codec) {
    return new SourceImage(encoded(row, codec), codec);
  }

  /**
   * As {@link #source}; looked at as far as its header, which most damage shows in.
   *
   * @throws dev.variegate.image.BadImageException if it is not an image, or too large
   */
  public SourceImage checked(Row row, ImageCodec codec) {
    var source = source(row, codec);
    source.size();
    return source;
  }

  /** The image of a row; the caller closes it. */
  public Image decoded(Row row, ImageCodec codec) {
    requirePresent(row);
    return struct ? image(row.getStruct(index)) : codec.decode(row.getAs(index));
  }

  /** What names the image where no column does: its hash, or a struct's origin. */
  public String name(Row row) {
    if (row.isNullAt(index)) {
      return "";
    }
    return struct ? row.getStruct(index).getString(0) : Sha256.hex(row.getAs(index));
  }

  /** Bytes of the image in the column of this index, encoded or in a struct. */
  long bytes(Row row, int column) {
    if (row.isNullAt(column)) {
      return 0;
    }
    byte[] held = struct ? row.getStruct(column).getAs(DATA) : row.getAs(column);
    return held.length;
  }

  private void requirePresent(Row row) {
    if (row.isNullAt(index)) {
      throw new IllegalArgumentException("Image is null but must be there; drop the row");
    }
  }

  /** What the column holds for a copy of a row's image; a struct keeps the origin. */
  Object copy(byte[] encoded, Row source, ImageCodec codec) {
    return value(encoded, struct ? source.getStruct(index).getString(0) : "", codec);
  }

  /** What the column holds for a made image. */
  public Object value(byte[] encoded, String origin, ImageCodec codec) {
    if (!struct) {
      return encoded;
    }
    try (var image = codec.decode(encoded)) {
      return RowFactory.create(
          origin,
          image.height(),
          image.width(),
          image.channels(),
          mode(image.channels()),
          BgrSamples.of(image));
    }
  }

  private static Image image(Row image) {
    int channels = image.getInt(CHANNELS);
    if (!CHANNEL_NUMBERS.contains(channels) || image.getInt(MODE) != mode(channels)) {
      throw new IllegalArgumentException(
          "Image struct has %d channels and mode %d but must be CV_8UC1 (0), CV_8UC3 (16) or CV_8UC4 (24); convert it"
              .formatted(channels, image.getInt(MODE)));
    }
    return BgrSamples.image(
        image.getInt(WIDTH), image.getInt(HEIGHT), channels, image.<byte[]>getAs(DATA));
  }

  /** OpenCV's code of 8-bit samples with so many channels. */
  private static int mode(int channels) {
    return (channels - 1) << 3;
  }
}
