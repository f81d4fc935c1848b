package dev.variegate.model;

import dev.variegate.model.TensorRole.Pixels;
import java.util.stream.IntStream;

/**
 * How the samples of one channel lie in the range that a network wants: {@code (low + level (high -
 * low) - mean) / deviation}, with the level from 0 (black) to 1 (white).
 */
record ChannelScale(double low, double high, double mean, double deviation) {

  /** The numbers of all channels of a tensor, in its order. */
  static ChannelScale[] of(Pixels pixels) {
    return IntStream.range(0, pixels.channels().count())
        .mapToObj(
            channel ->
                new ChannelScale(
                    pixels.low(),
                    pixels.high(),
                    pixels.mean().get(channel),
                    pixels.deviation().get(channel)))
        .toArray(ChannelScale[]::new);
  }

  /** What stands in the tensor for a level. */
  float value(double level) {
    double value = low + level * (high - low);
    return (float) ((value - mean) / deviation);
  }

  /** What stands in the tensor for each sample of 8 bits. */
  float[] ofBytes() {
    var values = new float[256];
    for (int sample = 0; sample < values.length; sample++) {
      values[sample] = value(sample / 255.0);
    }
    return values;
  }

  /** What stands in the tensor for black. */
  double black() {
    return (low - mean) / deviation;
  }

  /** By what the distance from black is multiplied, where white is to be {@code white}. */
  double step(double white) {
    return white * deviation / (high - low);
  }
}
