package dev.variegate.generate.style;

import dev.variegate.model.Tensor;
import java.util.List;

/**
 * What an encoder says of one image: channels of features, each with a mean and a deviation over
 * all places of the image; or a vector of features, without places.
 *
 * <p>Adaptive instance normalization gives a content c the statistics of a style s, channel by
 * channel: {@code AdaIN(c, s) = d(s) (c - m(c)) / d(c) + m(s)}, m the mean and d the deviation
 * (Huang and Belongie, "Arbitrary Style Transfer in Real-Time with Adaptive Instance
 * Normalization", ICCV 2017, equation 8). It is linear in m(s) and d(s), so that a blend of styles
 * by fractions w that sum to 1 (their equation 15), {@code sum of w AdaIN(c, s)}, is AdaIN with any
 * style of mean {@code sum of w m(s)} and deviation {@code sum of w d(s)}. {@link #mixed} makes
 * such a style, so that decoders that normalize inside can blend too. Content itself may be among
 * the blended, since {@code AdaIN(c, c) = c}: its fraction is 1 less the strength (their equation
 * 14).
 */
final class FeatureMap {

  private final float[] values;
  private final List<Long> shape;
  private final int channels;
  private final int step;
  private final int stride;

  private double[] mean;
  private double[] deviation;

  private FeatureMap(float[] values, List<Long> shape, boolean channelsLast) {
    this.values = values;
    this.shape = List.copyOf(shape);
    this.channels = Math.toIntExact(shape.get(channelsLast ? shape.size() - 1 : 0));
    this.step = channelsLast ? channels : 1;
    this.stride = channelsLast ? 1 : places();
  }

  /** One style or content and its fraction of a blend. */
  record Part(FeatureMap map, double fraction) {}

  /**
   * The first row of a tensor of features: {@code [batch, channel, height, width]}, {@code [batch,
   * height, width, channel]} or {@code [batch, number]}.
   */
  static FeatureMap channelsFirst(Tensor features) {
    return of(features, false);
  }

  /** The same where the channels stand last. */
  static FeatureMap channelsLast(Tensor features) {
    return of(features, true);
  }

  private static FeatureMap of(Tensor features, boolean last) {
    return new FeatureMap(
        features.row(0), features.shape().subList(1, features.shape().size()), last);
  }

  /** As a tensor, the same in each of so many rows. */
  Tensor tensor(int rows) {
    var repeated = new float[Math.multiplyExact(rows, values.length)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, 0, repeated, row * values.length, values.length);
    }
    var sizes = new long[shape.size() + 1];
    sizes[0] = rows;
    for (int i = 0; i < shape.size(); i++) {
      sizes[i + 1] = shape.get(i);
    }
    return Tensor.of(repeated, sizes);
  }

  /** How many bytes the features take. */
  long bytes() {
    return (long) Float.BYTES * values.length;
  }

  /**
   * A style whose mean and deviation are those of the parts, blended by their fractions; of the
   * shape of the first. One whole part is given back as it is.
   */
  static FeatureMap mixed(List<Part> parts) {
    var first = parts.get(0).map;
    if (parts.size() == 1 && parts.get(0).fraction == 1) {
      return first;
    }
    var blended = new float[first.values.length];
    for (int channel = 0; channel < first.channels; channel++) {
      double mean = 0;
      double deviation = 0;
      for (var part : parts) {
        mean += part.fraction * part.map.mean()[channel];
        deviation += part.fraction * part.map.deviation()[channel];
      }
      first.fill(blended, channel, mean, deviation);
    }
    return new FeatureMap(blended, first.shape, first.step > 1);
  }

  /** This map's pattern with other statistics, or an even one where it has no pattern. */
  private void fill(float[] target, int channel, double wantedMean, double wantedDeviation) {
    double own = deviation()[channel];
    int even = places() / 2 * 2;
    // Half of the places above the mean and half below; one may be left over, in its middle.
    double swing = even == 0 ? 0 : wantedDeviation * Math.sqrt((double) places() / even);
    for (int place = 0; place < places(); place++) {
      int at = channel * stride + place * step;
      double from =
          own > 0
              ? (values[at] - mean()[channel]) / own * wantedDeviation
              : swing * (place >= even ? 0 : place % 2 == 0 ? 1 : -1);
      target[at] = (float) (wantedMean + from);
    }
  }

  private int places() {
    return values.length / channels;
  }

  /** Of each channel. */
  double[] mean() {
    measure();
    return mean;
  }

  /** Of each channel: the root of the mean square of what departs from the mean. */
  double[] deviation() {
    measure();
    return deviation;
  }

  // Cached styles are shared by threads.
  private synchronized void measure() {
    if (deviation != null) {
      return;
    }
    var means = new double[channels];
    var deviations = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (int place = 0; place < places(); place++) {
        sum += values[channel * stride + place * step];
      }
      means[channel] = sum / places();
      double squares = 0;
      for (int place = 0; place < places(); place++) {
        double apart = values[channel * stride + place * step] - means[channel];
        squares += apart * apart;
      }
      deviations[channel] = Math.sqrt(squares / places());
    }
    mean = means;
    deviation = deviations;
  }

  @Override
  public String toString() {
    return "features " + shape;
  }
}
