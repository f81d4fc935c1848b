package dev.variegate.generate.style;

import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.Requests;
import dev.variegate.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Images made by styles, closed after their test, and figures of their samples. */
abstract class StyleRuns {

  static final StyleMixing WHOLE = StylePreset.GEIRHOS.mixing();

  @TempDir Path folder;

  final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open) {
      each.close();
    }
  }

  Image made(ImageGenerator generator, Image image) {
    var made = Requests.remade(generator, image);
    open.add(made);
    return made;
  }

  Image photo(int width, int height, int channels) {
    var photo = Requests.image(width, height, channels);
    open.add(photo);
    return photo;
  }

  static int level(byte sample) {
    return Byte.toUnsignedInt(sample);
  }

  static double mean(byte[] rgb, int channel) {
    double sum = 0;
    for (int i = channel; i < rgb.length; i += 3) {
      sum += level(rgb[i]);
    }
    return sum * 3 / rgb.length;
  }
}
