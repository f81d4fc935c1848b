package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;

import dev.variegate.image.Image;
import dev.variegate.op.ReferenceCache;
import dev.variegate.pixel.NonFinite;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The amplitudes of an image's lowest frequencies, channel by channel, in fractions of full
 * intensity summed over all pixels.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class LowFrequencyAmplitudes implements ReferenceCache.Seen {

  private final int reach;
  private final float[][] channels;

  private LowFrequencyAmplitudes(int reach, float[][] channels) {
    this.reach = reach;
    this.channels = channels;
  }

  /**
   * Up to which frequency amplitudes are kept for one that is asked for: a power of two, so that
   * few of them serve all that are drawn, and no more than there are.
   */
  static int kept(int asked, int shorterSide) {
    int power = Integer.highestOneBit(Math.max(1, 2 * asked - 1));
    return Math.max(asked, Math.min(power, shorterSide / 2));
  }

  static LowFrequencyAmplitudes of(Image image, int reach) {
    var channels = new float[image.channels()][];
    for (int channel = 0; channel < channels.length; channel++) {
      try (var plane = new Mat()) {
        extractChannel(image.mat(), plane, channel);
        try (var numbers = NonFinite.filled(plane);
            var spectrum = ChannelSpectrum.of(numbers, image.type())) {
          channels[channel] = spectrum.amplitudes(reach);
        }
      }
    }
    return new LowFrequencyAmplitudes(reach, channels);
  }

  /**
   * One amplitude.
   *
   * @param down cycles along the height, from -reach to reach
   * @param across cycles along the width
   */
  float at(int channel, int down, int across) {
    return channels[channel][(down + reach) * (2 * reach + 1) + across + reach];
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * channels.length * channels[0].length;
  }
}
