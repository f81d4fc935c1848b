package dev.variegate.generate.autoregressive;

/**
 * The networks that predict one pixel after another, of a batch and its classes. What they made of
 * earlier rows and pixels comes back to them as their state, so that nothing is computed twice.
 */
public interface PixelSteps {

  /**
   * What the rows above say of each pixel of a row.
   *
   * @param above the row above {@code [batch, channels, 1, width]} in -1..1, 0 above the first
   * @param state that the row above came with, 0 at first
   * @return {@code made} is the context {@code [batch, context, 1, width]}
   */
  Step row(float[] above, float[] state);

  /**
   * The distribution of a pixel.
   *
   * @param left the pixel on its left {@code [batch, channels, 1, 1]} in -1..1, 0 at the left rim
   * @param context of the pixel
   * @param state of the pixels above left, above and left, {@code [batch, state, 2, 2]}, the last
   *     being 0
   * @return {@code made} are the parameters {@code [batch, parameters, 1, 1]}
   */
  Step pixel(float[] left, float[] context, float[] state);

  /**
   * What a network made.
   *
   * @param state what it made besides, for later
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Step(float[] made, float[] state) {}
}
