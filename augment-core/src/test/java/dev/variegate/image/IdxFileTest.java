package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IdxFileTest {

  /** Three pictures of 1x2. */
  private static final byte[] PICTURES = {
    0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, (byte) 255
  };

  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 7, 9};

  @Test
  void readsPicturesOneByOne() throws IOException {
    try (var file = open(PICTURES)) {
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
      gzip.write(PICTURES);
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
            "IDX file x.idx starts with 0x6e6f2069, must start with 0x000008 (unsigned bytes) and"
                + " the number of dimensions; pass an IDX file");
  }

  @Test
  void refusesAFileThatEndsEarly() throws IOException {
    try (var file = open(Arrays.copyOf(PICTURES, PICTURES.length - 1))) {
      file.skip(2);
      assertThatThrownBy(file::next)
          .hasMessage(
              "IDX file x.idx declares 3 items and ends at or before item 2; copy the file again");
    }
    assertThatThrownBy(() -> open(Arrays.copyOf(PICTURES, 6)))
        .hasMessage("IDX file x.idx ends within its header; copy the file again");
  }

  private static IdxFile open(byte[] content) throws IOException {
    return IdxFile.open(new ByteArrayInputStream(content), "x.idx");
  }
}
