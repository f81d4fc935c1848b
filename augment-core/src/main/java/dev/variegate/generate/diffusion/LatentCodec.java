package dev.variegate.generate.diffusion;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Pixels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The autoencoder of a latent diffusion model (Rombach et al., "High-Resolution Image Synthesis
 * with Latent Diffusion Models", 2022): what the encoder says of images, times the scale of the
 * denoiser's latent, is what is denoised; the decoder is given it divided by the scale.
 */
final class LatentCodec implements AutoCloseable {

  private final ModelDescription model;
  private final NoisyTensor latents;
  private final List<Long> images;
  private final Network decoder;
  private final Optional<Network> encoder;

  private LatentCodec(ModelDescription model, Network decoder, Optional<Network> encoder) {
    this.model = model;
    this.latents = NoisyTensor.of(model);
    this.images = new NoisyImages(model).shape();
    this.decoder = decoder;
    this.encoder = encoder;
  }

  /**
   * Opens the networks of a bundle, which are shared with all others of this JVM, if it has any.
   */
  static Optional<LatentCodec> open(ModelBundle bundle, ComputeOptions compute) {
    var model = bundle.description();
    if (!model.has(NetworkRole.DECODER)) {
      return Optional.empty();
    }
    var decoder = ModelCache.lease(bundle, NetworkRole.DECODER, compute);
    try {
      Optional<Network> encoder =
          model.has(NetworkRole.ENCODER)
              ? Optional.of(ModelCache.lease(bundle, NetworkRole.ENCODER, compute))
              : Optional.empty();
      return Optional.of(new LatentCodec(model, decoder, encoder));
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  /** The samples that are denoised of a full batch of images, of which {@code count} are there. */
  double[] encode(Tensor images, int count) {
    var described = model.network(NetworkRole.ENCODER);
    var fed = Map.of(described.input(Pixels.class).orElseThrow().name(), images);
    var output = described.output(Latent.class).orElseThrow();
    var made = encoder.orElseThrow().run(fed, count).get(output.name());
    requireShape(output.name(), made, latents.shape());
    return scaled(Samples.of(made.floats()), scale());
  }

  /** The samples of images of a full batch of denoised ones. */
  float[] decode(double[] denoised, int count) {
    var described = model.network(NetworkRole.DECODER);
    var latent = latents.tensor(scaled(denoised, 1 / scale()));
    var fed = Map.of(described.input(Latent.class).orElseThrow().name(), latent);
    var output = described.output(Pixels.class).orElseThrow();
    var made = decoder.run(fed, count).get(output.name());
    requireShape(output.name(), made, images);
    return made.floats();
  }

  private void requireShape(String output, Tensor made, List<Long> shape) {
    if (!made.shape().equals(shape)) {
      throw new BadModelException(
          "Output \"%s\" of model %s is %s but must be %s, as the denoiser and the size of images ask; correct model.yaml"
              .formatted(output, model.title(), made.shape(), shape));
    }
  }

  private double scale() {
    return ((Latent) latents.described().meaning()).scale();
  }

  private static double[] scaled(double[] samples, double factor) {
    return Arrays.stream(samples).map(sample -> sample * factor).toArray();
  }

  @Override
  public void close() {
    try (decoder) {
      encoder.ifPresent(Network::close);
    }
  }
}
