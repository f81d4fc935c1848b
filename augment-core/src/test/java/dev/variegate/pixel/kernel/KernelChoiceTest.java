package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.SampleType;
import dev.variegate.op.TestImages;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.testing.Jvm;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelChoiceTest {

  private static final String NATIVE = "native kernels for " + NativeKernels.best();
  private static final String JAVA = "kernels in Java";

  private static final String REPLACED =
      ". Until then kernels in Java give the same samples, slower; -Dvariegate.kernels=java says that this is meant, -Dvariegate.kernels=native refuses it";

  /** Makes images by all kernels in several threads, and says which they were. */
  static final class Augmenting {
    private static final String POLICY =
        """
        steps: [rotate, motion-blur, perspective, hue, saturation, contrast, elastic-transform]
        """;

    public static void main(String[] none) {
      var made =
          Stream.of(1, 3, 4).parallel().map(Augmenting::hashes).collect(Collectors.joining(" "));
      System.out.println("made " + made);
      System.out.println(Kernels.ofThisJvm());
    }

    private static String hashes(int channels) {
      var codec = new ImageCodec();
      var policy = PolicyFile.read(POLICY, "test");
      try (var image = TestImages.smooth(300, 70, channels, SampleType.UINT8)) {
        var source = codec.encode(image, Encoding.of(ImageFormat.PNG));
        return new PolicyAugmenter(policy, 5, Optional.empty(), codec)
            .expand(source, "key", 1, 4).stream()
                .map(sample -> Sha256.hex(sample.encoded()))
                .collect(Collectors.joining(" "));
      }
    }
  }

  /** Says which kernels there are, twice. */
  static final class Asking {
    public static void main(String[] none) {
      System.out.println(Kernels.ofThisJvm());
      System.out.println(Kernels.ofThisJvm());
    }
  }

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static List<String> lines(String classPath, Class<?> program, String... options)
      throws IOException, InterruptedException {
    var all = Stream.concat(Stream.of("-Dlog4j2.level=WARN"), Stream.of(options)).toList();
    return Jvm.run(classPath, all, program).lines().toList();
  }

  @Test
  void whereTheLibraryCannotBeUnpackedImagesAreTheSameAndOneWarningSaysWhy()
      throws IOException, InterruptedException {
    var usual = lines(CLASS_PATH, Augmenting.class);
    assertThat(usual).hasSize(2).endsWith(NATIVE);
    assertThat(usual.get(0)).startsWith("made ").hasSize(4 + 12 * 65);

    var replaced =
        lines(
            CLASS_PATH,
            Augmenting.class,
            "-Djava.io.tmpdir=/nowhere",
            "-Dorg.bytedeco.javacpp.cachedir=" + Loader.getCacheDir());
    assertThat(replaced).hasSize(3).endsWith(usual.get(0), JAVA);
    assertThat(replaced.get(0))
        .contains(" WARN ", "Library of kernels cannot be loaded (/nowhere/variegate-kernels")
        .endsWith(
            "set -Djava.io.tmpdir for driver and executors to a folder that has room and allows executables"
                + REPLACED);

    assertThat(lines(CLASS_PATH, Augmenting.class, "-Dvariegate.kernels=java"))
        .containsExactly(usual.get(0), JAVA);
  }

  @Test
  void onAnotherPlatformOneWarningSaysSo() throws IOException, InterruptedException {
    var lines = lines(CLASS_PATH, Asking.class, "-Dorg.bytedeco.javacpp.platform=linux-arm64");
    assertThat(lines).hasSize(3).endsWith(JAVA, JAVA);
    assertThat(lines.get(0))
        .endsWith(
            " Platform is linux-arm64 but must be linux-x86_64, for which the library of kernels is built; run there"
                + REPLACED);
  }

  @Test
  void whereTheLibraryWasLeftOutOneWarningSaysSo(@TempDir Path folder)
      throws IOException, InterruptedException, URISyntaxException {
    var classes =
        Path.of(Kernels.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    copyWithoutLibraries(classes, folder);
    var path =
        Stream.of(CLASS_PATH.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().equals(classes) ? folder : entry)
            .map(Object::toString)
            .collect(Collectors.joining(File.pathSeparator));
    var lines = lines(path, Asking.class);
    assertThat(lines).hasSize(3).endsWith(JAVA, JAVA);
    assertThat(lines.get(0))
        .contains("(no linux-x86_64/libvariegate-kernels.so in the class path)");
  }

  private static void copyWithoutLibraries(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        var copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void anUnknownWordIsRefusedEachTime() {
    var choice = KernelChoice.of("jav");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(choice::get)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "System property variegate.kernels is \"jav\" but must be auto, native or java; leave it out for auto");
    }
  }
}
