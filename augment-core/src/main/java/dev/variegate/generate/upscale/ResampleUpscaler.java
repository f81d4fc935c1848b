package dev.variegate.generate.upscale;

import dev.variegate.base.KebabCase;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.framing.TileBlend;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.pixel.Resampling;
import java.util.ArrayList;
import java.util.List;

/**
 * Enlarges images by a kernel, without any model: what super-resolution has to beat. 8-bit, with
 * the channels of the source; alpha is scaled like a color.
 *
 * @param resampling the kernel
 * @param factor 2 or more
 * @param enlarged the size in which the result is handed over
 */
public record ResampleUpscaler(Resampling resampling, int factor, OutputSize enlarged)
    implements ImageGenerator {

  private static final int MAX = 16;

  public ResampleUpscaler {
    if (factor < 2 || factor > MAX) {
      throw new IllegalArgumentException(
          "Factor is %d but must stay within [2, %d]; give how many times as wide the image becomes"
              .formatted(factor, MAX));
    }
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var samples = new ArrayList<Sample>();
    try {
      for (var request : requests) {
        samples.add(new Sample(enlarge(request.image()), lineage(request)));
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    }
  }

  private Image enlarge(Image image) {
    TileBlend.requirePossible(image.size(), factor, image.channels());
    var size = new Size(image.width() * factor, image.height() * factor);
    try (var large = resampling.resample(image, size);
        var sized = enlarged.of(large, image.size())) {
      return UnitFloats.bytes(sized.size(), sized.channels(), sized.toFloats());
    }
  }

  private Lineage lineage(ImageRequest request) {
    return LineageSteps.lineage(
        request,
        Lineage.SUPER_RESOLVE,
        step ->
            step.put("method", KebabCase.kebab(resampling))
                .put("factor", factor)
                .put("size", enlarged.toString()));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
