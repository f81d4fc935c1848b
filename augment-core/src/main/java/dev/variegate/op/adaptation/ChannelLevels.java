package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.split;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.ReferenceCache;
import dev.variegate.pixel.Curve;
import dev.variegate.pixel.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** The levels of each channel of a reference. */
public record ChannelLevels(List<Quantiles> channels) implements ReferenceCache.Seen {

  public ChannelLevels {
    channels = List.copyOf(channels);
  }

  public static ChannelLevels of(Image image) {
    var channels = new ArrayList<Quantiles>();
    try (var planes = new MatVector()) {
      split(image.mat(), planes);
      for (int channel = 0; channel < image.channels(); channel++) {
        try (var plane = planes.get(channel)) {
          channels.add(Quantiles.of(Histogram.of(plane, image.type())));
        }
      }
    }
    return new ChannelLevels(channels);
  }

  /** The curve that gives a channel these levels as often as they are here. */
  Curve curve(Mat plane, int channel, SampleType type, double strength) {
    return channels.get(channel).curve(Histogram.of(plane, type), strength);
  }

  @Override
  public long bytes() {
    return channels.stream().mapToLong(Quantiles::bytes).sum();
  }
}
