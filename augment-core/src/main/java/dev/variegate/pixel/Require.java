package dev.variegate.pixel;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;

/** Checks that several records share. */
public final class Require {

  /** The longest side that any picture format here can hold. */
  private static final int LONGEST = 65_535;

  private Require() {}

  /** Refuses what is no share of a whole. */
  public static void share(double share, String what) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s, must stay within [0.0, 1.0]; give a share of the whole"
              .formatted(what, share));
    }
  }

  /** Two pictures that belong together pixel by pixel. */
  static void sameSize(String what, Image given, String whose, Image other) {
    if (!given.size().equals(other.size())) {
      throw new IllegalArgumentException(
          "%s is %s, must be %s, the size of %s; resize one of them"
              .formatted(what, given.size(), other.size(), whose));
    }
  }

  /** Refuses bands, for operations that mean colours. */
  public static void colours(Image image, String what) {
    image.requireColour(what, "leave it out of the policy for such pictures");
  }

  /** Refuses all but 8-bit samples, for operations that mean levels. */
  public static void bytes(Image image, String what) {
    if (image.type() != SampleType.UINT8) {
      throw new IllegalArgumentException(
          "%s is given a picture of %s, must be 8-bit; convert the picture or leave the operation out"
              .formatted(
                  what, image.type() == SampleType.UINT16 ? "16-bit samples" : "32-bit floats"));
    }
  }

  /** Refuses images that are longer than a format can say. */
  public static void within(Image image, int longest, String what) {
    if (Math.max(image.width(), image.height()) > longest) {
      throw new IllegalArgumentException(
          "%s is given a picture of %s, must be at most %d pixels a side; make it smaller first or leave the operation out"
              .formatted(what, image.size(), longest));
    }
  }

  /** Refuses what is no length of a picture's side. */
  public static void side(int pixels, String what) {
    if (pixels < 1 || pixels > LONGEST) {
      throw new IllegalArgumentException(
          "%s is %d, must stay within [1, %d]; give a number of pixels"
              .formatted(what, pixels, LONGEST));
    }
  }
}
