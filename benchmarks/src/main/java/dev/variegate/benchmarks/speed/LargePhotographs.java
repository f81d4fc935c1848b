package dev.variegate.benchmarks.speed;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.policy.JpegOptions;
import dev.variegate.policy.PolicyAugmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Times copies of JPEGs of 12 megapixels, decoded in full and at reduced scale.
 *
 * @param files 4000x3000 pixels, quality 90, each tiled with images of the set as they are
 */
record LargePhotographs(List<byte[]> files) {

  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;
  private static final int NUMBER = 8;
  private static final int TURNS = 5;

  static LargePhotographs of(BenchmarkSet set) {
    var files = new ArrayList<byte[]>();
    for (int number = 0, next = 0; number < NUMBER; number++) {
      try (var mosaic = Image.own(new Mat(HEIGHT, WIDTH, CV_8UC3))) {
        for (int y = 0; y < HEIGHT; y += BenchmarkSet.HEIGHT) {
          for (int x = 0; x < WIDTH; x += BenchmarkSet.WIDTH) {
            place(set.images().get(next++ % set.size()), mosaic.mat(), x, y);
          }
        }
        files.add(new ImageCodec().encode(mosaic, Encoding.parse("jpeg:90")));
      }
    }
    return new LargePhotographs(files);
  }

  private static void place(byte[] tile, Mat mosaic, int x, int y) {
    int width = Math.min(BenchmarkSet.WIDTH, WIDTH - x);
    int height = Math.min(BenchmarkSet.HEIGHT, HEIGHT - y);
    try (var image = new ImageCodec().decode(tile);
        var seen = new Rect(0, 0, width, height);
        var rect = new Rect(x, y, width, height);
        var from = new Mat(image.mat(), seen);
        var to = new Mat(mosaic, rect)) {
      from.copyTo(to);
    }
  }

  /** Bytes of a file on average. */
  long meanBytes() {
    return files.stream().mapToLong(file -> file.length).sum() / files.size();
  }

  /** Copies a second on one core, decoded in full and reduced: medians of turns that alternate. */
  String measure(PolicyAugmenter expansion, int copies) {
    var whole = new ArrayList<Double>();
    var reduced = new ArrayList<Double>();
    for (int turn = -1; turn < TURNS; turn++) {
      double inFull = seconds(expansion, copies);
      double atScale = seconds(expansion.with(new JpegOptions(true, false)), copies);
      if (turn >= 0) { // the first is for the compilers
        whole.add(inFull);
        reduced.add(atScale);
      }
    }
    double images = (double) files.size() * copies;
    return String.format(
        Locale.ROOT,
        "%d copies, 1 core: %5.1f images/s, with reducedDecode %5.1f images/s, %.1f times as many",
        copies,
        images / Rounds.median(whole),
        images / Rounds.median(reduced),
        Rounds.median(whole) / Rounds.median(reduced));
  }

  private double seconds(PolicyAugmenter expansion, int copies) {
    long start = System.nanoTime();
    for (int i = 0; i < files.size(); i++) {
      expansion.expand(files.get(i), "photograph " + i, 1, copies);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
