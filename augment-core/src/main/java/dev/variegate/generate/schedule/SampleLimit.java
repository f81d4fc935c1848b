package dev.variegate.generate.schedule;

import java.util.Arrays;

/** What keeps the samples of a predicted image in its range. */
interface SampleLimit {

  /** They stay as they are. */
  SampleLimit NONE = clean -> clean;

  /** The predicted images of a batch, limited. */
  double[] apply(double[] clean);

  /** No magnitude above a range. */
  static SampleLimit clip(double range) {
    return clean -> LinearCombination.clip(clean, range);
  }

  /**
   * Dynamic thresholding: each image is clipped at a quantile of its magnitudes and divided by it,
   * where that is above 1 (Saharia et al., "Photorealistic Text-to-Image Diffusion Models with Deep
   * Language Understanding", 2022, section 2.3).
   *
   * @param ratio of the quantile, 0..1
   * @param most the largest quantile that is divided by, 1 or more
   * @param width samples of an image; 0: all that are given are one image
   */
  static SampleLimit dynamic(double ratio, double most, int width) {
    return clean -> {
      var limited = new double[clean.length];
      int each = width == 0 ? clean.length : width;
      for (int from = 0; from < clean.length; from += each) {
        double limit = Math.max(1, Math.min(most, quantile(clean, from, from + each, ratio)));
        for (int i = from; i < from + each; i++) {
          limited[i] = Math.max(-limit, Math.min(limit, clean[i])) / limit;
        }
      }
      return limited;
    };
  }

  /** The same with what the file says. */
  static SampleLimit dynamic(ConfigKeys keys, int width) {
    double ratio = keys.number("dynamic_thresholding_ratio", 0.995);
    double most = keys.number("sample_max_value", 1);
    keys.at("dynamic_thresholding_ratio").require(ratio >= 0 && ratio <= 1, "within 0..1");
    keys.at("sample_max_value").require(most >= 1, "at least 1");
    return dynamic(ratio, most, width);
  }

  /** Of the magnitudes, linear between two of them. */
  private static double quantile(double[] samples, int from, int to, double ratio) {
    var magnitudes = Arrays.copyOfRange(samples, from, to);
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs(magnitudes[i]);
    }
    Arrays.sort(magnitudes);
    double place = ratio * (magnitudes.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, magnitudes.length - 1);
    return magnitudes[below] + (place - below) * (magnitudes[above] - magnitudes[below]);
  }
}
