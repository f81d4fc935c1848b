package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

/** How many threads OpenCV may use for one image, in the whole JVM. */
public final class OpenCvThreads {

  private OpenCvThreads() {}

  /**
   * Sets the number of threads; 1 keeps all work on the calling thread. Results do not depend on
   * it.
   */
  public static void limit(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "OpenCV threads is %d but must be at least 1; give the cores of one task"
              .formatted(threads));
    }
    OpenCv.load();
    setNumThreads(threads);
  }
}
