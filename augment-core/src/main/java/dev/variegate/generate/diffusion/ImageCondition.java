package dev.variegate.generate.diffusion;

import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.MaskTensors;
import dev.variegate.generate.framing.WholeImageFraming;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Mask;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Source;
import dev.variegate.pixel.Composite;
import dev.variegate.pixel.NetworkColors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The source images and holes that a diffusion model is conditioned on (Saharia et al., "Palette:
 * Image-to-Image Diffusion Models", 2022). Each lies over the noisy image, whatever its own size
 * is, which is that of the noisy image where it is free.
 */
final class ImageCondition {

  private final ModelDescription model;
  private final Size noisy;
  private final Optional<TensorDescription> source;
  private final Optional<TensorDescription> mask;

  ImageCondition(ModelDescription model, Size noisy) {
    this.model = model;
    this.noisy = noisy;
    this.source =
        model.input(Source.class).map(of -> of.ofImages(((Source) of.meaning()).pixels(), noisy));
    this.mask = model.input(Mask.class);
  }

  /**
   * Refuses a model that has to see a hole.
   *
   * @throws IllegalArgumentException naming its input
   */
  static void requireNoMask(ModelDescription model) {
    model
        .input(Mask.class)
        .ifPresent(
            mask -> {
              throw new IllegalArgumentException(
                  "Model %s takes \"%s\", where to fill, but must take no mask to redraw whole images; inpaint with it, by the algorithm repaint"
                      .formatted(model.title(), mask.name()));
            });
  }

  /** Of images that are redrawn as a whole. */
  Map<String, Tensor> redrawing(List<Image> images, Fit fit) {
    return sources(
        images.size(),
        (i, channels) -> NetworkColors.entering(images.get(i), channels),
        new HashMap<>(),
        fit);
  }

  /**
   * Of images whose holes are filled: nothing that is in a hole is seen.
   *
   * @param masks 255 in the holes
   */
  Map<String, Tensor> filling(List<Image> images, List<Image> masks, Fit fit) {
    var inputs = new HashMap<String, Tensor>();
    mask.ifPresent(of -> inputs.put(of.name(), masks(of, masks, fit)));
    return sources(
        images.size(),
        (i, channels) -> Composite.blanked(images.get(i), masks.get(i), channels),
        inputs,
        fit);
  }

  /** An image by its number, with so many channels. */
  private interface Layer {
    Image of(int number, int channels);
  }

  private Map<String, Tensor> sources(
      int count, Layer images, Map<String, Tensor> inputs, Fit fit) {
    source.ifPresent(
        of -> {
          var writer = new ImageTensors(of, model.batch());
          int channels = ((Pixels) of.meaning()).channels().count();
          var fitted = fitted(of, count, i -> images.of(i, channels), fit, writer::tensor);
          inputs.put(of.name(), fitted);
        });
    return inputs;
  }

  private Tensor masks(TensorDescription of, List<Image> masks, Fit fit) {
    var white =
        new Pixels(((Mask) of.meaning()).layout(), Channels.GRAY, 0, 1, List.of(0.0), List.of(1.0));
    var images = of.ofImages(white, noisy);
    var size = images.fixedSize().orElseThrow();
    return fitted(
        images,
        masks.size(),
        i -> masks.get(i).copy(),
        fit,
        made -> MaskTensors.of(of, made, size, model.batch()));
  }

  /** Where images are padded, they are so at the size of the noisy image, and then resized. */
  private Tensor fitted(
      TensorDescription of,
      int count,
      IntFunction<Image> images,
      Fit fit,
      Function<List<Image>, Tensor> use) {
    if (fit != Fit.PAD) {
      return framing(of, fit).entering(count, images, use);
    }
    return framing(of.withSize(noisy), fit)
        .entering(
            count,
            images,
            canvases -> framing(of, Fit.RESIZE).entering(count, i -> canvases.get(i).copy(), use));
  }

  private WholeImageFraming framing(TensorDescription of, Fit fit) {
    return new WholeImageFraming(model.title(), of, fit);
  }
}
