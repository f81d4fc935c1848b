package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_imgproc.calcHist;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How often each level occurs in one channel. Floats are counted as 16-bit levels of 0..1, those
 * that are no number not at all.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class Histogram {

  private static final int BYTES = 256;

  /** So many samples OpenCV counts in floats without a loss. */
  private static final int EXACT = 1 << 24;

  private final long[] counts;

  private Histogram(long[] counts) {
    this.counts = counts;
  }

  /** Of a matrix of one channel. */
  public static Histogram of(Mat plane, SampleType type) {
    if (type == SampleType.UINT8 && plane.total() <= EXACT) {
      return new Histogram(counts(plane));
    }
    try (var image = Image.own(new Mat(plane))) {
      return new Histogram(counts(image, type));
    }
  }

  private static long[] counts(Mat plane) {
    var floats = new float[BYTES];
    try (var everywhere = new Mat();
        var made = new Mat()) {
      int[] first = {0};
      int[] sizes = {BYTES};
      float[] range = {0, BYTES};
      calcHist(plane, 1, first, everywhere, made, 1, sizes, range);
      try (var data = new FloatPointer(made.data())) {
        data.get(floats);
      }
    }
    var counts = new long[BYTES];
    for (int level = 0; level < BYTES; level++) {
      counts[level] = (long) floats[level];
    }
    return counts;
  }

  private static long[] counts(Image plane, SampleType type) {
    return switch (type) {
      case UINT8 -> {
        var counts = new long[BYTES];
        for (byte sample : plane.toBytes()) {
          counts[sample & 0xff]++;
        }
        yield counts;
      }
      case UINT16 -> {
        var counts = new long[65_536];
        for (short sample : plane.toShorts()) {
          counts[sample & 0xffff]++;
        }
        yield counts;
      }
      case FLOAT32 -> {
        var counts = new long[65_536];
        for (float sample : plane.toFloats()) {
          if (Float.isFinite(sample)) {
            double fraction = Math.max(0, Math.min(1, sample)); // as doubles, as curves look it up
            counts[(int) Math.rint(fraction * 65_535)]++;
          }
        }
        yield counts;
      }
    };
  }

  /** The highest level. */
  public int white() {
    return counts.length - 1;
  }

  public long count(int level) {
    return counts[level];
  }

  /** The highest level that occurs, or 0. */
  public int highest() {
    int level = white();
    while (level > 0 && counts[level] == 0) {
      level--;
    }
    return level;
  }

  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }
}
