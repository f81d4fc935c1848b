package dev.variegate.codec.tiff;

import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * Writes an image as a TIFF 6.0 of strips, channels interleaved, packed by Deflate: whole numbers
 * as differences, floats by their bytes. One channel is gray, three are RGB, four RGBA; of other
 * numbers the first is called gray and the rest extra samples, as others write bands. There is
 * nothing in it but the image and its color profile, so that equal samples give equal bytes.
 */
public final class TiffWriter {

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;
  private static final int ENTRY = 12;
  private static final int HEADER = 8;

  /** Rows are put together up to so many bytes, that a reader need not unpack all for some. */
  private static final int STRIP_BYTES = 1 << 18;

  private static final int MAX_ROW_BYTES = 1 << 30;

  private static final int DEFLATE = 8;
  private static final int UNMULTIPLIED_ALPHA = 2;

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Entry(TiffTag tag, int type, long[] values) {
    static Entry of(TiffTag tag, long value) {
      return new Entry(tag, LONG, new long[] {value});
    }

    static Entry all(TiffTag tag, long value, int times) {
      var values = new long[times];
      Arrays.fill(values, value);
      return new Entry(tag, SHORT, values);
    }

    int bytes() {
      return values.length * (type == SHORT ? 2 : type == LONG ? 4 : 1);
    }

    /** The values, in at least the four bytes that stand in the directory itself. */
    byte[] written() {
      var bytes = new byte[Math.max(4, bytes())];
      var numbers = numbers(bytes);
      for (long value : values) {
        switch (type) {
          case SHORT -> numbers.putShort((short) value);
          case LONG -> numbers.putInt((int) value);
          default -> numbers.put((byte) value);
        }
      }
      return bytes;
    }
  }

  private final Image image;
  private final Optional<ColorProfile> profile;
  private final int rows;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TiffWriter(Image image, Optional<ColorProfile> profile) {
    this.image = image;
    this.profile = profile;
    this.rows = Math.min(image.height(), Math.max(1, STRIP_BYTES / rowBytes()));
  }

  public static byte[] write(Image image, Optional<ColorProfile> profile) {
    return new TiffWriter(image, profile).write();
  }

  private byte[] write() {
    out.writeBytes(new byte[HEADER]);
    int strips = (image.height() - 1) / rows + 1;
    var offsets = new long[strips];
    var lengths = new long[strips];
    for (int i = 0; i < strips; i++) {
      offsets[i] = out.size();
      out.writeBytes(packed(i * rows, Math.min(image.height(), (i + 1) * rows)));
      lengths[i] = out.size() - offsets[i];
    }
    pad();
    int directory = directory(entries(offsets, lengths));
    var file = out.toByteArray();
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    var start = numbers(file);
    start.put((byte) (little ? 'I' : 'M')).put((byte) (little ? 'I' : 'M'));
    start.putShort((short) 42).putInt(directory);
    return file;
  }

  private byte[] packed(int from, int to) {
    var samples = new byte[(to - from) * rowBytes()];
    var row = new byte[rowBytes()];
    for (int y = from; y < to; y++) {
      try (var pixels = image.mat().ptr(y)) {
        pixels.get(row);
      }
      predictor().apply(row, image.channels(), image.type().bytes());
      System.arraycopy(row, 0, samples, (y - from) * row.length, row.length);
    }
    return deflated(samples);
  }

  private static byte[] deflated(byte[] samples) {
    var deflater = new Deflater();
    try {
      deflater.setInput(samples);
      deflater.finish();
      var packed = new ByteArrayOutputStream();
      var piece = new byte[1 << 14];
      while (!deflater.finished()) {
        packed.write(piece, 0, deflater.deflate(piece));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private TiffPredictor predictor() {
    return image.type() == SampleType.FLOAT32 ? TiffPredictor.FLOAT : TiffPredictor.HORIZONTAL;
  }

  /** In the order of their numbers, as the format asks. */
  private List<Entry> entries(long[] offsets, long[] lengths) {
    int channels = image.channels();
    boolean floats = image.type() == SampleType.FLOAT32;
    boolean rgb = channels == 3 || channels == 4;
    var entries = new ArrayList<Entry>();
    entries.add(Entry.of(TiffTag.WIDTH, image.width()));
    entries.add(Entry.of(TiffTag.HEIGHT, image.height()));
    entries.add(Entry.all(TiffTag.BITS, 8L * image.type().bytes(), channels));
    entries.add(Entry.all(TiffTag.COMPRESSION, DEFLATE, 1));
    entries.add(Entry.all(TiffTag.PHOTOMETRIC, rgb ? 2 : 1, 1));
    entries.add(new Entry(TiffTag.STRIP_OFFSETS, LONG, offsets));
    entries.add(Entry.all(TiffTag.CHANNELS, channels, 1));
    entries.add(Entry.of(TiffTag.STRIP_ROWS, rows));
    entries.add(new Entry(TiffTag.STRIP_LENGTHS, LONG, lengths));
    entries.add(Entry.all(TiffTag.PLANAR, 1, 1));
    entries.add(Entry.all(TiffTag.PREDICTOR, floats ? 3 : 2, 1));
    if (channels == 4) {
      entries.add(Entry.all(TiffTag.EXTRA_CHANNELS, UNMULTIPLIED_ALPHA, 1));
    } else if (!image.isColor()) {
      entries.add(Entry.all(TiffTag.EXTRA_CHANNELS, 0, channels - 1));
    }
    entries.add(Entry.all(TiffTag.SAMPLE_FORMAT, floats ? 3 : 1, channels));
    profile.ifPresent(icc -> entries.add(new Entry(TiffTag.COLOR_PROFILE, UNDEFINED, values(icc))));
    return entries;
  }

  private static long[] values(ColorProfile icc) {
    var bytes = icc.bytes();
    var values = new long[bytes.length];
    Arrays.setAll(values, i -> bytes[i]);
    return values;
  }

  /** Writes the directory and what does not fit into it; returns where it begins. */
  private int directory(List<Entry> entries) {
    int start = out.size();
    int behind = start + 2 + entries.size() * ENTRY + 4;
    var table = new byte[behind - start];
    var fields = numbers(table).putShort((short) entries.size());
    var rest = new ByteArrayOutputStream();
    for (var entry : entries) {
      fields.putShort((short) entry.tag().number()).putShort((short) entry.type());
      fields.putInt(entry.values().length);
      if (entry.bytes() > 4) {
        fields.putInt(behind + rest.size());
        rest.writeBytes(entry.written());
      } else {
        fields.put(entry.written());
      }
    }
    out.writeBytes(table);
    out.writeBytes(rest.toByteArray());
    return start;
  }

  /** Directories begin at even places. */
  private void pad() {
    if (out.size() % 2 == 1) {
      out.write(0);
    }
  }

  private int rowBytes() {
    long bytes = (long) image.width() * image.channels() * image.type().bytes();
    if (bytes > MAX_ROW_BYTES) {
      throw new IllegalArgumentException(
          "Image of %s with %d channels has rows of %d bytes but must have at most %d to be a TIFF; cut it into pieces"
              .formatted(image.size(), image.channels(), bytes, MAX_ROW_BYTES));
    }
    return (int) bytes;
  }

  private static ByteBuffer numbers(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
