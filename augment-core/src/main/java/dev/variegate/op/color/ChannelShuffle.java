package dev.variegate.op.color;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;

/**
 * Shuffles the channels; size and alpha kept; exact. Gray images are unchanged.
 *
 * <p>Reference: Albumentations {@code ChannelShuffle}.
 */
public record ChannelShuffle() implements Augmentation {

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(random.nextLong());
  }

  /** Channel shuffle with the seed of its order fixed. */
  public record At(long seed) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.aside(image, this::shuffled);
    }

    private Mat shuffled(Mat mat) {
      var result = mat.clone();
      int[] order = order(mat.channels());
      for (int channel = 0; channel < order.length; channel++) {
        try (var plane = new Mat()) {
          extractChannel(mat, plane, order[channel]);
          insertChannel(plane, result, channel);
        }
      }
      return result;
    }

    /** Where each channel is taken from. Source: Fisher and Yates. */
    private int[] order(int channels) {
      var order = new int[channels];
      try (var generator = new RNG(seed)) {
        for (int i = 0; i < channels; i++) {
          int other = generator.uniform(0, i + 1);
          order[i] = order[other];
          order[other] = i;
        }
      }
      return order;
    }
  }
}
