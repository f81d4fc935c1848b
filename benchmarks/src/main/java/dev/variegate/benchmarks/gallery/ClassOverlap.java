package dev.variegate.benchmarks.gallery;

import dev.variegate.image.Image;
import java.util.List;
import java.util.Locale;

/**
 * How far masks of classes agree with the true ones: intersection over union of each class, over
 * the pixels of all images. Pixels whose true class is none of the known do not count.
 */
final class ClassOverlap {

  private final List<String> classes;
  private final long[] both;
  private final long[] given;
  private final long[] made;

  ClassOverlap(List<String> classes) {
    this.classes = classes;
    this.both = new long[classes.size()];
    this.given = new long[classes.size()];
    this.made = new long[classes.size()];
  }

  /** Counts one image. */
  void count(Image truth, Image mask) {
    var expected = truth.toBytes();
    var said = mask.toBytes();
    for (int i = 0; i < expected.length; i++) {
      int of = Byte.toUnsignedInt(expected[i]);
      if (of < classes.size()) {
        given[of]++;
        made[said[i]]++;
        both[of] += of == said[i] ? 1 : 0;
      }
    }
  }

  /** 0 (apart) to 1 (the same); not a number where the class is nowhere. */
  double of(int index) {
    return (double) both[index] / (given[index] + made[index] - both[index]);
  }

  /** A line for each class, then their mean and the fraction of all pixels that are right. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    double sum = 0;
    long right = 0;
    long all = 0;
    for (int i = 0; i < classes.size(); i++) {
      text.append(String.format(Locale.ROOT, "  %-12s %.3f%n", classes.get(i), of(i)));
      sum += of(i);
      right += both[i];
      all += given[i];
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "  %-12s %.3f%n  %-12s %.3f%n",
                "mean",
                sum / classes.size(),
                "pixels right",
                (double) right / all))
        .toString();
  }
}
