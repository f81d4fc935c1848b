package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.BadImageException;
import dev.variegate.image.BadImageException.Reason;
import dev.variegate.image.SampleImages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bitmaps made by hand; what each pixel is follows from Microsoft's BITMAPINFOHEADER pages. */
public class BmpReaderTest {

  private static final int[] FOUR_COLORS = {0xffffff, 0xff0000, 0x00ff00, 0x0000ff};

  private final ImageCodec codec = new ImageCodec();

  /** A bitmap whose header is followed by masks or a palette, and the pixels in hexadecimal. */
  private static byte[] bmp(
      int header, int width, int height, int bits, int coding, int[] table, String pixels) {
    var data = HexFormat.of().parseHex(pixels.replace(" ", ""));
    boolean core = header == 12;
    int start = 14 + Math.max(header, Math.min(40, header) + (bits > 8 ? 4 * table.length : 0));
    start += bits > 8 ? 0 : (core ? 3 : 4) * table.length;
    var file = ByteBuffer.allocate(start + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(10, start).putInt(14, header).position(18);
    if (core) {
      file.putShort((short) width).putShort((short) height).putShort((short) 1);
      file.putShort((short) bits);
    } else {
      file.putInt(width).putInt(height).putShort((short) 1).putShort((short) bits).putInt(coding);
    }
    file.position(bits > 8 && !core ? 54 : 14 + header);
    for (int number : table) {
      if (core) {
        file.put((byte) number).put((byte) (number >> 8)).put((byte) (number >> 16));
      } else {
        file.putInt(number);
      }
    }
    return file.position(start).put(data).array();
  }

  /** Run-length codes that jump over most of the image. */
  public static byte[] jumping() {
    return bmp(40, 200, 100, 8, 1, FOUR_COLORS, "0501 0002 6432 0302 0000 0001");
  }

  private void gives(byte[] bmp, String kind, String... pixels) {
    try (var image = codec.decode(bmp)) {
      assertThat(image).hasToString(kind);
      for (int x = 0; x < pixels.length; x++) {
        assertThat(SampleImages.pixel(image, x, 0)).isEqualTo(pixels[x]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      # header | bits | coding | masks | pixels | kind | first | second
      40  | 16 | 0 |                                     | 1f7c 0000 | 3 | 255 0 255   | 0 0 0
      40  | 16 | 0 |                                     | 0340 f87f | 3 | 132 0 25    | 255 255 197
      40  | 16 | 3 | f800 7e0 1f                         | 00f8 e007 | 3 | 255 0 0     | 0 255 0
      40  | 16 | 3 | f800 7e0 1f                         | 1f00 2100 | 3 | 0 0 255     | 0 4 8
      40  | 32 | 3 | ff000000 ff0000 ff00                | 00030201 00ffff80 | 3 | 1 2 3 | 128 255 255
      40  | 32 | 3 | 3ff 1ffc00 fe000000                 | ff030000 000010fe | 3 | 255 0 0 | 0 128 255
      40  | 32 | 6 | ff ff00 ff0000 ff000000             | 01020304 ffffff00 | 4 | 1 2 3 4 | 255 255 255 0
      56  | 16 | 3 | f00 f0 f f000                       | 21f3 ff0f | 4 | 51 34 17 255 | 255 255 255 0
      108 | 16 | 3 | f800 7e0 1f 0                       | 00f8 e007 | 3 | 255 0 0     | 0 255 0
      124 | 16 | 3 | 7c00 3e0 1f 8000                    | 00fc e003 | 4 | 255 0 0 255 | 0 255 0 0
      124 | 32 | 0 | ff0000 ff00 ff ff000000             | 03020104 06050400 | 3 | 1 2 3 | 4 5 6
      64  | 24 | 0 |                                     | 0302010605040000 | 3 | 1 2 3 | 4 5 6
      12  | 24 | 0 |                                     | 0302010605040000 | 3 | 1 2 3 | 4 5 6
      """)
  void obeysMasks(
      int header,
      int bits,
      int coding,
      String masks,
      String pixels,
      int channels,
      String first,
      String second) {
    var numbers =
        masks == null
            ? new int[0]
            : Arrays.stream(masks.split(" "))
                .mapToInt(m -> Integer.parseUnsignedInt(m, 16))
                .toArray();
    var bmp = bmp(header, 2, 1, bits, coding, numbers, pixels);
    gives(bmp, "2x1 x %d UINT8".formatted(channels), first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "40, 1, 80000000, 255 0 0, 255 255 255",
    "40, 2, 90000000, 0 255 0, 255 0 0",
    "40, 4, 12000000, 255 0 0, 0 255 0",
    "40, 8, 03090000, 0 0 255, 0 0 0", // 9 is beyond the palette
    "12, 8, 02010000, 0 255 0, 255 0 0"
  })
  void readsPalettesOfAnyDepth(int header, int bits, String pixels, String first, String second) {
    var colors = Arrays.copyOf(FOUR_COLORS, Math.min(4, 1 << bits));
    gives(bmp(header, 2, 1, bits, 0, colors, pixels), "2x1 x 3 UINT8", first, second);
  }

  @Test
  void topDownRowsStayInTheirOrder() {
    var bmp = bmp(40, 1, -2, 24, 0, new int[0], "01020300 04050600");
    gives(bmp, "1x2 x 3 UINT8", "3 2 1");
  }

  /** Five red, a jump, three green; what is skipped has the first color. */
  @Test
  void jumpsOfRunLengthCodesLeaveTheFirstColor() {
    try (var image = codec.decode(jumping())) {
      assertThat(SampleImages.pixel(image, 4, 99)).isEqualTo("255 0 0");
      assertThat(SampleImages.pixel(image, 5, 99)).isEqualTo("255 255 255");
      assertThat(SampleImages.pixel(image, 105, 49)).isEqualTo("0 255 0");
      assertThat(SampleImages.pixel(image, 0, 0)).isEqualTo("255 255 255");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 2, 0512 0001, 255 0 0 | 0 255 0 | 255 0 0 | 0 255 0 | 255 0 0 | 255 255 255",
    "4, 2, 0005 1231 2000 0001, 255 0 0 | 0 255 0 | 0 0 255 | 255 0 0 | 0 255 0 | 255 255 255",
    "8, 1, 0003 0102 0300 0001, 255 0 0 | 0 255 0 | 0 0 255 | 255 255 255",
    "8, 1, ff01 0001, 255 0 0 | 255 0 0 | 255 0 0 | 255 0 0 | 255 0 0 | 255 0 0",
    "8, 1, 0601, 255 0 0 | 255 0 0 | 255 0 0 | 255 0 0 | 255 0 0 | 255 0 0"
  })
  void readsRunsAndLiterals(int bits, int coding, String codes, String pixels) {
    var bmp = bmp(40, 6, 1, bits, coding, FOUR_COLORS, codes);
    gives(bmp, "6x1 x 3 UINT8", pixels.split(" \\| "));
  }

  private void refused(byte[] bmp, Reason reason, String message) {
    assertThatThrownBy(() -> codec.decode(bmp))
        .hasMessage(message)
        .isInstanceOfSatisfying(
            BadImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void refusesRunsThatStopEarly() {
    refused(
        bmp(40, 6, 2, 8, 1, FOUR_COLORS, "0601"),
        TRUNCATED,
        "BMP of 6x2 stops after 72 bytes, in row 1 but must be whole; copy or download it again");
  }

  @ParameterizedTest
  @CsvSource({
    "40, 0, 5, a PNG inside",
    "40, 0, 4, a JPEG inside",
    "64, 24, 4, 24-bit runs of OS/2",
    "64, 1, 3, Huffman codes of OS/2",
    "40, 32, 11, CMYK"
  })
  void namesKindsThatAreNotSupported(int header, int bits, int coding, String kind) {
    refused(
        bmp(header, 2, 1, bits, coding, new int[] {0}, "00000000"),
        UNSUPPORTED,
        "BMP has %s (compression %d), which is not supported: it must be plain, run-length coded or with masks; save it again as PNG"
            .formatted(kind, coding));
  }

  @Test
  void refusesKindsThatDoNotExist() {
    refused(
        bmp(40, 2, 1, 24, 1, new int[0], "00000000"),
        CORRUPT,
        "BMP has compression 1 with 24 bits, which no BMP can have; the file is damaged, replace it");
    refused(
        bmp(40, 2, 1, 16, 3, new int[] {0xf00f, 0x7e0, 0x1f}, "00000000"),
        CORRUPT,
        "BMP has the mask 0000f00f for 16 bits, whose bits must lie together within them; the file is damaged, replace it");
  }
}
