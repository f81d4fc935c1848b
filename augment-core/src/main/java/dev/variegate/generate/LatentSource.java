package dev.variegate.generate;

import dev.variegate.model.Meaning.Latent;
import dev.variegate.policy.Seeds;
import java.util.random.RandomGenerator;

/** Draws the latent vector of a request: a pure function of its seed, key and copy. */
record LatentSource(Latent latent, int size) {

  /** A sampler draws one vector, the only place of its stream. */
  private static final int PLACE = 0;

  void fill(SampleRequest request, float[] target, int from) {
    var random = Seeds.generator(request.seed(), request.key(), request.copy(), PLACE);
    for (int i = 0; i < size; i++) {
      target[from + i] = (float) (latent.scale() * draw(random));
    }
  }

  private double draw(RandomGenerator random) {
    return switch (latent.distribution()) {
      case NORMAL -> random.nextGaussian();
      case UNIFORM -> random.nextDouble(-1, 1);
      case TRUNCATED_NORMAL -> truncated(random);
      case NONE ->
          throw new UnsupportedOperationException(
              "Latent has the distribution \"none\", must have one to be drawn from; encode a picture");
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
