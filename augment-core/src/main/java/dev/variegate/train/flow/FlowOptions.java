package dev.variegate.train.flow;

/**
 * Sizes of a normalizing flow.
 *
 * @param kind of its steps
 * @param steps couplings at each size of the image
 * @param width channels inside the networks of the couplings
 * @param alpha how far from 0 and 1 samples are kept before their logit is taken, 0 to below 0.5; 0
 *     takes the samples as they are (Dinh et al., arXiv:1605.08803, section 4.1)
 * @param temperature deviation of the latents that the bundle draws, above 0; 1 samples the
 *     distribution that was learned, less gives likelier images of less variety (Kingma and
 *     Dhariwal, arXiv:1807.03039, section 6)
 */
public record FlowOptions(FlowKind kind, int steps, int width, double alpha, double temperature) {

  /** What suits 28x28 and 32x32 on two cores. */
  public static final FlowOptions DEFAULT = new FlowOptions(FlowKind.GLOW, 8, 64, 0.05, 1);

  public FlowOptions {
    if (steps < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Flow has %d steps of width %d but must have 1 or more of both; raise them"
              .formatted(steps, width));
    }
    if (!(alpha >= 0 && alpha < 0.5)) { // written so that NaN fails too
      throw new IllegalArgumentException(
          "Flow has an alpha of %s but must have one from 0 to below 0.5; 0 takes samples as they are, 0.05 is usual"
              .formatted(alpha));
    }
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Flow has a temperature of %s but must have one above 0; 1 samples what was learned"
              .formatted(temperature));
    }
  }
}
