package dev.variegate.benchmarks.speed;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.random.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * JPEGs of 481x321 pixels (the size of the Berkeley segmentation set) at quality 95, made from real
 * color images: each is a window of 60 to 100% of an image's width, by a keyed draw.
 *
 * @param images the encoded JPEGs
 * @param origin what they were made from, for the report
 */
public record BenchmarkSet(List<byte[]> images, String origin) {

  static final int WIDTH = 481;
  static final int HEIGHT = 321;
  private static final double SMALLEST_WINDOW = 0.6;
  private static final List<String> FOLDERS =
      List.of(
          "set5",
          "set14",
          "photos",
          "paintings/cezanne",
          "paintings/monet",
          "paintings/ukiyoe",
          "paintings/vangogh");

  /** From the folder of real images where there is one, else from the clothes that ship. */
  public static BenchmarkSet make(int count, Path data, Path clothes) {
    if (!Files.isDirectory(data.resolve("set14"))) {
      return new BenchmarkSet(
          ClothesMosaic.make(count, WIDTH, HEIGHT, clothes),
          "mosaics of the Fashion-MNIST images in examples/data (real photographs were not found)");
    }
    var sources = sources(data);
    try {
      var images = new ArrayList<byte[]>();
      for (int i = 0; i < count; i++) {
        images.add(window(sources.get(i % sources.size()), i));
      }
      return new BenchmarkSet(
          images,
          "windows of %d photographs, paintings and test images (set5, set14, photos, paintings)"
              .formatted(sources.size()));
    } finally {
      sources.forEach(Image::close);
    }
  }

  public int size() {
    return images.size();
  }

  /** Bytes of an image on average. */
  long meanBytes() {
    return images.stream().mapToLong(p -> p.length).sum() / images.size();
  }

  private static List<Image> sources(Path data) {
    var codec = new ImageCodec();
    var sources = new ArrayList<Image>();
    for (var folder : FOLDERS) {
      for (var file : files(data.resolve(folder))) {
        var image = codec.decode(read(file));
        if (image.channels() == 3) { // gray images would spare the color steps
          sources.add(image);
        } else {
          image.close();
        }
      }
    }
    return sources;
  }

  private static byte[] window(Image source, int number) {
    var random = Seeds.generator(1, "benchmark set", number, 0);
    double widest = Math.min(source.width(), source.height() * (double) WIDTH / HEIGHT);
    int width = (int) (widest * random.nextDouble(SMALLEST_WINDOW, 1));
    int height = Math.min(source.height(), (int) Math.round((double) width * HEIGHT / WIDTH));
    int x = random.nextInt(source.width() - width + 1);
    int y = random.nextInt(source.height() - height + 1);
    var scaled = new Mat();
    try (var rect = new Rect(x, y, width, height);
        var seen = new Mat(source.mat(), rect);
        var size = new Size(WIDTH, HEIGHT)) {
      resize(seen, scaled, size, 0, 0, width > WIDTH ? INTER_AREA : INTER_LINEAR);
    }
    try (var image = Image.own(scaled)) {
      return new ImageCodec().encode(image, Encoding.parse("jpeg:95"));
    }
  }

  private static List<Path> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
