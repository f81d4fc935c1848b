package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;

import dev.variegate.image.SampleType;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A function of its own for each channel.
 *
 * @param curves as many as the picture has channels, without alpha
 */
record ChannelCurves(List<Curve> curves) implements PixelMap {

  private static final int ENTRIES = 256;

  ChannelCurves {
    curves = List.copyOf(curves);
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    return type == SampleType.UINT8 ? lookUp(mat) : each(mat, type);
  }

  private Mat lookUp(Mat mat) {
    int channels = curves.size();
    var entries = new byte[ENTRIES * channels];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < ENTRIES; i++) {
        entries[i * channels + channel] = (byte) curves.get(channel).integer(i, ENTRIES - 1);
      }
    }
    var result = new Mat();
    try (var data = new BytePointer(entries);
        var table = new Mat(1, ENTRIES, CV_8UC(channels), data)) {
      LUT(mat, table, result);
    }
    return result;
  }

  private Mat each(Mat mat, SampleType type) {
    var result = mat.clone();
    for (int channel = 0; channel < curves.size(); channel++) {
      try (var plane = new Mat()) {
        extractChannel(mat, plane, channel);
        try (var changed = curves.get(channel).apply(plane, type)) {
          insertChannel(changed, result, channel);
        }
      }
    }
    return result;
  }
}
