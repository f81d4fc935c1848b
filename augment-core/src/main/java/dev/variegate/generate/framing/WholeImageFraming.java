package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.TensorDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Brings whole images of any size to the one size of a network that has to see all of an image at
 * once, and back. The caller closes what is made.
 */
public final class WholeImageFraming {

  private final FramingPlan fitting;

  /**
   * @param model as messages call it
   * @param image the tensor that images go into
   * @param fit auto (as it is, or resized), resize or pad
   * @throws IllegalArgumentException if the fit cuts images up
   */
  public WholeImageFraming(String model, TensorDescription image, Fit fit) {
    if (fit == Fit.TILE || fit == Fit.NATIVE) {
      throw new IllegalArgumentException(
          "Fit is \"%s\" for model %s, which has to see the whole image at its own size; choose auto, resize or pad"
              .formatted(fit, model));
    }
    var framing = Framing.of(fit == Fit.AUTO ? Fit.RESIZE : fit);
    this.fitting = new FramingPlan(model, image, framing, FramingPlan.Misfit.RESIZED);
  }

  /** The image at the network's size. */
  public Image entering(Image image) {
    var placement = fitting.place(image.size());
    try (var canvas = placement.canvas(image)) {
      return placement.tile(canvas, 0);
    }
  }

  /**
   * What becomes of images at the network's size.
   *
   * @param images by their numbers, from 0; closed here
   * @param use of the images, in order, which does not keep them
   */
  public <T> T entering(int count, IntFunction<Image> images, Function<List<Image>, T> use) {
    var entering = new ArrayList<Image>();
    try {
      for (int i = 0; i < count; i++) {
        try (var image = images.apply(i)) {
          entering.add(entering(image));
        }
      }
      return use.apply(entering);
    } finally {
      entering.forEach(Image::close);
    }
  }

  /** What was made, float, at the size of its source. */
  public Image leaving(Image made, Size source) {
    return fitting.place(source).result(made);
  }
}
