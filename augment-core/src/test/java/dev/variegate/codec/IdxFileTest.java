package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {

  /** Three images of 1x2. */
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, (byte) 255
  };

  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 7, 9};

  @Test
  void readsImagesOneByOne() throws IOException {
    try (var file = open(IMAGES)) {
      assertThat(file.count()).isEqualTo(3);
      assertThat(file.shape()).containsExactly(1, 2);
      assertThat(file.next()).containsExactly(1, 2);
      file.skip(1);
      assertThat(file.next()).containsExactly(5, 255);
    }
  }

  @Test
  void readsLabels() throws IOException {
    try (var file = open(LABELS)) {
      assertThat(file.shape()).isEmpty();
      assertThat(file.next()).containsExactly(7);
      assertThat(file.next()).containsExactly(9);
    }
  }

  @Test
  void readsGzipAsIfItWerePlain() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(IMAGES);
    }
    try (var file = open(packed.toByteArray())) {
      file.skip(2);
      assertThat(file.next()).containsExactly(5, 255);
    }
  }

  @Test
  void refusesAnotherFormat() {
    assertThatThrownBy(() -> open("no idx file".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .hasMessage(
            "IDX file x.idx starts with 0x6e6f2069 but must start with 0x000008 (unsigned bytes) and"
                + " the number of dimensions; pass an IDX file");
  }

  @Test
  void refusesAFileThatEndsEarly() throws IOException {
    try (var file = open(Arrays.copyOf(IMAGES, IMAGES.length - 1))) {
      file.skip(2);
      assertThatThrownBy(file::next)
          .hasMessage(
              "IDX file x.idx declares 3 items and ends at or before item 2; copy the file again");
    }
    assertThatThrownBy(() -> open(Arrays.copyOf(IMAGES, 6)))
        .hasMessage("IDX file x.idx ends within its header; copy the file again");
  }

  /** Each was a fault of the JDK's own, without the name of the file. */
  @ParameterizedTest
  @CsvSource({
    "1f8b, ends within its header",
    "1f8b0800, ends within its header",
    "1f8b0900000000000003, cannot be inflated (Unsupported compression method)",
    "1f8b0800000000000003ffffffff, cannot be inflated (invalid block type)",
    "'', ends within its header",
    "00000803ffffffff0000000100000001, 'declares -1 items of shape [1, 1] but must be 0 items or more, with sides above 0 and fewer than 2^31 bytes each; the file is damaged'",
    "0000080300000001ffffffff00000001, 'declares 1 items of shape [-1, 1] but must be'",
    "00000803000000010000000000000001, 'declares 1 items of shape [0, 1] but must be'",
    "0000080300000001000100000001ffff, 'declares 1 items of shape [65536, 131071] but must be'"
  })
  void damageIsReportedWithTheNameOfTheFile(String hex, String message) {
    assertThatThrownBy(() -> open(HexFormat.of().parseHex(hex)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("IDX file x.idx " + message)
        .hasMessageMatching("(?s).*[;,] copy (the file|it) again");
  }

  @Test
  void damageWithinTheItemsIsReportedToo() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[] {0, 0, 8, 1, 0, 1, 0, 0});
      var noise = new byte[1 << 16];
      new SplittableRandom(1).nextBytes(noise);
      gzip.write(noise);
    }
    var bytes = packed.toByteArray();
    Arrays.fill(bytes, 30_000, 60_000, (byte) 0xff);
    try (var file = open(bytes)) {
      assertThatThrownBy(() -> file.skip(1 << 16))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "IDX file x.idx (cannot be inflated|declares 65536 items and ends).*");
    }
    try (var file = open(Arrays.copyOf(packed.toByteArray(), 40_000))) {
      assertThatThrownBy(() -> file.skip(1 << 16)).hasMessageContaining("ends at or before item");
    }
  }

  @Test
  void refusesWhatGoesOnBehindTheLastItem() throws IOException {
    try (var file = open(Arrays.copyOf(LABELS, LABELS.length + 1))) {
      file.next();
      assertThatThrownBy(file::next)
          .hasMessage(
              "IDX file x.idx declares 2 items and continues after them; copy the file again");
    }
    try (var file = open(LABELS)) {
      file.requireLength(10);
      assertThatThrownBy(() -> file.requireLength(11))
          .hasMessage(
              "IDX file x.idx has 11 bytes and declares 2 items, which take 10; copy the file again");
    }
  }

  private static IdxFile open(byte[] content) throws IOException {
    return IdxFile.open(new ByteArrayInputStream(content), "x.idx");
  }
}
