package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Sheets of images in the documents, held against those that are made now. */
public final class CommittedSheet {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));
  private static final ImageCodec CODEC = new ImageCodec();

  /** Mean difference in a block; other processors may round a few samples to the other side. */
  private static final double SAME = 4;

  private static final int BLOCK = 32;

  private CommittedSheet() {}

  /** Leaves a sheet where it can be copied from. */
  public static void write(String name, byte[] sheet) throws IOException {
    Files.write(ROOT.resolve("augment-core/target").resolve(name), sheet);
  }

  /** Fails where the committed sheet shows something else. */
  public static void requireFresh(String name, byte[] sheet) throws IOException {
    var committed = ROOT.resolve("docs/operations").resolve(name);
    assertThat(committed).as("copy it from augment-core/target/" + name).exists();
    try (var shown = CODEC.decode(Files.readAllBytes(committed));
        var fresh = CODEC.decode(sheet)) {
      var stale = "docs/operations/%1$s is stale; replace it by augment-core/target/%1$s";
      assertThat(shown.size()).as(stale, name).isEqualTo(fresh.size());
      assertThat(worstBlock(shown, fresh)).as(stale, name).isLessThan(SAME);
    }
  }

  /** The largest mean difference, in levels, of all blocks: one changed tile must be seen. */
  private static double worstBlock(Image one, Image other) {
    var left = one.toBytes();
    var right = other.toBytes();
    int across = (one.width() + BLOCK - 1) / BLOCK;
    var sums = new double[across * ((one.height() + BLOCK - 1) / BLOCK)];
    for (int i = 0; i < left.length; i++) {
      int pixel = i / 3;
      int column = pixel % one.width() / BLOCK;
      int row = pixel / one.width() / BLOCK;
      sums[row * across + column] +=
          Math.abs(Byte.toUnsignedInt(left[i]) - Byte.toUnsignedInt(right[i]));
    }
    return Arrays.stream(sums).max().orElseThrow() / (3.0 * BLOCK * BLOCK);
  }
}
