package dev.variegate.generate.latent;

import dev.variegate.base.KebabCase;
import dev.variegate.random.Range;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is done to the latent of an image. Holds ranges only; the amount is drawn for each copy. */
public sealed interface LatentEdit extends Serializable {

  /** How much is done. */
  Range amount();

  /** The changed latent; a pure function of its arguments. */
  LatentCode apply(
      LatentCode own, Optional<LatentCode> partner, double amount, RandomGenerator noise);

  /** As Params and lineages write it. */
  default String word() {
    return KebabCase.kebab(getClass().getSimpleName());
  }

  /** Nothing: the image is encoded and decoded. */
  record Reconstruct() implements LatentEdit {
    @Override
    public Range amount() {
      return Range.fixed(0);
    }

    @Override
    public LatentCode apply(
        LatentCode own, Optional<LatentCode> partner, double amount, RandomGenerator noise) {
      return own;
    }
  }

  /**
   * Normal noise is added to every number.
   *
   * @param amount deviation of the noise, as a fraction of the root mean square of the latent
   *     itself; 0 or more
   */
  record Perturb(Range amount) implements LatentEdit {
    public Perturb {
      if (amount.low() < 0) {
        throw new IllegalArgumentException(
            "Amount of perturbing is [%s, %s] but must not be negative; 0.1 to 0.5 is usual"
                .formatted(amount.low(), amount.high()));
      }
    }

    @Override
    public LatentCode apply(
        LatentCode own, Optional<LatentCode> partner, double amount, RandomGenerator noise) {
      double scale = amount * own.norm() / Math.sqrt(own.length());
      var change = new double[own.length()];
      for (int i = 0; i < change.length; i++) {
        change[i] = scale * noise.nextGaussian();
      }
      return own.plus(change);
    }
  }

  /**
   * The latent is turned toward a random direction; its length, which distinguishes a normal latent
   * from others, stays.
   *
   * @param amount of a right angle, 0 (nothing) to 1 (nothing of the image is left)
   */
  record Turn(Range amount) implements LatentEdit {
    public Turn {
      requirePart(amount, "turning");
    }

    @Override
    public LatentCode apply(
        LatentCode own, Optional<LatentCode> partner, double amount, RandomGenerator noise) {
      double length = own.norm();
      if (length == 0) {
        return own;
      }
      var across = new double[own.length()];
      double along = 0;
      for (int i = 0; i < across.length; i++) {
        across[i] = noise.nextGaussian();
        along += across[i] * own.at(i);
      }
      for (int i = 0; i < across.length; i++) {
        across[i] -= along / (length * length) * own.at(i);
      }
      double norm = VectorMath.norm(across);
      double angle = amount * Math.PI / 2;
      double kept = StrictMath.cos(angle) - 1;
      for (int i = 0; i < across.length; i++) {
        across[i] =
            kept * own.at(i) + (norm == 0 ? 0 : StrictMath.sin(angle) * length * across[i] / norm);
      }
      return own.plus(across);
    }
  }

  /**
   * The latent goes toward that of another image.
   *
   * @param amount part of the way, 0 (the image) to 1 (the other one)
   */
  record Interpolate(Range amount, LatentInterpolation interpolation) implements LatentEdit {
    public Interpolate {
      requirePart(amount, "interpolating");
    }

    @Override
    public LatentCode apply(
        LatentCode own, Optional<LatentCode> partner, double amount, RandomGenerator noise) {
      return interpolation.at(List.of(own, partnerOf(partner)), amount);
    }
  }

  /**
   * The latent is moved along a direction.
   *
   * @param amount in deviations of the data along the direction, see {@link Direction#spread}; may
   *     be negative
   */
  record Edit(Direction direction, Range amount) implements LatentEdit {
    @Override
    public LatentCode apply(
        LatentCode own, Optional<LatentCode> partner, double amount, RandomGenerator noise) {
      return direction.move(own, amount);
    }
  }

  /** The partner of an interpolation. */
  static LatentCode partnerOf(Optional<LatentCode> partner) {
    return partner.orElseThrow(
        () ->
            new IllegalArgumentException(
                "Image has no partner but must have one to be interpolated with; give it one"));
  }

  private static void requirePart(Range amount, String what) {
    if (amount.low() < 0 || amount.high() > 1) {
      throw new IllegalArgumentException(
          "Amount of %s is [%s, %s] but must stay within [0.0, 1.0]; narrow the range"
              .formatted(what, amount.low(), amount.high()));
    }
  }
}
