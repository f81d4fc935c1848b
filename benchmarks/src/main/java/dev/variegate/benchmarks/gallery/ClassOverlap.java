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
  private final long[] intersections;
  private final long[] targets;
  private final long[] predictions;

  ClassOverlap(List<String> classes) {
    this.classes = classes;
    this.intersections = new long[classes.size()];
    this.targets = new long[classes.size()];
    this.predictions = new long[classes.size()];
  }

  /** Counts one image. */
  void count(Image truth, Image mask) {
    var expected = truth.toBytes();
    var predicted = mask.toBytes();
    for (int i = 0; i < expected.length; i++) {
      int target = Byte.toUnsignedInt(expected[i]);
      int prediction = Byte.toUnsignedInt(predicted[i]);
      if (target < classes.size()) {
        targets[target]++;
        predictions[prediction]++;
        intersections[target] += target == prediction ? 1 : 0;
      }
    }
  }

  /** 0 (apart) to 1 (the same); not a number where the class is nowhere. */
  double of(int index) {
    return (double) intersections[index]
        / (targets[index] + predictions[index] - intersections[index]);
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
      right += intersections[i];
      all += targets[i];
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
