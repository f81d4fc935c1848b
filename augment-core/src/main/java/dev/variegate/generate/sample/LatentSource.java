package dev.variegate.generate.sample;

import dev.variegate.base.KebabCase;
import dev.variegate.generate.SampleRequest;
import dev.variegate.model.TensorRole.Distribution;
import dev.variegate.model.TensorRole.Latent;
import java.util.random.RandomGenerator;

/** Draws the latent vector of a request: a pure function of its seed, key and copy. */
record LatentSource(Latent latent, int size) {

  /** A sampler draws one vector, the only place of its stream. */
  private static final int PLACE = 0;

  /**
   * The same latent with another truncation.
   *
   * @throws IllegalArgumentException if its numbers are not normal ones, or the truncation is too
   *     small
   */
  static Latent truncated(Latent latent, double truncation) {
    if (latent.distribution() != Distribution.NORMAL
        && latent.distribution() != Distribution.TRUNCATED_NORMAL) {
      throw new IllegalArgumentException(
          "Truncation %s is asked for, the latent's distribution is \"%s\" but must be normal or truncated-normal; leave the truncation out"
              .formatted(truncation, KebabCase.kebab(latent.distribution())));
    }
    if (!(truncation >= 0.1)) { // written so that NaN fails too
      throw new IllegalArgumentException(
          "Truncation is %s but must be 0.1 or more; usual values are 0.5 to 2"
              .formatted(truncation));
    }
    return new Latent(Distribution.TRUNCATED_NORMAL, latent.scale(), truncation);
  }

  float[] draw(SampleRequest request) {
    return draw(request.draw().generator(PLACE));
  }

  float[] draw(RandomGenerator random) {
    var drawn = new float[size];
    for (int i = 0; i < size; i++) {
      drawn[i] = (float) (latent.scale() * number(random));
    }
    return drawn;
  }

  private double number(RandomGenerator random) {
    return switch (latent.distribution()) {
      case NORMAL -> random.nextGaussian();
      case UNIFORM -> random.nextDouble(-1, 1);
      case TRUNCATED_NORMAL -> truncated(random);
      case NONE ->
          throw new UnsupportedOperationException(
              "Latent has the distribution \"none\" but must have one to be drawn from; encode an image");
    };
  }

  private double truncated(RandomGenerator random) {
    double drawn = random.nextGaussian();
    while (Math.abs(drawn) > latent.truncation()) {
      drawn = random.nextGaussian();
    }
    return drawn;
  }
}
