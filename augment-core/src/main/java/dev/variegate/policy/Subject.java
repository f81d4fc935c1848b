package dev.variegate.policy;

import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;

/**
 * What numbers are drawn for: a picture as it is after all that was drawn before.
 *
 * @param size of the picture
 * @param labels the shapes in it
 * @param rules what becomes of shapes that leave it
 */
public record Subject(Size size, Labels labels, LabelRules rules) {

  /** A picture without shapes. */
  public static Subject of(Size size) {
    return new Subject(size, Labels.NONE, new LabelRules());
  }

  /** After some more was drawn. */
  Subject after(Recipe drawn) {
    return new Subject(drawn.sizeAfter(size), drawn.apply(labels, size, rules), rules);
  }
}
