package dev.variegate.image;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One image file directory of TIFF 6.0, which EXIF uses as well: a table from tags to numbers.
 *
 * <p>Offsets count from the byte-order mark, which in EXIF lies inside another file.
 */
final class TiffDirectory {

  private static final int ENTRY = 12;

  private final ByteView view;
  private final long base;
  private final long at;

  private TiffDirectory(ByteView view, long base, long at) {
    this.view = view;
    this.base = base;
    this.at = at;
  }

  /** The first directory of the TIFF structure that starts at this place. */
  static TiffDirectory first(byte[] bytes, int base, String what) {
    var mark = new ByteView(bytes, ByteOrder.BIG_ENDIAN, what);
    var order = mark.has(base, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    var view = new ByteView(bytes, order, what);
    return new TiffDirectory(view, base, base + view.u32(base + 4L));
  }

  /** Orientation of an EXIF block; a damaged block must not cost the picture, so it counts as 1. */
  static int exifOrientation(byte[] bytes, int base) {
    try {
      return first(bytes, base, "EXIF").orientation();
    } catch (BadImageException e) {
      return 1;
    }
  }

  /** How numbers, and samples of several bytes, lie in the file. */
  ByteOrder order() {
    return view.order();
  }

  /** 1 to 8; anything else in the file counts as 1. */
  int orientation() {
    int value = (int) number(TiffTag.ORIENTATION, 1);
    return value >= 1 && value <= 8 ? value : 1;
  }

  /** Where the next directory starts; 0 after the last. */
  long next() {
    return view.u32(at + 2 + (long) count() * ENTRY);
  }

  TiffDirectory at(long offset) {
    return new TiffDirectory(view, base, base + offset);
  }

  /** First number of a tag, or the given one where the tag is missing. */
  long number(TiffTag tag, long otherwise) {
    var found = numbers(tag);
    return found.length == 0 ? otherwise : found[0];
  }

  /** All numbers of a tag of type BYTE, SHORT or LONG; empty where it is missing. */
  long[] numbers(TiffTag tag) {
    for (int i = 0; i < count(); i++) {
      long entry = at + 2 + (long) i * ENTRY;
      if (view.u16(entry) == tag.number()) {
        return values(entry);
      }
    }
    return new long[0];
  }

  private long[] values(long entry) {
    int width =
        switch (view.u16(entry + 2)) {
          case 1 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          default -> 0;
        };
    long count = view.u32(entry + 4);
    if (width == 0 || count == 0) {
      return new long[0];
    }
    long start = count * width <= 4 ? entry + 8 : base + view.u32(entry + 8);
    view.require(start, count * width);
    var values = new long[(int) count];
    Arrays.setAll(values, i -> value(start + (long) i * width, width));
    return values;
  }

  private long value(long place, int width) {
    return switch (width) {
      case 1 -> view.u8(place);
      case 2 -> view.u16(place);
      default -> view.u32(place);
    };
  }

  private int count() {
    return view.u16(at);
  }
}
