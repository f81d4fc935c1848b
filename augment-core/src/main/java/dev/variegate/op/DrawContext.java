package dev.variegate.op;

import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;

/**
 * What numbers are drawn for: a picture as it is after all that was drawn before.
 *
 * @param size of the picture
 * @param labels the shapes in it
 * @param rules what becomes of shapes that leave it
 * @param references the pictures that it may be made like
 */
public record DrawContext(Size size, Labels labels, LabelRules rules, References references) {

  /** A picture without shapes and references. */
  public static DrawContext of(Size size) {
    return new DrawContext(size, Labels.NONE, new LabelRules(), References.NONE);
  }

  /** The same with other references. */
  public DrawContext with(References others) {
    return new DrawContext(size, labels, rules, others);
  }
}
