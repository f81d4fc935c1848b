package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether docs/catalog.md says of each format what its writer does. */
class FormatsPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("variegate.root"), "docs", "catalog.md");

  private static final List<Integer> CHANNELS = List.of(1, 2, 3, 4, 5, 9, 512);

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void whatIsWrittenIsWhatThePageSays(ImageFormat format) throws IOException {
    var cells = row(format);
    assertThat(channels(format)).isEqualTo(cells.get(2));
    assertThat(samples(format)).isEqualTo(cells.get(3));
  }

  private static List<String> row(ImageFormat format) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| " + format.title() + " |"))
        .map(line -> Arrays.stream(line.substring(2).split(" \\| | \\|")).toList())
        .findFirst()
        .orElseThrow();
  }

  private static String channels(ImageFormat format) {
    var held = CHANNELS.stream().filter(c -> holds(format, c, SampleType.UINT8)).toList();
    if (held.equals(CHANNELS)) {
      return "1 to 512";
    }
    return held.isEmpty()
        ? "none"
        : held.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String samples(ImageFormat format) {
    var held = new ArrayList<String>();
    for (var type : SampleType.values()) {
      if (holds(format, 1, type)) {
        held.add(type == SampleType.FLOAT32 ? "float" : type.bytes() * 8 + "-bit");
      }
    }
    return held.isEmpty() ? "none" : String.join(", ", held);
  }

  private static boolean holds(ImageFormat format, int channels, SampleType type) {
    try (var image = SampleImages.gradient(4, 3, channels, type)) {
      return new ImageCodec().encode(image, Encoding.parse(format.word())).length > 0;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
