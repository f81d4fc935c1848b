package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;

import dev.variegate.image.Image;
import dev.variegate.image.OpenCv;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The kernels in Java and those of every level of processor that this one has: all give the same.
 */
final class EveryKernel {

  private static final List<Kernels> ALL =
      Stream.concat(
              Stream.<Kernels>of(new JavaKernels()),
              Arrays.stream(NativeKernels.Level.values())
                  .filter(level -> level.compareTo(NativeKernels.best()) <= 0)
                  .map(NativeKernels::new))
          .toList();

  private EveryKernel() {}

  static List<Kernels> all() {
    return ALL;
  }

  /** All kernels give the same bytes, next to these numbers. */
  static void assertLevels(Function<Kernels, Mat> change, double... expected) {
    byte[] before = null;
    for (var kernels : all()) {
      try (var made = Image.own(change.apply(kernels))) {
        var after = made.toBytes();
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) Byte.toUnsignedInt(after[i]))
              .as("%s, sample %d", kernels, i)
              .isCloseTo(Math.max(0, Math.min(255, expected[i])), within(0.501));
        }
        if (before != null) {
          assertThat(after).as("%s", kernels).containsExactly(before);
        }
        before = after;
      }
    }
  }

  static Image noise(RandomGenerator random, int width, int height, int channels) {
    var samples = new byte[width * height * channels];
    random.nextBytes(samples);
    OpenCv.load();
    var mat = new Mat(height, width, CV_MAKETYPE(CV_8U, channels));
    try (var data = new BytePointer(mat.data())) {
      data.put(samples, 0, samples.length);
    }
    return Image.own(mat);
  }
}
