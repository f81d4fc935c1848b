package dev.variegate.train.vae;

/**
 * Sizes of a variational autoencoder.
 *
 * @param latent length of the latent
 * @param width channels at the whole size of the image; smaller sizes have up to four times as many
 * @param hidden units of the dense layers
 * @param divergenceWeight of the divergence from the prior beside the reconstruction: 1 for the
 *     evidence lower bound, more for a beta-VAE (Higgins et al., ICLR 2017)
 */
public record VaeOptions(int latent, int width, int hidden, double divergenceWeight) {

  /** What suits 28x28 and 32x32 on two cores. */
  public static final VaeOptions DEFAULT = new VaeOptions(32, 16, 256, 1);
}
