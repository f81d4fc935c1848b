package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How often each level occurs in one channel. Floats are counted as 16-bit levels of 0..1.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class Histogram {

  private final long[] counts;

  private Histogram(long[] counts) {
    this.counts = counts;
  }

  /** One for each channel. */
  static List<Histogram> of(Mat mat, SampleType type) {
    var histograms = new ArrayList<Histogram>();
    for (int channel = 0; channel < mat.channels(); channel++) {
      var plane = new Mat();
      extractChannel(mat, plane, channel);
      try (var image = Image.own(plane)) {
        histograms.add(new Histogram(counts(image, type)));
      }
    }
    return histograms;
  }

  private static long[] counts(Image plane, SampleType type) {
    return switch (type) {
      case UINT8 -> {
        var counts = new long[256];
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
          counts[(int) Math.rint(Math.max(0, Math.min(1, sample)) * 65_535)]++;
        }
        yield counts;
      }
    };
  }

  /** The highest level. */
  int white() {
    return counts.length - 1;
  }

  long count(int level) {
    return counts[level];
  }

  /** The lowest level that occurs. */
  int lowest() {
    int level = 0;
    while (counts[level] == 0) {
      level++;
    }
    return level;
  }

  /** The highest level that occurs. */
  int highest() {
    int level = white();
    while (counts[level] == 0) {
      level--;
    }
    return level;
  }

  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }
}
