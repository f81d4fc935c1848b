package dev.variegate.form;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import dev.variegate.image.Border;
import dev.variegate.image.Size;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Shows a source at the places of a dense map. OpenCV keeps coordinates in 16 bits and refuses
 * sides of 32,767 pixels and more; such a result is made in tiles, each of the part of the source
 * that it shows.
 */
final class Remap {

  /** The longest side that OpenCV warps. */
  private static final int LONGEST = Short.MAX_VALUE - 1;

  /** Of the part of the source that a tile shows, pixels a side; far below the longest. */
  private static final int PART = 1024;

  /** What the widest interpolation reaches, with rounding. */
  private static final int REACH = 5;

  /** Pixels; what lies farther off is as far, and no place is so. */
  private static final float FAR = 1e6f;

  private final Mat source;
  private final Mat places;
  private final Mat result;
  private final int interpolation;

  private final int part;

  private Remap(Mat source, Mat places, Mat result, int interpolation, int part) {
    this.part = part;
    this.source = source;
    this.places = places;
    this.result = result;
    this.interpolation = interpolation;
  }

  /** Whether OpenCV warps images of such sizes. */
  static boolean isWhole(Size... sizes) {
    for (var size : sizes) {
      if (Math.max(size.width(), size.height()) > LONGEST) {
        return false;
      }
    }
    return true;
  }

  /**
   * A new matrix of the map's size.
   *
   * @param places two floats for each pixel of the result, its place in the source
   * @param interpolation OpenCV's flag
   * @param border beyond the edge; a constant one shows the edge drawn out
   */
  static Mat of(Mat source, Mat places, int interpolation, Border border) {
    return isWhole(size(source), size(places))
        ? whole(source, places, interpolation, flag(border))
        : tiled(source, places, interpolation, border, PART);
  }

  /**
   * As {@link #of}, in tiles.
   *
   * @param part most pixels to a side of what a tile shows of the source
   */
  static Mat tiled(Mat source, Mat places, int interpolation, Border border, int part) {
    boolean edge = flag(border) == BORDER_REPLICATE;
    var result = new Mat(places.rows(), places.cols(), source.type());
    try (var wide = new Mat();
        var black = new Scalar(0);
        var near = near(places, size(source), border)) {
      int reach = edge ? 0 : REACH;
      copyMakeBorder(source, wide, reach, reach, reach, reach, flag(border), black);
      new Remap(wide, near, result, interpolation, part).fill(0, 0, places.cols(), places.rows());
      return result;
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }

  /** As {@link #of}, in one piece. */
  static Mat whole(Mat source, Mat map, int flags, int border) {
    var result = new Mat();
    try (var none = new Mat();
        var black = new Scalar(0)) {
      remap(source, result, map, none, flags, border, black);
      return result;
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }

  static int flag(Border border) {
    return border == Border.CONSTANT ? BORDER_REPLICATE : border.flag();
  }

  private static Size size(Mat mat) {
    return new Size(mat.cols(), mat.rows());
  }

  /** One tile of the result, or its halves where it shows too much. */
  private void fill(int x, int y, int width, int height) {
    try (var tile = new Rect(x, y, width, height);
        var there = new Mat(places, tile)) {
      var across = span(there, 0, source.cols());
      var down = span(there, 1, source.rows());
      if ((width == 1 && height == 1) || (across.length() <= part && down.length() <= part)) {
        show(there, tile, across, down);
        return;
      }
    }
    boolean wide = width >= height;
    fill(x, y, wide ? width / 2 : width, wide ? height : height / 2);
    fill(
        wide ? x + width / 2 : x,
        wide ? y : y + height / 2,
        wide ? width - width / 2 : width,
        wide ? height : height - height / 2);
  }

  private void show(Mat there, Rect tile, Span across, Span down) {
    try (var window = new Rect(across.from, down.from, across.length(), down.length());
        var seen = new Mat(source, window);
        var moved = there.clone();
        var into = new Mat(result, tile)) {
      FloatBuffer pairs = moved.createBuffer();
      for (int i = 0; i < pairs.limit(); i += 2) {
        pairs.put(i, pairs.get(i) - across.from);
        pairs.put(i + 1, pairs.get(i + 1) - down.from);
      }
      try (var part = whole(seen, moved, interpolation, BORDER_REPLICATE)) {
        part.copyTo(into);
      }
    }
  }

  /** Pixels of one axis of the source, the last not among them. */
  private record Span(int from, int to) {
    int length() {
      return to - from;
    }
  }

  /** The pixels that interpolation between places reads; one where all lie beyond the source. */
  private static Span span(Mat there, int axis, int length) {
    double[] least = {0};
    double[] most = {0};
    try (var plane = new Mat()) {
      extractChannel(there, plane, axis);
      minMaxLoc(plane, least, most, null, null, null);
    }
    int from = (int) Math.max(0, Math.min(length - 1, Math.floor(least[0]) - REACH));
    int to = (int) Math.max(from + 1, Math.min(length, Math.ceil(most[0]) + REACH + 1));
    return new Span(from, to);
  }

  /** The places in a source that is drawn out by the reach where its border is not its edge. */
  private static Mat near(Mat places, Size source, Border border) {
    var near = places.clone();
    FloatBuffer pairs = near.createBuffer();
    for (int i = 0; i < pairs.limit(); i++) {
      float place = pairs.get(i);
      int length = i % 2 == 0 ? source.width() : source.height();
      pairs.put(
          i,
          switch (border) {
            case CONSTANT, REPLICATE ->
                Float.isNaN(place) ? 0 : Math.max(-FAR, Math.min(FAR, place));
            case REFLECT101 -> REACH + mirrored(place, length);
            case WRAP -> REACH + within(place, length);
          });
    }
    return near;
  }

  private static float mirrored(float place, int length) {
    float there = within(place, 2 * (length - 1));
    return Math.min(there, 2 * (length - 1) - there);
  }

  private static float within(float place, int period) {
    return period == 0 || !Float.isFinite(place)
        ? 0
        : (float) (place - period * Math.floor((double) place / period));
  }
}
