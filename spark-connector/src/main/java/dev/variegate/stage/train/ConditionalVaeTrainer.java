package dev.variegate.stage.train;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.train.vae.ConditionalVae;
import dev.variegate.train.vae.VaeOptions;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Trains a variational autoencoder, conditional on the class where {@code classes} is set. It
 * learns every kind of image in minutes, at the price of blur; its bundle has an encoder too, so
 * that images can be interpolated and edited in its latent space.
 *
 * <p>Losses, in nats an image: {@code reconstruction}, the cross-entropy of the samples as
 * probabilities of white, and {@code divergence} of the latents from the standard normal
 * distribution. Source: Kingma and Welling, arXiv:1312.6114; Sohn et al., NeurIPS 2015.
 */
public final class ConditionalVaeTrainer extends GeneratorTrainer<ConditionalVaeTrainer>
    implements DecoderParams<ConditionalVaeTrainer> {

  private static final long serialVersionUID = 1L;

  public ConditionalVaeTrainer() {
    this(Identifiable$.MODULE$.randomUID("conditionalVaeTrainer"));
  }

  public ConditionalVaeTrainer(String uid) {
    super(uid);
    setDefault(epochs(), 20);
    setDefault(learningRate(), 1e-3);
    setDefault(averaging(), 0.999);
    setDefault(latentSize(), VaeOptions.DEFAULT.latent());
    setDefault(width(), VaeOptions.DEFAULT.width());
    setDefault(hiddenSize(), VaeOptions.DEFAULT.hidden());
    setDefault(divergenceWeight(), VaeOptions.DEFAULT.divergenceWeight());
  }

  public static MLReader<ConditionalVaeTrainer> read() {
    return new DefaultParamsReader<>();
  }

  public static ConditionalVaeTrainer load(String path) {
    return read().load(path);
  }

  public DoubleParam divergenceWeight() {
    return ParamSupport.real(
        this,
        "divergenceWeight",
        "weight of the divergence from the normal distribution beside the reconstruction, 0 or more: 1 for the evidence lower bound, more for smoother latents and blurrier images (beta-VAE)",
        value -> requireWeight((double) value));
  }

  private static void requireWeight(double given) {
    if (!(given >= 0)) {
      throw new IllegalArgumentException(
          "divergenceWeight is %s but must be 0 or more; raise it".formatted(given));
    }
  }

  public ConditionalVaeTrainer setDivergenceWeight(double value) {
    return ParamSupport.set(this, divergenceWeight(), value);
  }

  public double getDivergenceWeight() {
    return (double) getOrDefault(divergenceWeight());
  }

  @Override
  TrainingTask.TrainerFamily family() {
    int latent = getLatentSize();
    int channels = getWidth();
    int hidden = getHiddenSize();
    double divergence = getDivergenceWeight();
    return () -> new ConditionalVae.Family(new VaeOptions(latent, channels, hidden, divergence));
  }

  @Override
  public ConditionalVaeTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
