package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.image.Shares;
import dev.variegate.image.Size;
import dev.variegate.op.Resampling;
import dev.variegate.op.Words;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Enlarges pictures by a kernel, without any model: what super-resolution has to beat. 8-bit, with
 * the channels of the source; alpha is scaled like a colour.
 *
 * @param resampling the kernel
 * @param factor 2 or more
 * @param enlarged the size in which the result is handed over
 */
public record ResampleUpscaler(Resampling resampling, int factor, Enlarged enlarged)
    implements PictureGenerator {

  private static final int MOST = 16;

  public ResampleUpscaler {
    if (factor < 2 || factor > MOST) {
      throw new IllegalArgumentException(
          "Factor is %d, must stay within [2, %d]; give how many times as wide the picture becomes"
              .formatted(factor, MOST));
    }
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public List<Sample> make(List<PictureRequest> requests) {
    var samples = new ArrayList<Sample>();
    try {
      for (var request : requests) {
        samples.add(new Sample(enlarge(request.picture()), lineage(request)));
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    }
  }

  private Image enlarge(Image picture) {
    Mosaic.requirePossible(picture.size(), factor, picture.channels());
    var size = new Size(picture.width() * factor, picture.height() * factor);
    try (var large = resampling.resample(picture, size);
        var sized = enlarged.of(large, picture.size())) {
      return Shares.bytes(sized.size(), sized.channels(), sized.toFloats());
    }
  }

  private Lineage lineage(PictureRequest request) {
    return LineageSteps.lineage(
        request,
        Lineage.SUPER_RESOLVE,
        step ->
            step.put("method", Words.kebab(resampling))
                .put("factor", factor)
                .put("size", enlarged.toString()));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
