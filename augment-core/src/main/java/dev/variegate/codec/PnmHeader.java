package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.PNM;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.Size;
import java.nio.ByteOrder;

/**
 * The header of Netpbm's formats: PBM (P1, P4), PGM (P2, P5), PPM (P3, P6) and PAM (P7).
 *
 * @param kind the digit behind the P
 * @param channels as stored: 1, 2 (gray with alpha), 3 or 4
 * @param most the sample that is full intensity, 1 to 65535
 * @param pixels where they start
 */
record PnmHeader(int kind, Size size, int channels, int most, int pixels) {

  private static final int PAM = 7;

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    var pnm = of(bytes, limit);
    int channels = pnm.channels == 2 ? 4 : pnm.channels;
    int bits = pnm.most > 255 ? 16 : 8;
    return new ImageHeader(PNM, pnm.size, channels, bits, 1, 1, Colors.AS_STORED);
  }

  static PnmHeader of(byte[] bytes, PixelLimit limit) {
    var words = new Words(bytes, 2);
    int kind = bytes[1] - '0';
    var pnm = kind == PAM ? pam(words, limit) : plain(kind, words, limit);
    if (pnm.most < 1 || pnm.most > 65535) {
      throw new BadImageException(
          CORRUPT,
          "PNM has the largest sample %d but must be 1 to 65535; the file is damaged, replace it"
              .formatted(pnm.most));
    }
    long needed = pnm.isText() ? pnm.textBytes() : pnm.rowBytes() * pnm.size.height();
    words.view.require(pnm.pixels, needed);
    return pnm;
  }

  private static PnmHeader plain(int kind, Words words, PixelLimit limit) {
    var size = limit.check(PNM, words.number(), words.number());
    int most = kind == 1 || kind == 4 ? 1 : words.number();
    return new PnmHeader(kind, size, kind == 3 || kind == 6 ? 3 : 1, most, words.at + 1);
  }

  private static PnmHeader pam(Words words, PixelLimit limit) {
    int width = 0;
    int height = 0;
    int depth = 0;
    int most = 0;
    for (var word = words.next(); !word.equals("ENDHDR"); word = words.next()) {
      switch (word) {
        case "WIDTH" -> width = words.number();
        case "HEIGHT" -> height = words.number();
        case "DEPTH" -> depth = words.number();
        case "MAXVAL" -> most = words.number();
        default -> words.toEndOfLine(); // TUPLTYPE says what the depth says
      }
    }
    var size = limit.check(PNM, width, height);
    if (depth < 1 || depth > 4) {
      throw new BadImageException(
          UNSUPPORTED,
          "PAM has %d channels, which is not supported: it must be 1 to 4; save it as TIFF"
              .formatted(depth));
    }
    return new PnmHeader(PAM, size, depth, most, words.at + 1);
  }

  /** Samples in decimal digits. */
  boolean isText() {
    return kind <= 3;
  }

  /** One bit a pixel, 1 is black. */
  boolean isBitmap() {
    return kind == 1 || kind == 4;
  }

  int sampleBytes() {
    return most > 255 ? 2 : 1;
  }

  /** Of binary samples; rows of bits are filled up to whole bytes. */
  long rowBytes() {
    return kind == 4 ? (size.width() + 7L) / 8 : (long) size.width() * channels * sampleBytes();
  }

  /** A digit for each sample, and something between two numbers. */
  private long textBytes() {
    long samples = size.pixels() * channels;
    return isBitmap() ? samples : 2 * samples - 1;
  }

  /** Words between white space; what follows a # is a comment up to the end of the line. */
  static final class Words {

    /** With a digit more it still is an int. */
    private static final int MAX_NUMBER = 200_000_000;

    private final ByteView view;
    private int at;

    Words(byte[] bytes, int at) {
      this.view = new ByteView(bytes, ByteOrder.BIG_ENDIAN, "PNM");
      this.at = at;
    }

    /** Up to white space, which is not skipped. */
    String next() {
      toWord();
      int start = at;
      while (at < view.length() && view.u8(at) > ' ') {
        at++;
      }
      return view.latin1(start, at - start);
    }

    /** One letter. */
    int letter() {
      toWord();
      return view.u8(at++);
    }

    int number() {
      toWord();
      int number = 0;
      for (; at < view.length() && view.u8(at) > ' ' && view.u8(at) != '#'; at++) {
        int digit = view.u8(at) - '0';
        if (digit < 0 || digit > 9 || number > MAX_NUMBER) {
          throw new BadImageException(
              CORRUPT,
              "PNM has the byte 0x%02x at %d, where a number is expected; the file is damaged, replace it"
                  .formatted(view.u8(at), at));
        }
        number = 10 * number + digit;
      }
      return number;
    }

    private void toWord() {
      while (view.u8(at) <= ' ' || view.u8(at) == '#') {
        if (view.u8(at) == '#') {
          toEndOfLine();
        } else {
          at++;
        }
      }
    }

    private void toEndOfLine() {
      while (view.u8(at) != '\n' && view.u8(at) != '\r') {
        at++;
      }
    }
  }
}
