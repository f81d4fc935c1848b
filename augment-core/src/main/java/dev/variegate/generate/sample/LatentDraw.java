package dev.variegate.generate.sample;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.latent.LatentCode;
import dev.variegate.generate.latent.LatentEdit;
import dev.variegate.model.TensorDescription;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * How the latents of new images are drawn.
 *
 * <p>The latent is drawn at place 0 of a request's stream; of what edits it, the amount at place 1,
 * the noise at place 2 and the partner of an interpolation, another latent, at place 3; further
 * noise that the network takes at place 4.
 *
 * @param truncation numbers beyond it (before the bundle's scale) are drawn again, 0.1 or more;
 *     lower gives more typical and less varied images (Brock et al., "Large Scale GAN Training for
 *     High Fidelity Natural Image Synthesis", section 3.1). Empty: what the bundle states
 * @param edit what is done to each latent once it is drawn
 */
public record LatentDraw(OptionalDouble truncation, LatentEdit edit) {

  /** As the bundle states, not edited. */
  public static final LatentDraw DEFAULT = of(OptionalDouble.empty());

  private static final int AMOUNT = 1;
  private static final int NOISE = 2;
  private static final int PARTNER = 3;
  private static final int FURTHER_NOISE = 4;

  /** With a truncation, not edited. */
  public static LatentDraw of(OptionalDouble truncation) {
    return new LatentDraw(truncation, new LatentEdit.Reconstruct());
  }

  boolean edits() {
    return !(edit instanceof LatentEdit.Reconstruct);
  }

  double amount(SampleRequest request) {
    return edit.amount().draw(random(request, AMOUNT));
  }

  /** The latent of a request. */
  float[] numbers(SampleRequest request, LatentSource source, TensorDescription latent) {
    var drawn = source.draw(request);
    if (!edits()) {
      return drawn;
    }
    var sizes = latent.shape().subList(1, latent.shape().size());
    Optional<LatentCode> partner =
        edit instanceof LatentEdit.Interpolate
            ? Optional.of(LatentCode.of(sizes, source.draw(random(request, PARTNER))))
            : Optional.empty();
    return edit.apply(LatentCode.of(sizes, drawn), partner, amount(request), random(request, NOISE))
        .numbers();
  }

  /** Where the noise is drawn from that a network takes beside the latent. */
  static RandomGenerator noise(SampleRequest request) {
    return random(request, FURTHER_NOISE);
  }

  private static RandomGenerator random(SampleRequest request, int place) {
    return request.draw().generator(place);
  }

  /** The latents alone, for those who look for directions among them. */
  static List<LatentCode> codes(List<float[]> numbers, TensorDescription latent) {
    var sizes = latent.shape().subList(1, latent.shape().size());
    return numbers.stream().map(of -> LatentCode.of(sizes, of)).toList();
  }
}
