package dev.variegate.train.layer;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether a thread follows operations for gradients. PyTorch begins each thread with yes; DJL turns
 * it off in the thread that starts the engine alone.
 */
final class GradientMode {

  private GradientMode() {}

  /** From here on this thread follows operations inside of gradient collectors alone. */
  static void offOutsideOfCollectors() {
    Engine.getInstance(); // loads the library
    JniUtils.setGradMode(false);
  }
}
