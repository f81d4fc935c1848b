package dev.variegate.benchmarks.speed;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Fills images with the small gray clothes that ship, as RGB, each starting at another one. */
final class ClothesMosaic {

  private static final int HEADER = 16;
  private static final int SIDE = 28;

  private ClothesMosaic() {}

  /** JPEGs at quality 95, from an IDX file of 28x28 images, gzipped. */
  static List<byte[]> make(int count, int width, int height, Path idx) {
    var clothes = read(idx);
    var codec = new ImageCodec();
    var made = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      try (var image = Image.ofBytes(width, height, 3, mosaic(clothes, i, width, height))) {
        made.add(codec.encode(image, Encoding.parse("jpeg:95")));
      }
    }
    return made;
  }

  private static byte[] mosaic(byte[] clothes, int first, int width, int height) {
    int number = (clothes.length - HEADER) / (SIDE * SIDE);
    int across = (width + SIDE - 1) / SIDE;
    var samples = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int tile = (first + y / SIDE * across + x / SIDE) % number;
        int from = HEADER + (tile * SIDE + y % SIDE) * SIDE + x % SIDE;
        int to = (y * width + x) * 3;
        samples[to] = clothes[from];
        samples[to + 1] = clothes[from];
        samples[to + 2] = clothes[from];
      }
    }
    return samples;
  }

  private static byte[] read(Path idx) {
    try (var in = new GZIPInputStream(Files.newInputStream(idx))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
