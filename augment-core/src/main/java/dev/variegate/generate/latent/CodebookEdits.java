package dev.variegate.generate.latent;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Edits of codes of a codebook. There is nothing between two codes, so that an amount is the
 * probability of each place to be exchanged.
 */
final class CodebookEdits {

  private CodebookEdits() {}

  /**
   * Refuses an edit that codes cannot have.
   *
   * @throws IllegalArgumentException naming those that they can
   */
  static void require(String model, LatentEdit edit) {
    boolean exchanges =
        edit instanceof LatentEdit.Perturb || edit instanceof LatentEdit.Interpolate;
    if (!exchanges && !(edit instanceof LatentEdit.Reconstruct)) {
      throw new IllegalArgumentException(
          "Operation is \"%s\" but must be reconstruct, perturb or interpolate for model %s, whose latents are codes of a codebook; choose one of them"
              .formatted(edit.word(), model));
    }
    if (edit.amount().high() > 1) {
      throw new IllegalArgumentException(
          "Amount of perturbing is [%s, %s] but must stay within [0.0, 1.0] for model %s, the fraction of its codes that are exchanged; narrow the range"
              .formatted(edit.amount().low(), edit.amount().high(), model));
    }
  }

  /**
   * The codes with some exchanged: for any of the codebook, or for those of the partner at the same
   * places.
   *
   * @param codebook number of its vectors
   */
  static LatentCode apply(
      LatentEdit edit,
      LatentCode own,
      Optional<LatentCode> partner,
      double amount,
      RandomGenerator noise,
      int codebook) {
    if (edit instanceof LatentEdit.Reconstruct) {
      return own;
    }
    Optional<LatentCode> other =
        edit instanceof LatentEdit.Interpolate
            ? Optional.of(LatentEdit.partnerOf(partner))
            : Optional.empty();
    other.ifPresent(own::requireLike);
    var codes = own.numbers();
    for (int i = 0; i < codes.length; i++) {
      boolean exchanged = noise.nextDouble() < amount;
      int drawn = noise.nextInt(codebook); // drawn anyway, so that an amount moves no other draw
      if (exchanged) {
        codes[i] = other.isPresent() ? other.get().at(i) : drawn;
      }
    }
    return LatentCode.of(own.sizes(), codes);
  }
}
