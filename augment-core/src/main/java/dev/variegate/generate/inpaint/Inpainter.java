package dev.variegate.generate.inpaint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.Sha256;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.framing.Framing;
import dev.variegate.image.Image;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.pixel.Composite;
import dev.variegate.pixel.HoleFill;
import dev.variegate.pixel.HoleMask;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the hole of each image, which its request's companion shows: any image of the same size,
 * where all but black is hole (alpha is left out).
 *
 * <p>The result has the image's size, channels, sample type and alpha; outside the hole it has the
 * image's very samples, whatever fills. What is made of colors for a gray image becomes luma, and
 * gray becomes equal colors. An image without a hole comes back as it was.
 */
public final class Inpainter implements ImageGenerator {

  private final HoleFiller filler;

  private Inpainter(HoleFiller filler) {
    this.filler = filler;
  }

  /** Fills without a model. */
  public static Inpainter of(HoleFill fill) {
    return new Inpainter(new ClassicFiller(fill));
  }

  /**
   * Opens the inpainting network of a bundle, which is shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model does not inpaint
   * @throws IllegalArgumentException if it cannot take images so
   */
  public static Inpainter open(ModelBundle bundle, ComputeOptions compute, Framing framing) {
    return new Inpainter(NetworkFiller.open(bundle, compute, framing));
  }

  /**
   * Refuses a model that cannot take images so, without opening its network.
   *
   * @throws UnsupportedOperationException if the model does not inpaint
   * @throws IllegalArgumentException if it cannot take images so
   */
  public static void requireUse(ModelDescription model, Framing framing) {
    NetworkFiller.requireUse(model, framing);
  }

  @Override
  public int batch() {
    return filler.batch();
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var masks = new ArrayList<Image>();
    try {
      for (var request : requests) {
        masks.add(mask(request));
      }
      var images = requests.stream().map(ImageRequest::image).toList();
      return samples(requests, masks, filler.fill(images, masks));
    } finally {
      masks.forEach(Image::close);
    }
  }

  /** The mask of a request, 255 in the hole; the caller closes it. */
  static Image mask(ImageRequest request) {
    var drawn =
        request
            .companion()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Image \"%s\" has no mask but must have one; name the hole"
                            .formatted(request.draw().key())));
    var mask = HoleMask.of(drawn);
    try {
      HoleMask.requireFits(mask, request.image());
      return mask;
    } catch (RuntimeException e) {
      mask.close();
      throw e;
    }
  }

  private List<Sample> samples(List<ImageRequest> requests, List<Image> masks, List<Image> filled) {
    var samples = new ArrayList<Sample>();
    try {
      for (int i = 0; i < requests.size(); i++) {
        var request = requests.get(i);
        var whole = Composite.intoHole(request.image(), filled.get(i), masks.get(i));
        samples.add(new Sample(whole, lineage(request, masks.get(i))));
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    } finally {
      filled.forEach(Image::close);
    }
  }

  private Lineage lineage(ImageRequest request, Image mask) {
    return filler
        .bundle()
        .map(bundle -> LineageSteps.lineage(request, Lineage.INPAINT, s -> note(s, mask), bundle))
        .orElseGet(() -> LineageSteps.lineage(request, Lineage.INPAINT, s -> note(s, mask)));
  }

  private void note(ObjectNode step, Image mask) {
    filler.note(step);
    noteHole(step, mask);
  }

  /**
   * Writes down where the hole is: the least rectangle around it, and the hash of the mask's
   * samples where the hole does not fill that rectangle.
   */
  static void noteHole(ObjectNode step, Image mask) {
    long pixels = HoleMask.pixels(mask);
    step.put("pixels", pixels);
    HoleMask.bounds(mask)
        .ifPresent(
            hole -> {
              step.putArray("hole")
                  .add(hole.x())
                  .add(hole.y())
                  .add(hole.width())
                  .add(hole.height());
              if (pixels != (long) hole.width() * hole.height()) {
                step.put("mask", Sha256.hex(mask.toBytes()));
              }
            });
  }

  @Override
  public void close() {
    filler.close();
  }
}
