package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.BadImageException;
import dev.variegate.image.Fixtures;
import dev.variegate.image.SampleImages;
import dev.variegate.image.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Memory outside the Java heap is given back when its owner closes it, not when a collector runs.
 */
class NativeMemoryTest {

  private static final long MEGABYTE = 1 << 20;

  private final ImageCodec codec = new ImageCodec();

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "webp"})
  void staysFlatOverThousandsOfImages(String encoding) {
    byte[] encoded;
    try (var image = SampleImages.gradient(128, 128, 3, SampleType.UINT8)) {
      encoded = codec.encode(image, Encoding.parse(encoding));
    }
    roundTrips(encoded, encoding, 200);
    long tracked = Pointer.totalBytes();
    long resident = Pointer.physicalBytes();
    roundTrips(encoded, encoding, 2_000); // 100 MB of samples, if nobody gave them back
    assertThat(Pointer.totalBytes()).isEqualTo(tracked);
    assertThat(Pointer.physicalBytes() - resident).isLessThan(40 * MEGABYTE);
  }

  private void roundTrips(byte[] encoded, String encoding, int times) {
    for (int i = 0; i < times; i++) {
      try (var image = codec.decode(encoded)) {
        codec.encode(image, Encoding.parse(encoding));
      }
    }
  }

  /** TIFF goes through Java's own memory, whose growth would hide what is looked for here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiff/bands9-float-lzw-predictor3-planes-tiles.tif",
        "tiff/bands9-float-oriented.tif",
        "tiff/rgb16-lzw-predictor2-big.tif"
      })
  void aTiffLeavesNoMatrixBehind(String file) {
    for (int i = 0; i < 3; i++) {
      long tracked = Pointer.totalBytes();
      try (var image = codec.decode(Fixtures.read(file))) {
        codec.encode(image, Encoding.parse("tiff"));
      }
      assertThat(Pointer.totalBytes()).isEqualTo(tracked);
    }
  }

  @Test
  void refusedImagesLeaveNothingBehind() {
    var halved = halvedWebp();
    refuse(halved, 10);
    long tracked = Pointer.totalBytes();
    long resident = Pointer.physicalBytes();
    refuse(halved, 300); // 230 MB
    assertThat(Pointer.totalBytes()).isEqualTo(tracked);
    assertThat(Pointer.physicalBytes() - resident).isLessThan(40 * MEGABYTE);
  }

  /** Whole by its lengths, but the coded data inside stops half-way, after the matrix was made. */
  private byte[] halvedWebp() {
    try (var image = SampleImages.gradient(512, 512, 3, SampleType.UINT8)) {
      var whole = codec.encode(image, Encoding.parse("webp"));
      int half = whole.length / 4 * 2;
      return ByteBuffer.wrap(Arrays.copyOf(whole, half))
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(4, half - 8)
          .putInt(16, half - 20)
          .array();
    }
  }

  private void refuse(byte[] bytes, int times) {
    for (int i = 0; i < times; i++) {
      try (var image = codec.decode(bytes)) {
        throw new AssertionError("decoded " + image);
      } catch (BadImageException expected) {
        assertThat(expected.reason()).isEqualTo(BadImageException.Reason.CORRUPT);
      }
    }
  }
}
