package dev.variegate.op;

/** Checks of shares of a whole. */
final class Shares {

  private Shares() {}

  static void require(double share, String what) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s, must stay within [0.0, 1.0]; give a share of the whole"
              .formatted(what, share));
    }
  }
}
