package dev.variegate.image;

import java.util.Set;

/**
 * The pixels of an upright image that is decoded at a fraction of its scale: each is made of a
 * square of the full image's pixels.
 *
 * <p>The squares are counted from where the file begins. Where that is the right or lower side of
 * the upright image, the first square of a row or column may begin outside of it, and else the last
 * may end there.
 *
 * @param scale pixels of the full image along a side of a square: 2, 4 or 8
 * @param size of the reduced image
 * @param left column of the full image where the first square begins, 0 or less
 * @param top its row
 */
public record ReducedGrid(int scale, Size size, int left, int top) {

  private static final Set<Integer> FROM_THE_RIGHT = Set.of(2, 3, 6, 7);
  private static final Set<Integer> FROM_BELOW = Set.of(3, 4, 7, 8);

  /** Of an image whose size and orientation (EXIF) the header gives. */
  public static ReducedGrid of(ImageHeader header, int scale) {
    var full = header.orientedSize();
    var size = full.reduced(scale);
    return new ReducedGrid(
        scale,
        size,
        begin(full.width(), size.width() * scale, FROM_THE_RIGHT.contains(header.orientation())),
        begin(full.height(), size.height() * scale, FROM_BELOW.contains(header.orientation())));
  }

  private static int begin(int full, int covered, boolean fromTheEnd) {
    return fromTheEnd ? full - covered : 0;
  }
}
