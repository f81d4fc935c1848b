package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Masks of what is to be filled: 8-bit gray images of the image's size, 255 in the hole and 0
 * elsewhere. The caller closes what is made.
 */
public final class HoleMask {

  private static final byte IN_HOLE = (byte) 255;

  private HoleMask() {}

  /**
   * The mask that an image means: a hole where any color is not black. Alpha is left out; the image
   * stays open.
   */
  public static Image of(Image drawn) {
    float[] samples;
    try (var fractions = RgbFloats.fractions(drawn);
        var floats = RgbFloats.image(fractions, SampleType.FLOAT32)) {
      samples = floats.toFloats();
    }
    var mask = new byte[samples.length / 3];
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] != 0) {
        mask[i / 3] = IN_HOLE;
      }
    }
    return Image.ofBytes(drawn.width(), drawn.height(), 1, mask);
  }

  /**
   * The mask of rectangles, each cut off at the image's edge.
   *
   * @throws IllegalArgumentException if one touches no pixel
   */
  public static Image of(List<Hole> holes, Size size) {
    var mask = new byte[Math.toIntExact(size.pixels())];
    for (var hole : holes) {
      hole.requireTouches(size);
      int left = Math.max(0, hole.x());
      int right = (int) Math.min(size.width(), (long) hole.x() + hole.width());
      int bottom = (int) Math.min(size.height(), (long) hole.y() + hole.height());
      for (int y = Math.max(0, hole.y()); y < bottom; y++) {
        Arrays.fill(mask, y * size.width() + left, y * size.width() + right, IN_HOLE);
      }
    }
    return Image.ofBytes(size.width(), size.height(), 1, mask);
  }

  /**
   * The mask with its hole grown by so many pixels at every side, corners included; the image stays
   * open, the caller closes the result.
   */
  public static Image grown(Image mask, int margin) {
    int side = 2 * margin + 1;
    var result = new Mat();
    try (var ones = Mat.ones(side, side, CV_8UC1);
        var square = ones.asMat()) {
      dilate(mask.mat(), result, square);
    }
    return Image.own(result);
  }

  /** How many pixels of a mask lie in its hole. */
  public static long pixels(Image mask) {
    long pixels = 0;
    for (byte sample : mask.toBytes()) {
      pixels += sample == 0 ? 0 : 1;
    }
    return pixels;
  }

  /** The least rectangle around the hole of a mask, if it has one. */
  public static Optional<Hole> bounds(Image mask) {
    var samples = mask.toBytes();
    int left = mask.width();
    int right = -1;
    int top = mask.height();
    int bottom = -1;
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] != 0) {
        left = Math.min(left, i % mask.width());
        right = Math.max(right, i % mask.width());
        top = Math.min(top, i / mask.width());
        bottom = i / mask.width();
      }
    }
    return right < 0
        ? Optional.empty()
        : Optional.of(new Hole(left, top, right - left + 1, bottom - top + 1));
  }

  /**
   * Refuses a mask that does not fit its image.
   *
   * @throws IllegalArgumentException if its size is another, or if it is not 8-bit gray
   */
  public static void requireFits(Image mask, Image image) {
    Require.sameSize("Mask", mask, "its image", image);
    if (mask.channels() != 1 || mask.type() != SampleType.UINT8) {
      throw new IllegalArgumentException(
          "Mask is %s but must be 8-bit gray; make one of it with HoleMask.of".formatted(mask));
    }
  }
}
