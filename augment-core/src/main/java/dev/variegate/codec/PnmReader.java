package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;
import java.nio.ByteOrder;

/** Reads the samples of Netpbm's formats; the largest sample becomes 255, or 65535 above that. */
final class PnmReader {

  private final byte[] bytes;
  private final PnmHeader pnm;

  private PnmReader(byte[] bytes, PnmHeader pnm) {
    this.bytes = bytes;
    this.pnm = pnm;
  }

  /** The caller closes it. */
  static Image read(byte[] bytes, ImageHeader header) {
    var reader = new PnmReader(bytes, PnmHeader.of(bytes, PixelLimit.NONE));
    var size = header.size();
    int samples = Math.multiplyExact(Math.toIntExact(size.pixels()), header.channels());
    var source = reader.source();
    if (header.bits() == 16) {
      var shorts = new short[samples];
      reader.fill(source, header, (i, value) -> shorts[i] = (short) value);
      return Image.ofShorts(size.width(), size.height(), header.channels(), shorts);
    }
    var all = new byte[samples];
    reader.fill(source, header, (i, value) -> all[i] = (byte) value);
    return Image.ofBytes(size.width(), size.height(), header.channels(), all);
  }

  private interface Source {
    int next();
  }

  private interface Sink {
    void put(int index, int value);
  }

  private Source source() {
    if (pnm.isText()) {
      var words = new PnmHeader.Words(bytes, pnm.pixels() - 1);
      return pnm.isBitmap() ? () -> bit(words.letter() - '0') : words::number;
    }
    var view = new ByteView(bytes, ByteOrder.BIG_ENDIAN, "PNM");
    var at = new long[] {pnm.kind() == 4 ? 0 : pnm.pixels()};
    if (pnm.kind() == 4) {
      int width = pnm.size().width();
      return () -> {
        long pixel = at[0]++;
        long place = pnm.pixels() + (pixel / width) * pnm.rowBytes() + (pixel % width) / 8;
        return 1 - ((view.u8(place) >> (7 - (pixel % width) % 8)) & 1);
      };
    }
    int step = pnm.sampleBytes();
    return () -> {
      long place = at[0];
      at[0] += step;
      return step == 1 ? view.u8(place) : view.u16(place);
    };
  }

  private static int bit(int digit) {
    if (digit != 0 && digit != 1) {
      throw new BadImageException(
          CORRUPT, "PBM has a digit that is neither 0 nor 1; the file is damaged, replace it");
    }
    return 1 - digit;
  }

  /** Gray with alpha becomes RGBA. */
  private void fill(Source source, ImageHeader header, Sink sink) {
    int white = header.bits() == 16 ? 65535 : 255;
    int index = 0;
    for (long pixel = 0; pixel < pnm.size().pixels(); pixel++) {
      for (int c = 0; c < pnm.channels(); c++) {
        int value = scaled(source.next(), white);
        for (int times = pnm.channels() == 2 && c == 0 ? 3 : 1; times > 0; times--) {
          sink.put(index++, value);
        }
      }
    }
  }

  private int scaled(int sample, int white) {
    int most = pnm.most();
    if (sample > most) {
      throw new BadImageException(
          CORRUPT,
          "PNM has the sample %d but must not exceed %d, its largest; the file is damaged, replace it"
              .formatted(sample, most));
    }
    return most == white ? sample : (int) ((2L * sample * white + most) / (2L * most));
  }
}
