package dev.variegate.generate.autoregressive;

/**
 * Sizes of what {@link PixelSteps} take and give.
 *
 * @param rowState numbers kept of each pixel of the row above
 * @param context numbers that rows above say of each pixel
 * @param pixelState numbers kept of each pixel for those beside and below
 */
public record PixelSizes(
    int batch,
    LogisticMixture mixture,
    int height,
    int width,
    int rowState,
    int context,
    int pixelState) {

  int channels() {
    return mixture.channels();
  }
}
