package dev.variegate.generate.autoregressive;

/** What a network says of the pixels of a batch, asked row by row and from left to right. */
interface PixelPredictor {

  /**
   * The parameters of the pixels at one place, image after image.
   *
   * @param images {@code [batch, channels, height, width]} in -1..1, 0 where nothing is made yet
   */
  float[] at(float[] images, int y, int x);
}
