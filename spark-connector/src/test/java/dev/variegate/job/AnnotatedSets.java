package dev.variegate.job;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small sets of images with boxes or masks, written by hand. */
final class AnnotatedSets {

  static final int WIDTH = 40;
  static final int HEIGHT = 30;

  private AnnotatedSets() {}

  /** A color image with a bright rectangle where its box is. */
  static byte[] image(int left, int top, int right, int bottom) {
    var samples = new byte[WIDTH * HEIGHT * 3];
    Arrays.fill(samples, (byte) 40);
    for (int y = top; y < bottom; y++) {
      Arrays.fill(samples, (y * WIDTH + left) * 3, (y * WIDTH + right) * 3, (byte) 220);
    }
    return png(3, samples);
  }

  static byte[] png(int channels, byte... samples) {
    try (var image = Image.ofBytes(WIDTH, HEIGHT, channels, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  /**
   * Five images for learning: three of a car, one of a car and a bike, one of nothing. COCO's ids
   * have gaps.
   */
  static Path coco(Path root) throws IOException {
    var images = Files.createDirectories(root.resolve("images"));
    var listed = new ArrayList<String>();
    var instances = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      int left = 3 + i;
      Files.write(images.resolve(i + ".png"), image(left, 4, left + 12, 20));
      listed.add(
          "{\"id\": %d, \"file_name\": \"%d.png\", \"width\": 40, \"height\": 30}"
              .formatted(100 + i, i));
      if (i < 4) {
        instances.add(instance(10 + i, 100 + i, 7, left, 4, 12, 16));
      }
    }
    instances.add(instance(20, 103, 3, 20, 10, 10, 10));
    var text =
        """
        {"images": [%s], "annotations": [%s],
         "categories": [{"id": 7, "name": "car", "supercategory": "vehicle"},
                        {"id": 3, "name": "bike", "supercategory": "vehicle"}]}
        """
            .formatted(String.join(",\n", listed), String.join(",\n", instances));
    Files.writeString(root.resolve("instances_train.json"), text);
    return root;
  }

  static String cocoInput(Path root) {
    return "input: {format: coco, path: %1$s/images, annotations: %1$s/instances_train.json}"
        .formatted(root);
  }

  private static String instance(
      int id, int image, int category, int x, int y, int width, int height) {
    return "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [%d, %d, %d, %d], \"area\": %d, \"iscrowd\": 0}"
        .formatted(id, image, category, x, y, width, height, width * height);
  }

  /** The same five images as YOLO has them. */
  static Path yolo(Path root) throws IOException {
    Files.createDirectories(root.resolve("images/train"));
    Files.createDirectories(root.resolve("labels/train"));
    for (int i = 0; i < 5; i++) {
      Files.write(root.resolve("images/train/" + i + ".png"), image(4, 3, 24, 18));
      var car = i < 4 ? "0 0.35 0.35 0.5 0.5\n" : "";
      var bike = i == 3 ? "1 0.75 0.75 0.25 0.25\n" : "";
      Files.writeString(root.resolve("labels/train/" + i + ".txt"), car + bike);
    }
    Files.writeString(root.resolve("data.yaml"), "names: [car, bike]\ntrain: images/train\n");
    return root;
  }

  /** Images {@code 0.png}, {@code 1.png} ... beside masks whose left half is 1, the right 2. */
  static Path masks(Path root, String folder, int number) throws IOException {
    var images = Files.createDirectories(root.resolve("image").resolve(folder));
    var masks = Files.createDirectories(root.resolve("label").resolve(folder));
    var samples = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % WIDTH < WIDTH / 2 ? 1 : 2);
    }
    for (int i = 0; i < number; i++) {
      Files.write(images.resolve(i + ".png"), image(i, 0, i + 5, 9));
      Files.write(masks.resolve(i + ".png"), png(1, samples));
    }
    return root;
  }

  static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
