package dev.variegate.op;

import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;

/**
 * What numbers are drawn for: an image as it is after all that was drawn before.
 *
 * @param size of the image
 * @param labels the shapes in it
 * @param rules what happens to shapes that leave it
 * @param references the images that it may be made like
 */
public record DrawContext(Size size, Labels labels, LabelRules rules, References references) {

  /** An image without shapes and references. */
  public static DrawContext of(Size size) {
    return new DrawContext(size, Labels.NONE, new LabelRules(), References.NONE);
  }

  /** The same with other references. */
  public DrawContext with(References others) {
    return new DrawContext(size, labels, rules, others);
  }
}
