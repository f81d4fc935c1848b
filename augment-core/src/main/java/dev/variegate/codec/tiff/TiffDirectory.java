package dev.variegate.codec.tiff;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.Orientation;
import dev.variegate.image.BadImageException;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One image file directory of TIFF 6.0, which EXIF uses as well, or of BigTIFF, whose counts and
 * offsets take 8 bytes: a table from tags to numbers.
 *
 * <p>Offsets count from the byte-order mark, which in EXIF lies inside another file.
 */
public final class TiffDirectory {

  private static final int BIG = 43;

  private final ByteView view;
  private final boolean big;
  private final long base;
  private final long at;

  private TiffDirectory(ByteView view, boolean big, long base, long at) {
    this.view = view;
    this.big = big;
    this.base = base;
    this.at = at;
  }

  /** The first directory of the TIFF structure that starts at this place. */
  public static TiffDirectory first(byte[] bytes, int base, String what) {
    var mark = new ByteView(bytes, ByteOrder.BIG_ENDIAN, what);
    var order = mark.has(base, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    var view = new ByteView(bytes, order, what);
    return view.u16(base + 2L) == BIG
        ? new TiffDirectory(view, true, base, base + view.i64(base + 8L))
        : new TiffDirectory(view, false, base, base + view.u32(base + 4L));
  }

  /**
   * Orientation of an EXIF block as {@link #orientation}; a damaged block must not cost the image,
   * so it counts as one that says nothing.
   */
  public static int exifOrientation(byte[] bytes, int base) {
    try {
      return first(bytes, base, "EXIF").orientation();
    } catch (BadImageException e) {
      return Orientation.NONE;
    }
  }

  /** How numbers, and samples of several bytes, lie in the file. */
  ByteOrder order() {
    return view.order();
  }

  /** 1 to 8; 0 where there is none; anything else in the file counts as 1. */
  int orientation() {
    int value = (int) number(TiffTag.ORIENTATION, Orientation.NONE);
    return value >= Orientation.NONE && value <= 8 ? value : 1;
  }

  /** Where the next directory starts; 0 after the last. */
  long next() {
    return unsigned(entry(count()));
  }

  /** Requires that so many bytes lie at this offset. */
  void require(long offset, long length) {
    view.require(offset < 0 ? -1 : base + offset, length);
  }

  TiffDirectory at(long offset) {
    return new TiffDirectory(view, big, base, base + offset);
  }

  /** The bytes of a tag, however they are typed; empty where it is missing. */
  public byte[] bytes(TiffTag tag) {
    long entry = find(tag);
    if (entry < 0) {
      return new byte[0];
    }
    long length = unsigned(entry + 4) * Math.max(1, width(entry));
    return view.bytes(place(entry, length), length);
  }

  /** First number of a tag, or the given one where the tag is missing. */
  long number(TiffTag tag, long otherwise) {
    var found = numbers(tag);
    return found.length == 0 ? otherwise : found[0];
  }

  /** All numbers of a tag of type BYTE, SHORT or LONG; empty where it is missing. */
  long[] numbers(TiffTag tag) {
    long entry = find(tag);
    return entry < 0 ? new long[0] : values(entry);
  }

  /** Where the entry of a tag starts, or -1. */
  private long find(TiffTag tag) {
    for (long i = 0; i < count(); i++) {
      if (view.u16(entry(i)) == tag.number()) {
        return entry(i);
      }
    }
    return -1;
  }

  private long[] values(long entry) {
    int width = width(entry);
    long count = unsigned(entry + 4);
    if (width == 0 || count == 0) {
      return new long[0];
    }
    view.require(0, count); // no product of the two leaves the range of a long
    long start = place(entry, count * width);
    view.require(start, count * width);
    var values = new long[(int) count];
    Arrays.setAll(values, i -> value(start + (long) i * width, width));
    return values;
  }

  /** Bytes of one number; 0 of what is none. */
  private int width(long entry) {
    return switch (view.u16(entry + 2)) {
      case 1 -> 1;
      case 3 -> 2;
      case 4, 13 -> 4;
      case 16, 18 -> 8;
      default -> 0;
    };
  }

  /** Few bytes stand in the entry itself. */
  private long place(long entry, long length) {
    long values = entry + (big ? 12 : 8);
    return length <= (big ? 8 : 4) ? values : base + unsigned(values);
  }

  private long value(long place, int width) {
    return switch (width) {
      case 1 -> view.u8(place);
      case 2 -> view.u16(place);
      case 4 -> view.u32(place);
      default -> view.i64(place);
    };
  }

  private long count() {
    return big ? view.i64(at) : view.u16(at);
  }

  private long entry(long number) {
    return at + (big ? 8 + 20 * number : 2 + 12 * number);
  }

  /** A count or an offset. */
  private long unsigned(long place) {
    return big ? view.i64(place) : view.u32(place);
  }
}
