package dev.variegate.image;

import dev.variegate.base.NativeLibrary;
import java.io.File;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;

/**
 * OpenCV's libraries, which lie beside this class with a BLAS under names of its own: another BLAS
 * of the process, such as the system's that MLlib opens, keeps its own libraries, whoever is first.
 */
public final class OpenCv {

  /** Where JavaCPP looks first; what is beside it in the class path has the common names. */
  private static final String FIRST = "org.bytedeco.javacpp.platform.preloadresource";

  private static final String UNLIMITED = "org.bytedeco.javacpp.maxPhysicalBytes";

  /** In the order in which one needs the other. */
  private static final List<String> BLAS =
      List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

  private static final NativeLibrary LIBRARY =
      new NativeLibrary("OpenCV", "org.bytedeco.javacpp.cachedir", OpenCv::open);

  private OpenCv() {}

  /**
   * Loads them, before JavaCPP does by itself: whoever calls OpenCV without an image at hand calls
   * this first.
   *
   * @throws IllegalStateException if this machine cannot
   */
  public static void load() {
    LIBRARY.require();
  }

  private static void open() {
    // Else JavaCPP reads the memory of the process at each allocation, to end it at a limit.
    System.getProperties().putIfAbsent(UNLIMITED, "0");
    var beside = "/" + OpenCv.class.getPackageName().replace('.', '/');
    System.getProperties()
        .merge(FIRST, beside, (theirs, ours) -> ours + File.pathSeparator + theirs);
    Loader.loadProperties(true);
    for (var library : BLAS) {
      var url = OpenCv.class.getResource(Loader.getPlatform() + "/" + library);
      if (url != null) { // under a key of its own: the program may have loaded another one
        Loader.loadLibrary(opencv_core.class, new URL[] {url}, "variegate-" + library);
      }
    }
    Loader.load(opencv_core.class);
  }
}
