package dev.variegate.codec.tiff;

/** Makes rows of a decoded image out of rows of a strip or tile. */
final class TiffRows {

  private static final int BYTE = 8;

  private final TiffLayout layout;
  private final byte[] row;
  private final int bits;

  /** Of each sample: one or three bytes; empty where samples are whole bytes. */
  private final byte[] shown;

  TiffRows(TiffLayout layout, TiffDirectory page) {
    this.layout = layout;
    this.row = new byte[layout.rowBytes()];
    this.bits = (int) layout.samples().bits();
    this.shown =
        layout.samples().isPalette()
            ? layout.samples().palette(page)
            : bits < BYTE ? scaled(bits) : new byte[0];
  }

  private static byte[] scaled(int bits) {
    int most = (1 << bits) - 1;
    var scaled = new byte[most + 1];
    for (int i = 0; i <= most; i++) {
      scaled[i] = (byte) ((2 * 255 * i + most) / (2 * most));
    }
    return scaled;
  }

  /** That lie together once they are decoded. */
  int channels() {
    return layout.samples().isPalette() ? 3 : layout.channelsTogether();
  }

  int pixelBytes() {
    return channels() * layout.type().bytes();
  }

  /** One row of a piece, as wide as the piece; to be read before the next is asked for. */
  byte[] shown(byte[] samples, int y) {
    System.arraycopy(samples, y * row.length, row, 0, row.length);
    layout.predictor().undo(row, layout.channelsTogether(), layout.type().bytes(), layout.order());
    return shown.length == 0 ? row : unpacked();
  }

  private byte[] unpacked() {
    int each = layout.samples().isPalette() ? 3 : 1;
    var unpacked = new byte[layout.piece().width() * pixelBytes()];
    for (int i = 0; i * each < unpacked.length; i++) {
      System.arraycopy(shown, sample(i) * each, unpacked, i * each, each);
    }
    return unpacked;
  }

  /** Highest bits first; a sample may lie in two bytes. */
  private int sample(int index) {
    long bit = (long) index * bits;
    int at = (int) (bit / BYTE);
    int two = ((row[at] & 0xff) << BYTE) | (at + 1 < row.length ? row[at + 1] & 0xff : 0);
    return (two >> (2 * BYTE - bits - (int) (bit % BYTE))) & ((1 << bits) - 1);
  }
}
