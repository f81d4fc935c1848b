package dev.variegate.base.planted;

import dev.variegate.model.planted.AskingBase;

/** Half of a circle, and an arrow upwards. */
public final class AskingModels {

  private AskingModels() {}

  public static int ask(int times) {
    return times == 0 ? 0 : AskingBase.ask(times - 1);
  }
}
