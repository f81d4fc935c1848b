package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.SampleImages;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Few bits, palettes, JPEG inside and BigTIFF. */
class TiffKindsTest {

  private static final int JPEG = 7;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int YCBCR = 6;

  private final ImageCodec codec = new ImageCodec();

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, a0, 255 0 255",
    "1, 0, a0, 0 255 0",
    "2, 1, 1c, 0 85 255",
    "2, 0, 1c, 255 170 0",
    "3, 1, 0b 80, 0 73 255",
    "4, 1, 0f 70, 0 255 119",
    "6, 1, 03 ff c0, 0 255 255",
    "8, 0, 00 ff 70, 255 0 143"
  })
  void grayOfFewBitsIsScaled(int bits, int photometric, String strip, String gray) {
    var tiff = TinyTiff.gray(3, 1, bits).with(TiffTag.PHOTOMETRIC, photometric);
    try (var image = codec.decode(tiff.write(bytes(strip)))) {
      assertThat(image).hasToString("3x1 x 1 UINT8");
      assertThat(Arrays.stream(SampleImages.samples(image)).mapToObj(s -> "" + (int) s).toList())
          .isEqualTo(Arrays.asList(gray.split(" ")));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, a0", "2, 44", "4, 10 10", "8, 01 00 01"})
  void palettesOfAnyDepthBecomeRgb(int bits, String strip) {
    int entries = 1 << bits;
    var map = new int[3 * entries];
    map[0] = 0x0102;
    map[1] = 0x6480;
    map[entries + 1] = 0xffff;
    var tiff =
        TinyTiff.gray(3, 1, bits).with(TiffTag.PHOTOMETRIC, PALETTE).with(TiffTag.COLOR_MAP, map);
    try (var image = codec.decode(tiff.write(bytes(strip)))) {
      assertThat(image).hasToString("3x1 x 3 UINT8");
      assertThat(SampleImages.pixel(image, 0, 0)).isEqualTo("100 255 0");
      assertThat(SampleImages.pixel(image, 1, 0)).isEqualTo("1 0 0");
    }
  }

  @Test
  void theBitsOfEachByteMayComeInTheOtherOrder() {
    var tiff = TinyTiff.gray(3, 1, 1).with(TiffTag.FILL_ORDER, 2);
    try (var image = codec.decode(tiff.write(bytes("05")))) {
      assertThat(SampleImages.samples(image)).containsExactly(255, 0, 255);
    }
  }

  @Test
  void aBigTiffIsReadAsAnyOther() {
    var tiff = TinyTiff.gray(3, 2, 8).with(TiffTag.STRIP_ROWS, 1).big();
    var file = tiff.write(bytes("010203"), bytes("040506"));
    try (var image = codec.decode(file)) {
      assertThat(SampleImages.samples(image)).containsExactly(1, 2, 3, 4, 5, 6);
    }
    for (int i = 0; i < file.length; i++) {
      for (int value : new int[] {0, 0x7f, 0xff}) {
        var damaged = file.clone();
        damaged[i] = (byte) value;
        decodeOrRefuse(damaged);
      }
    }
  }

  private void decodeOrRefuse(byte[] bytes) {
    try {
      codec.decode(bytes).close();
    } catch (BadImageException refused) {
      assertThat(refused).hasMessageContaining(";");
    }
  }

  @Test
  void lengthsMayBeLeftOutWhereNothingIsPacked() {
    var tiff = TinyTiff.gray(3, 2, 8).with(TiffTag.STRIP_ROWS, 1).without(TiffTag.STRIP_LENGTHS);
    try (var image = codec.decode(tiff.write(bytes("010203"), bytes("040506")))) {
      assertThat(SampleImages.samples(image)).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void tilesMayBeListedAsStrips() {
    var tiff =
        TinyTiff.gray(3, 2, 8)
            .with(TiffTag.TILE_WIDTH, 16)
            .with(TiffTag.TILE_HEIGHT, 16)
            .with(TiffTag.STRIP_OFFSETS, 16)
            .with(TiffTag.STRIP_LENGTHS, 256)
            .without(TiffTag.TILE_OFFSETS)
            .without(TiffTag.TILE_LENGTHS);
    try (var image = codec.decode(tiff.write(new byte[256]))) {
      assertThat(image).hasToString("3x2 x 1 UINT8");
    }
  }

  @Test
  void lzwFromBeforeTiff6IsRead() {
    var samples = new byte[60 * 60];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) ((i * i) >> 3);
    }
    var tiff = TinyTiff.gray(60, 60, 8).with(TiffTag.COMPRESSION, 5);
    try (var image = codec.decode(tiff.write(lowestBitFirst(samples)))) {
      assertThat(image.toBytes()).isEqualTo(samples);
    }
  }

  /** Each sample by a code of its own: every code but the first widens the table by one. */
  private static byte[] lowestBitFirst(byte[] samples) {
    var bits = new BitSet();
    int clear = 256;
    int at = put(bits, 0, clear, 9);
    int next = 258;
    for (int i = 0; i < samples.length; i++) {
      next += i > 1 ? 1 : 0;
      at = put(bits, at, samples[i] & 0xff, 32 - Integer.numberOfLeadingZeros(next));
    }
    return Arrays.copyOf(bits.toByteArray(), (at + 7) / 8);
  }

  private static int put(BitSet bits, int at, int code, int width) {
    for (int i = 0; i < width; i++) {
      bits.set(at + i, ((code >> i) & 1) != 0);
    }
    return at + width;
  }

  @Test
  void aSparseFileIsRefusedAsSuch() {
    var tiff =
        TinyTiff.gray(3, 2, 8)
            .with(TiffTag.STRIP_ROWS, 1)
            .with(TiffTag.STRIP_OFFSETS, 16, 0)
            .with(TiffTag.STRIP_LENGTHS, 3, 0);
    assertThatThrownBy(() -> codec.decode(tiff.write(bytes("010203"))))
        .hasMessage(
            "TIFF leaves out strip or tile 2 (a sparse file) but must have all of them; save it again without gaps")
        .extracting(e -> ((BadImageException) e).reason())
        .isEqualTo(UNSUPPORTED);
  }

  /** Strips of 16 rows, whose JPEGs lack their tables where a tag has them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stripsMayBeJpegs(boolean tables) {
    try (var whole = SampleImages.ramp(24, 16, 3)) {
      var jpeg = codec.encode(whole, Encoding.parse("jpeg"));
      var tiff =
          TinyTiff.gray(24, 32, 8)
              .with(TiffTag.BITS, 8, 8, 8)
              .with(TiffTag.CHANNELS, 3)
              .with(TiffTag.COMPRESSION, JPEG)
              .with(TiffTag.PHOTOMETRIC, YCBCR)
              .with(TiffTag.STRIP_ROWS, 16);
      if (tables) {
        tiff.with(TiffTag.JPEG_TABLES.number(), parted(jpeg, true));
      }
      var strip = tables ? parted(jpeg, false) : jpeg;
      try (var image = codec.decode(tiff.write(strip, strip));
          var right = codec.decode(jpeg)) {
        assertThat(image).hasToString("24x32 x 3 UINT8");
        var samples = image.toBytes();
        assertThat(Arrays.copyOf(samples, samples.length / 2)).isEqualTo(right.toBytes());
        assertThat(Arrays.copyOfRange(samples, samples.length / 2, samples.length))
            .isEqualTo(right.toBytes());
      }
    }
  }

  /** The tables of a JPEG, or all the rest of it without the segment that names the colors. */
  private static byte[] parted(byte[] jpeg, boolean tables) {
    var part = new ByteArrayOutputStream();
    part.write(jpeg, 0, 2);
    int at = 2;
    for (int marker = 0; marker != 0xda; ) {
      marker = jpeg[at + 1] & 0xff;
      int length = 2 + (jpeg[at + 2] & 0xff) * 256 + (jpeg[at + 3] & 0xff);
      boolean table = marker == 0xdb || marker == 0xc4;
      if (table == tables && marker < 0xe0 && (marker != 0xda || !tables)) {
        part.write(jpeg, at, length);
      }
      at += length;
    }
    if (tables) {
      part.write(jpeg, jpeg.length - 2, 2);
    } else {
      part.write(jpeg, at, jpeg.length - at);
    }
    return part.toByteArray();
  }

  /** The same bytes mean other colors where they are said to be RGB. */
  @Test
  void aJpegInsideMayHoldRgbAsItIs() {
    try (var whole = SampleImages.ramp(16, 16, 3)) {
      var tiff =
          TinyTiff.gray(16, 16, 8)
              .with(TiffTag.CHANNELS, 3)
              .with(TiffTag.COMPRESSION, JPEG)
              .with(TiffTag.PHOTOMETRIC, RGB);
      var strip = parted(codec.encode(whole, Encoding.parse("jpeg")), false);
      tiff.with(
          TiffTag.JPEG_TABLES.number(), parted(codec.encode(whole, Encoding.parse("jpeg")), true));
      try (var image = codec.decode(tiff.write(strip))) {
        var pixel = SampleImages.samples(image, 8, 8); // Y, Cb and Cr of a gray pixel
        assertThat(pixel[1]).isBetween(126.0, 130.0);
        assertThat(pixel[2]).isBetween(126.0, 130.0);
        assertThat(Math.abs(pixel[0] - SampleImages.samples(whole, 8, 8)[0])).isLessThan(4);
      }
    }
  }

  @Test
  void aJpegOfAnotherSizeIsRefused() {
    try (var whole = SampleImages.ramp(24, 8, 1)) {
      var tiff = TinyTiff.gray(24, 16, 8).with(TiffTag.COMPRESSION, JPEG);
      assertThatThrownBy(
              () -> codec.decode(tiff.write(codec.encode(whole, Encoding.parse("jpeg")))))
          .hasMessage(
              "TIFF of 24x16 has a JPEG of 24x8 with 1 channels in a strip or tile but must be 24x16 with 1; replace the file")
          .extracting(e -> ((BadImageException) e).reason())
          .isEqualTo(CORRUPT);
    }
  }
}
