package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.op.Reference;
import dev.variegate.op.geometric.Resize;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.NonFinite;
import dev.variegate.random.Range;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives the image the coarse light and colors of a drawn reference: the amplitudes of each
 * channel's lowest frequencies become those of the reference at the image's size, while the phases,
 * and with them the shapes, stay; size and alpha kept. Integer samples are rounded and clamped,
 * float samples may go outside 0..1.
 *
 * <p>The reference is scaled to the image's size by area averaging. A gray image uses the gray of a
 * color reference, a color image uses a gray reference for all channels; a multi-band image needs a
 * reference with as many bands. Source: Yang and Soatto, "FDA: Fourier Domain Adaptation for
 * Semantic Segmentation", arXiv:2004.05498, section 3.1.
 *
 * <p>Reference: its published code, whose square of frequencies is measured on the shorter side;
 * Albumentations {@code FDA}.
 *
 * @param beta up to which frequency, as a fraction of the image's shorter side in pixels, 0..0.5; 0
 *     changes nothing, the least above gives the mean alone; from about 0.05 clouds of the
 *     reference show
 */
public record FourierDomainAdaptation(Range beta) implements Augmentation {

  private static final String NAME = "Fourier-domain-adaptation";

  public FourierDomainAdaptation {
    beta.requireWithin(0, 0.5, NAME + " beta");
  }

  /** From the paper's least to its most, 0.01 to 0.09. */
  public FourierDomainAdaptation() {
    this(Range.of(0.01, 0.09));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return draw(random, DrawContext.of(size));
  }

  @Override
  public Step draw(RandomGenerator random, DrawContext subject) {
    double drawn = beta.draw(random);
    return new At(subject.references().draw(random, NAME), drawn);
  }

  /** Fourier domain adaptation with its reference and beta fixed. */
  public record At(Reference reference, double beta) implements Step {
    @Override
    public Form lower(Size size) {
      return beta == 0
          ? new Pointwise(List.of())
          : (Neighborhood)
              image -> AlphaChannel.surrounded(image, mat -> adapted(mat, image.type()));
    }

    private Mat adapted(Mat mat, SampleType type) {
      int shorter = Math.min(mat.cols(), mat.rows());
      int reach = (int) Math.floor(beta * shorter);
      var target =
          amplitudes(
              mat.channels(),
              new Size(mat.cols(), mat.rows()),
              LowFrequencyAmplitudes.kept(reach, shorter));
      if (type == SampleType.UINT8 && reach <= LowFrequencies.MAX_REACH) {
        return new LowFrequencies(reach, target).adapted(mat);
      }
      var result = new Mat(mat.rows(), mat.cols(), mat.type());
      try {
        for (int channel = 0; channel < mat.channels(); channel++) {
          int band = channel;
          try (var plane = new Mat()) {
            extractChannel(mat, plane, channel);
            try (var changed =
                NonFinite.kept(plane, numbers -> changed(numbers, type, target, band, reach))) {
              insertChannel(changed, result, channel);
            }
          }
        }
        return result;
      } catch (RuntimeException | Error e) {
        result.close();
        throw e;
      }
    }

    private static Mat changed(
        Mat plane, SampleType type, LowFrequencyAmplitudes target, int channel, int reach) {
      try (var spectrum = ChannelSpectrum.of(plane, type)) {
        for (int down = -reach; down <= reach; down++) {
          for (int across = -reach; across <= reach; across++) {
            spectrum.amplify(down, across, target.at(channel, down, across));
          }
        }
        var changed = spectrum.fractions();
        changed.convertTo(changed, type.depth(), type.white(), 0);
        return changed;
      }
    }

    private LowFrequencyAmplitudes amplitudes(int channels, Size size, int reach) {
      return reference.look(
          "amplitudes, %s x %d up to %d".formatted(size, channels, reach),
          LowFrequencyAmplitudes.class,
          image -> {
            try (var alike = ReferenceChannels.of(image, reference.name(), channels, NAME);
                var sized =
                    new Resize.At(size.width(), size.height(), Interpolation.AREA)
                        .lower(alike.size())
                        .apply(alike)) {
              return LowFrequencyAmplitudes.of(sized, reach);
            }
          });
    }
  }
}
