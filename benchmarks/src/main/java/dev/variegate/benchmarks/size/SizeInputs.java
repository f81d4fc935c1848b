package dev.variegate.benchmarks.size;

import dev.variegate.benchmarks.speed.BenchmarkSet;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Image folders of any number of files. Their contents come again and again: each file is a hard
 * link to one of a thousand, so that a million of them take the disk no room.
 */
final class SizeInputs {

  private static final int CONTENTS = 1000;
  private static final int SMALL_WIDTH = 48;
  private static final int SMALL_HEIGHT = 32;

  private final Path work;
  private final BenchmarkSet set;

  /**
   * @param data the folder of real images, which may be absent
   * @param clothes what is taken then
   */
  SizeInputs(Path work, Path data, Path clothes) {
    this.work = work;
    this.set = BenchmarkSet.make(CONTENTS, data, clothes);
  }

  String origin() {
    return set.origin();
  }

  /** Photographs of 481x321 pixels, or small images of 48x32. */
  Path folder(String name, boolean small, int images, IntUnaryOperator classOf) throws IOException {
    var contents = contents(small);
    var folder = work.resolve(name);
    for (int i = 0; i < images; i++) {
      var of = folder.resolve("c%05d".formatted(classOf.applyAsInt(i)));
      Files.createDirectories(of);
      Files.createLink(of.resolve("%07d.jpg".formatted(i)), contents.get(i % contents.size()));
    }
    return folder;
  }

  private List<Path> contents(boolean small) throws IOException {
    var folder = Files.createDirectories(work.resolve(small ? "small" : "photographs"));
    for (int i = 0; i < set.size(); i++) {
      var file = folder.resolve("%04d.jpg".formatted(i));
      if (!Files.exists(file)) {
        Files.write(file, small ? small(set.images().get(i)) : set.images().get(i));
      }
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static byte[] small(byte[] photograph) {
    var codec = new ImageCodec();
    var scaled = new Mat();
    try (var image = codec.decode(photograph);
        var size = new Size(SMALL_WIDTH, SMALL_HEIGHT)) {
      opencv_imgproc.resize(image.mat(), scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
    try (var small = Image.own(scaled)) {
      return codec.encode(small, Encoding.parse("jpeg:95"));
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(SizeInputs::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
