package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.split;

import dev.variegate.image.SampleType;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * A function of its own for each channel.
 *
 * @param curves as many as the picture has channels, without alpha
 */
record ChannelCurves(List<Curve> curves) implements PixelMap {

  ChannelCurves {
    curves = List.copyOf(curves);
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    var result = new Mat();
    try (var planes = new MatVector()) {
      split(mat, planes);
      for (int channel = 0; channel < curves.size(); channel++) {
        try (var plane = planes.get(channel);
            var changed = curves.get(channel).apply(plane, type)) {
          planes.put(channel, changed);
        }
      }
      merge(planes, result);
    }
    return result;
  }
}
