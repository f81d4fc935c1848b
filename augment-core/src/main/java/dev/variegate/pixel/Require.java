package dev.variegate.pixel;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;

/** Checks that several records share. */
public final class Require {

  /** The longest side that any image format here can hold. */
  private static final int LONGEST = 65_535;

  private Require() {}

  /** Refuses what is not a fraction of a whole. */
  public static void fraction(double fraction, String what) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s but must stay within [0.0, 1.0]; give a fraction of the whole"
              .formatted(what, fraction));
    }
  }

  /** Two images that belong together pixel by pixel. */
  static void sameSize(String what, Image given, String whose, Image other) {
    if (!given.size().equals(other.size())) {
      throw new IllegalArgumentException(
          "%s is %s but must be %s, the size of %s; resize one of them"
              .formatted(what, given.size(), other.size(), whose));
    }
  }

  /** Refuses bands, for operations that mean colors. */
  public static void colors(Image image, String what) {
    image.requireColor(what, "leave it out of the policy for such images");
  }

  /** Refuses all but 8-bit samples, for operations that mean levels. */
  public static void bytes(Image image, String what) {
    if (image.type() != SampleType.UINT8) {
      throw new IllegalArgumentException(
          "%s is given an image of %s but must be 8-bit; convert the image or leave the operation out"
              .formatted(
                  what, image.type() == SampleType.UINT16 ? "16-bit samples" : "32-bit floats"));
    }
  }

  /** Refuses images that are longer than a format can say. */
  public static void within(Image image, int longest, String what) {
    if (Math.max(image.width(), image.height()) > longest) {
      throw new IllegalArgumentException(
          "%s is given an image of %s but must be at most %d pixels a side; make it smaller first or leave the operation out"
              .formatted(what, image.size(), longest));
    }
  }

  /** Refuses what is not a length of an image's side. */
  public static void side(int pixels, String what) {
    if (pixels < 1 || pixels > LONGEST) {
      throw new IllegalArgumentException(
          "%s is %d but must stay within [1, %d]; give a number of pixels"
              .formatted(what, pixels, LONGEST));
    }
  }
}
