package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.split;

import dev.variegate.image.SampleType;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * A function of its own for each channel, measured on that channel.
 *
 * @param measure the curve for one channel, as it is after all parts before
 */
public record ChannelCurves(Measure measure) implements PixelMap {

  /** Looks at one channel. */
  @FunctionalInterface
  public interface Measure {
    /**
     * The curve for one channel.
     *
     * @param channel its number, from 0
     */
    Curve curve(Mat plane, int channel, SampleType type);
  }

  @Override
  public boolean isMeasured() {
    return true;
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    try (var planes = new MatVector()) {
      split(mat, planes);
      for (int channel = 0; channel < mat.channels(); channel++) {
        try (var plane = planes.get(channel);
            var changed = measure.curve(plane, channel, type).apply(plane, type)) {
          planes.put(channel, changed);
        }
      }
      var result = new Mat();
      merge(planes, result);
      return result;
    }
  }
}
