package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;

/** What class a mixed image gets. */
public enum LabelRule {
  /** That of the row that it is a copy of, which keeps the largest part in most. */
  KEEP,
  /** That of the image with the largest part. */
  LARGEST;

  public static LabelRule parse(String word) {
    return Choice.parse(LabelRule.class, word, "labelRule");
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
