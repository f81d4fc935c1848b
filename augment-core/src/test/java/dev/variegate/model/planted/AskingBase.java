package dev.variegate.model.planted;

import dev.variegate.base.planted.AskingModels;
import dev.variegate.label.BoxShape;

/** The other half of a circle; and models know no labels. */
public final class AskingBase {

  private AskingBase() {}

  public static int ask(int times) {
    return times + AskingModels.ask(BoxShape.values().length);
  }
}
