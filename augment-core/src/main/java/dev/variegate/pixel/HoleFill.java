package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_photo.INPAINT_NS;
import static org.bytedeco.opencv.global.opencv_photo.INPAINT_TELEA;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import java.io.Serializable;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Fills the hole of an image from its rim inwards, without a model: good for scratches and small
 * holes, blurred in large ones. What any learned fill has to beat.
 *
 * <p>Gray, RGB and RGBA of 8-bit, 16-bit or float samples; each channel for itself and in 16 bits,
 * so that floats in the hole are clipped to 0..1; alpha as it was. Outside the hole every sample
 * stays, and nothing that was in the hole is looked at. Reference: OpenCV {@code inpaint}.
 *
 * @param radius how far around a pixel samples are looked at, in pixels, 1..100
 */
public record HoleFill(Method method, int radius) implements Serializable {

  /** OpenCV cuts longer ones without a word. */
  private static final int LONGEST_RADIUS = 100;

  private static final int PADDING = 1;

  /** The two classical ways. */
  public enum Method {
    /**
     * Marches inwards, each pixel a weighted mean of what is known around it. Telea, "An Image
     * Inpainting Technique Based on the Fast Marching Method", J. Graphics Tools 9(1), 2004.
     */
    TELEA(INPAINT_TELEA),
    /**
     * Carries lines of equal brightness on into the hole. After Bertalmio et al., "Navier-Stokes,
     * Fluid Dynamics, and Image and Video Inpainting", CVPR 2001.
     */
    NAVIER_STOKES(INPAINT_NS);

    private final int flag;

    Method(int flag) {
      this.flag = flag;
    }
  }

  public HoleFill {
    if (radius < 1 || radius > LONGEST_RADIUS) {
      throw new IllegalArgumentException(
          "Fill radius is %d but must stay within [1, %d]; give a number of pixels"
              .formatted(radius, LONGEST_RADIUS));
    }
  }

  /**
   * Fills the hole; image and mask stay open, the caller closes the result.
   *
   * @param mask 8-bit gray of the image's size, not 0 in the hole
   * @throws IllegalArgumentException if the mask does not fit or leaves nothing to fill from
   */
  public Image fill(Image image, Image mask) {
    HoleMask.requireFits(mask, image);
    if (HoleMask.pixels(mask) == image.size().pixels()) {
      throw new IllegalArgumentException(
          "Mask of %s is a hole everywhere but must keep a pixel to fill from; draw a smaller hole or use a model"
              .formatted(mask.size()));
    }
    try (var colors = colors(image);
        var padded = padded(colors);
        var paddedMask = padded(mask.mat());
        var filled = filled(padded, paddedMask);
        var place = new Rect(PADDING, PADDING, image.width(), image.height());
        var inner = Image.own(new Mat(filled, place))) {
      return Composite.intoHole(image, inner, mask);
    }
  }

  /**
   * Gray or RGB in 16 bits, whatever the image has: OpenCV adds half a step to what Telea's way
   * gives and then rounds, which drifts by many 8-bit steps on the way in and ruins floats.
   */
  private static Mat colors(Image image) {
    image.requireColor("A classical fill", "choose three of them first");
    var result = new Mat();
    try (var colors = image.channels() == 1 ? new Mat(image.mat()) : RgbFloats.rgb(image.mat())) {
      double scale = SampleType.UINT16.white() / image.type().white();
      colors.convertTo(result, CV_16U, scale, 0);
    }
    return result;
  }

  /**
   * With the edge drawn out: OpenCV never fills the first row and column, and beside them it takes
   * samples out of the hole for known ones.
   */
  private static Mat padded(Mat mat) {
    var result = new Mat();
    copyMakeBorder(mat, result, PADDING, PADDING, PADDING, PADDING, BORDER_REPLICATE);
    return result;
  }

  /** The mean of what is kept, for at the last row OpenCV's gradients reach into the hole. */
  private static void blank(Mat channel, Mat mask) {
    try (var kept = new Mat()) {
      bitwise_not(mask, kept);
      try (var mean = mean(channel, kept);
          var value = new Mat(new double[] {mean.get(0)})) {
        channel.setTo(value, mask);
      }
    }
  }

  // One channel at a time, for OpenCV takes several for 8-bit samples alone.
  private Mat filled(Mat colors, Mat mask) {
    var result = colors.clone();
    for (int i = 0; i < colors.channels(); i++) {
      try (var channel = new Mat();
          var made = new Mat()) {
        extractChannel(colors, channel, i);
        blank(channel, mask);
        opencv_photo.inpaint(channel, mask, made, radius, method.flag);
        insertChannel(made, result, i);
      }
    }
    return result;
  }
}
