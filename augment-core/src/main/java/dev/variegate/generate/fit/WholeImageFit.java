package dev.variegate.generate.fit;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.TensorDescription;

/**
 * Brings whole pictures of any size to the one size of a network that has to see all of a picture
 * at once, and back. The caller closes what is made.
 */
public final class WholeImageFit {

  private final FramingPlan fitting;

  /**
   * @param model as messages call it
   * @param picture the tensor that pictures go into
   * @param fit auto (as it is, or resized), resize or pad
   * @throws IllegalArgumentException if the fit cuts pictures up
   */
  public WholeImageFit(String model, TensorDescription picture, Fit fit) {
    if (fit == Fit.TILE || fit == Fit.NATIVE) {
      throw new IllegalArgumentException(
          "Fit is \"%s\" for model %s, which has to see the whole picture at its own size; choose auto, resize or pad"
              .formatted(fit, model));
    }
    var framing = Framing.of(fit == Fit.AUTO ? Fit.RESIZE : fit);
    this.fitting = new FramingPlan(model, picture, framing, FramingPlan.Misfit.RESIZED);
  }

  /** The picture at the network's size. */
  public Image entering(Image picture) {
    var placement = fitting.place(picture.size());
    try (var canvas = placement.canvas(picture)) {
      return placement.tile(canvas, 0);
    }
  }

  /** What was made, float, at the size of its source. */
  public Image leaving(Image made, Size source) {
    return fitting.place(source).result(made, 1);
  }
}
