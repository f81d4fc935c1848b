package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A decoded image: {@code [height, width, channel]}, samples 8-bit, 16-bit or float. One channel is
 * gray, three are RGB and four RGBA (never BGR); any other number, up to 512, are bands without a
 * meaning as colors, such as those of a satellite.
 *
 * <p>Immutable, until its matrix is surrendered. The samples lie in native memory that this object
 * owns: whoever made it closes it, and nothing else frees it. Using a closed image fails.
 */
public final class Image implements AutoCloseable {

  /** What OpenCV can hold. */
  public static final int MAX_CHANNELS = 512;

  private final Mat mat;
  private final Size size;
  private final int channels;
  private final SampleType type;
  private boolean closed;

  private Image(Mat mat) {
    this.mat = mat;
    this.size = new Size(mat.cols(), mat.rows());
    this.channels = mat.channels();
    this.type = SampleType.of(mat);
  }

  /**
   * Takes over a matrix in RGB order; the caller neither writes to it nor closes it from here on. A
   * matrix that is not an image is closed and refused.
   */
  public static Image own(Mat mat) {
    try {
      requireChannels(mat.channels());
      return new Image(mat);
    } catch (IllegalArgumentException e) {
      mat.close();
      throw e;
    }
  }

  /** Copies 8-bit samples, row by row, channels interleaved. */
  public static Image ofBytes(int width, int height, int channels, byte... samples) {
    var mat = allocate(new Size(width, height), channels, SampleType.UINT8, samples.length);
    try (var data = mat.data()) {
      data.put(samples, 0, samples.length);
    }
    return new Image(mat);
  }

  /** Copies unsigned 16-bit samples, row by row, channels interleaved. */
  public static Image ofShorts(int width, int height, int channels, short... samples) {
    var mat = allocate(new Size(width, height), channels, SampleType.UINT16, samples.length);
    try (var data = new ShortPointer(mat.data())) {
      data.put(samples, 0, samples.length);
    }
    return new Image(mat);
  }

  /** Copies float samples, row by row, channels interleaved. */
  public static Image ofFloats(int width, int height, int channels, float... samples) {
    var mat = allocate(new Size(width, height), channels, SampleType.FLOAT32, samples.length);
    try (var data = new FloatPointer(mat.data())) {
      data.put(samples, 0, samples.length);
    }
    return new Image(mat);
  }

  public Size size() {
    return size;
  }

  public int width() {
    return size.width();
  }

  public int height() {
    return size.height();
  }

  public int channels() {
    return channels;
  }

  /** Whether the channels are gray, RGB or RGBA, and not bands. */
  public boolean isColor() {
    return channels == 1 || channels == 3 || channels == 4;
  }

  /**
   * Refuses bands.
   *
   * @param what is given this image
   * @param advice what to do about it
   */
  public void requireColor(String what, String advice) {
    if (!isColor()) {
      throw new IllegalArgumentException(
          "%s is given an image with %d channels but must be gray, RGB or RGBA; %s"
              .formatted(what, channels, advice));
    }
  }

  public SampleType type() {
    return type;
  }

  /** A copy of 8-bit samples, row by row, channels interleaved. */
  public byte[] toBytes() {
    var samples = new byte[samples(SampleType.UINT8)];
    try (var whole = continuous();
        var data = new BytePointer(whole.data())) {
      data.get(samples);
    }
    return samples;
  }

  /** A copy of unsigned 16-bit samples, row by row, channels interleaved. */
  public short[] toShorts() {
    var samples = new short[samples(SampleType.UINT16)];
    try (var whole = continuous();
        var data = new ShortPointer(whole.data())) {
      data.get(samples);
    }
    return samples;
  }

  /** A copy of float samples, row by row, channels interleaved. */
  public float[] toFloats() {
    var samples = new float[samples(SampleType.FLOAT32)];
    try (var whole = continuous();
        var data = new FloatPointer(whole.data())) {
      data.get(samples);
    }
    return samples;
  }

  /** The same image with samples of its own; the caller closes it. */
  public Image copy() {
    return new Image(open().clone());
  }

  /** Whether both have the same size, channels, type and samples, bit for bit. */
  public boolean sameSamples(Image other) {
    if (!size.equals(other.size) || type != other.type || channels != other.channels) {
      return false;
    }
    return switch (type) {
      case UINT8 -> Arrays.equals(toBytes(), other.toBytes());
      case UINT16 -> Arrays.equals(toShorts(), other.toShorts());
      case FLOAT32 -> Arrays.equals(toFloats(), other.toFloats());
    };
  }

  private int samples(SampleType asked) {
    if (asked != type) {
      throw new IllegalStateException(
          "Image has %s samples and is asked for %s but must be the same; convert it first"
              .formatted(type, asked));
    }
    return Math.toIntExact(size.pixels() * channels);
  }

  /** A part of a larger matrix has gaps between its rows; the copy has none. */
  private Mat continuous() {
    return open().isContinuous() ? new Mat(mat) : mat.clone();
  }

  /** The samples as OpenCV sees them, in RGB order: to be read by operations, never written. */
  public Mat mat() {
    return open();
  }

  /**
   * Gives the matrix up to the caller, who may write to it and closes it; this image is closed from
   * here on.
   */
  public Mat surrender() {
    var given = open();
    closed = true;
    return given;
  }

  private Mat open() {
    if (closed) {
      throw new IllegalStateException(
          "Image of %s was closed and is used again; keep it open until the last use"
              .formatted(size));
    }
    return mat;
  }

  private static void requireChannels(int channels) {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "Image has %d channels but must have 1 to %d; split it"
              .formatted(channels, MAX_CHANNELS));
    }
  }

  private static Mat allocate(Size size, int channels, SampleType type, int given) {
    requireChannels(channels);
    long needed = size.pixels() * channels;
    if (given != needed) {
      throw new IllegalArgumentException(
          "Image of %s with %d channels is given %d samples but must be %d; pass width*height*channels samples"
              .formatted(size, channels, given, needed));
    }
    OpenCv.load();
    return new Mat(size.height(), size.width(), CV_MAKETYPE(type.depth(), channels));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      mat.close();
    }
  }

  @Override
  public String toString() {
    return "%s x %d %s%s".formatted(size, channels, type, closed ? ", closed" : "");
  }
}
