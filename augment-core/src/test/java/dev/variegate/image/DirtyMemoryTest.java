package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.BmpReaderTest;
import dev.variegate.codec.GifReaderTest;
import dev.variegate.codec.ImageCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory that no decoder wrote never reaches the user: two JVMs whose allocator fills all memory,
 * each with another byte, decode the same files, whole, damaged and lying ones, to the same samples
 * or refusals.
 */
class DirtyMemoryTest {

  private static final List<String> FILES =
      List.of(
          "progressive.jpg",
          "cmyk.jpg",
          "gray.jpg",
          "rgb16.png",
          "palette-transparent.png",
          "gray-alpha.png",
          "animated.png",
          "lossless.webp",
          "lossy.webp",
          "rgba.webp",
          "animated.webp",
          "gray.bmp",
          "palette.bmp",
          "rgba.bmp",
          "animated.gif",
          "fax.tif",
          "jpeg.tif",
          "palette.tif",
          "float.tif",
          "pages.tif",
          "tiff/bands2-8-packbits.tif",
          "tiff/bands9-8-lzw-predictor2.tif",
          "tiff/bands5-16-lzw-predictor2-tiles-big.tif");

  private static final int DAMAGED = 60;

  @Test
  @EnabledOnOs(OS.LINUX) // whose allocator can be asked to fill
  void everyFileGivesTheSameWhateverMemoryHeld(@TempDir Path folder) throws Exception {
    for (var name : FILES) {
      write(folder, name.replace('/', '-'), Fixtures.read(name));
    }
    for (var name : List.of("progressive.jpg", "gray.jpg")) {
      writeCut(folder, name, Fixtures.read(name));
    }
    Files.write(folder.resolve("apng-lies-small.png"), lyingApng(120, 80, 40, 20));
    Files.write(folder.resolve("apng-lies-large.png"), lyingApng(600, 400, 599, 399));
    Files.write(
        folder.resolve("short-data.png"),
        Fixtures.png(300, 200, Fixtures.deflated(new byte[901 * 20])));
    Files.write(folder.resolve("rle-jumps.bmp"), BmpReaderTest.jumping());
    Files.write(folder.resolve("small-frame.gif"), GifReaderTest.smallFrame());
    var some = decodedOver(85, folder);
    assertThat(some).hasSizeGreaterThan(FILES.size() * DAMAGED);
    assertThat(decodedOver(170, folder)).isEqualTo(some);
  }

  /**
   * The file, and others in which a few bytes are changed; the checksums of a PNG are made good.
   */
  private static void write(Path folder, String name, byte[] whole) throws IOException {
    Files.write(folder.resolve(name), whole);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(name.hashCode());
    for (int i = 0; i < DAMAGED; i++) {
      var damaged = whole.clone();
      for (int times = 1 + i % 3; times > 0; times--) {
        damaged[random.nextInt(20, damaged.length)] = (byte) random.nextInt(256);
      }
      if (name.endsWith(".png")) {
        makeGood(damaged);
      }
      Files.write(folder.resolve(i + "-" + name), damaged);
    }
  }

  /** JPEGs that stop anywhere, some with a segment that claims the end marker and more. */
  private static void writeCut(Path folder, String name, byte[] whole) throws IOException {
    for (int at = 150; at < whole.length; at += 9) {
      for (var segment : List.of("", "fffeffff", "ffc4ffff", "ffda0014")) {
        var end = HexFormat.of().parseHex(segment + "ffd9");
        var cut = Arrays.copyOf(whole, at + end.length);
        System.arraycopy(end, 0, cut, at, end.length);
        Files.write(folder.resolve(at + segment + "-" + name), cut);
      }
    }
  }

  private static void makeGood(byte[] png) {
    var file = ByteBuffer.wrap(png);
    for (long at = 8; at + 12 <= png.length; at += 12L + file.getInt((int) at)) {
      int length = file.getInt((int) at);
      if (length < 0 || at + 12 + length > png.length) {
        return;
      }
      var crc = new CRC32();
      crc.update(png, (int) at + 4, length + 4);
      file.putInt((int) at + 8 + length, (int) crc.getValue());
    }
  }

  /** An animation whose first frame is smaller than the image, though it shares its pixels. */
  private static byte[] lyingApng(int width, int height, int frameWidth, int frameHeight) {
    var png =
        Fixtures.png(
            width, height, Fixtures.deflated(new byte[(3 * frameWidth + 1) * frameHeight]));
    var control = ByteBuffer.allocate(26).putInt(0).putInt(frameWidth).putInt(frameHeight);
    var animated = Fixtures.withPngChunk(png, "fcTL", control.array());
    return Fixtures.withPngChunk(
        animated, "acTL", ByteBuffer.allocate(8).putInt(1).putInt(0).array());
  }

  private static List<String> decodedOver(int filling, Path folder) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var command =
        new ProcessBuilder(java, "-Xmx512m", "-cp", classes, Decodes.class.getName(), "" + folder);
    command.environment().put("MALLOC_PERTURB_", "" + filling);
    command.environment().put("OPENCV_LOG_LEVEL", "OFF");
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    var process = command.start();
    var lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  /** What the JVMs run. */
  static final class Decodes {

    private Decodes() {}

    /** Prints a line for each file of a folder: a hash of its samples or why it is refused. */
    public static void main(String[] folder) throws IOException {
      try (var files = Files.walk(Path.of(folder[0]))) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          System.out.println(file.getFileName() + " " + decoded(Files.readAllBytes(file)));
        }
      }
    }

    private static String decoded(byte[] bytes) {
      try (var image = new ImageCodec().decode(bytes)) {
        return image + " " + UnitFloats.sha256(image);
      } catch (BadImageException e) {
        return e.reason() + " " + e.getMessage();
      }
    }
  }
}
