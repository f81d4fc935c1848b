package dev.variegate.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class OpenCvTest {

  private static final List<String> COMMON =
      List.of("libopenblas.so.0", "libgfortran.so.5", "libquadmath.so.0");

  /** Prints what is mapped once an image was made. */
  static final class Mapped {
    public static void main(String[] none) throws IOException {
      Image.ofBytes(1, 1, 1, (byte) 7).close();
      try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
        maps.filter(line -> line.matches(".*/[^/]+\\.so[.0-9]*"))
            .map(line -> line.substring(line.indexOf('/')))
            .distinct()
            .forEach(System.out::println);
      }
      System.out.println("limit " + Pointer.maxPhysicalBytes());
    }
  }

  @Test
  void noLibraryThatItBringsHasANameOfTheSystems() throws IOException, InterruptedException {
    var printed = Jvm.run(List.of(), Mapped.class).lines().toList();
    var ours = printed.stream().filter(path -> path.contains("dev/variegate/image")).toList();
    assertThat(ours).anyMatch(path -> path.contains("libopencv_core"));
    for (var path : ours) {
      assertThat(names(Path.of(path))).as(path).doesNotContainAnyElementsOf(COMMON);
    }
    assertThat(printed)
        .filteredOn(path -> COMMON.contains(Path.of(path).getFileName().toString()))
        .isNotEmpty()
        .isSubsetOf(ours);
  }

  /** A table of texts, each with a zero behind it, holds them. */
  private static List<String> names(Path library) throws IOException {
    var text = Files.readString(library, ISO_8859_1);
    return COMMON.stream().filter(name -> text.contains("\0" + name + "\0")).toList();
  }

  @Test
  void doesNotLookAtTheMemoryOfTheProcessAtEachAllocation()
      throws IOException, InterruptedException {
    assertThat(Jvm.run(List.of(), Mapped.class)).contains("limit 0");
    assertThat(Jvm.run(List.of("-Dorg.bytedeco.javacpp.maxPhysicalBytes=9g"), Mapped.class))
        .contains("limit " + (9L << 30));
  }
}
