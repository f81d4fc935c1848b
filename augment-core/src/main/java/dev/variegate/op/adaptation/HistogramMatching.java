package dev.variegate.op.adaptation;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.op.Reference;
import dev.variegate.pixel.ChannelCurves;
import dev.variegate.pixel.ImageDependentMap;
import dev.variegate.pixel.PixelMap;
import dev.variegate.random.Range;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Matches the histogram of each channel to that of a drawn reference; size and alpha kept. Each
 * level maps to where the reference has the same fraction of samples at or below, interpolated
 * linearly between its levels. Float samples are mapped through 16-bit levels of 0..1.
 *
 * <p>A gray image uses the gray of a color reference, a color image uses a gray reference for all
 * channels; a multi-band image needs a reference with as many bands. Source: Gonzalez and Woods,
 * "Digital Image Processing", histogram matching (specification).
 *
 * <p>Reference: scikit-image {@code match_histograms}, Albumentations {@code HistogramMatching}.
 *
 * @param strength fraction of the matched image in the result, 0..1; 0 changes nothing
 */
public record HistogramMatching(Range strength) implements Augmentation {

  private static final String NAME = "Histogram-matching";

  public HistogramMatching {
    strength.requireWithin(0, 1, NAME + " strength");
  }

  /** Half-way to wholly. */
  public HistogramMatching() {
    this(Range.of(0.5, 1));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return draw(random, DrawContext.of(size));
  }

  @Override
  public Step draw(RandomGenerator random, DrawContext subject) {
    double drawn = strength.draw(random);
    return new At(subject.references().draw(random, NAME), drawn);
  }

  /** Histogram matching with its reference and strength fixed. */
  public record At(Reference reference, double strength) implements Step {
    @Override
    public Form lower(Size size) {
      return strength == 0
          ? new Pointwise(List.of())
          : Pointwise.of((ImageDependentMap) this::matching);
    }

    private PixelMap matching(Mat mat, SampleType type) {
      int channels = mat.channels();
      var levels =
          reference.look(
              "levels, %d channels".formatted(channels),
              ChannelLevels.class,
              image -> {
                try (var alike = ReferenceChannels.of(image, reference.name(), channels, NAME)) {
                  return ChannelLevels.of(alike);
                }
              });
      return new ChannelCurves(
          (plane, channel, samples) -> levels.curve(plane, channel, samples, strength));
    }
  }
}
