package dev.variegate.op;

import dev.variegate.image.Image;
import java.io.Serializable;
import java.util.Objects;
import java.util.function.Function;

/**
 * An image that was drawn for another to be made like it. Named by what it is called and by its
 * content, and equal to every reference of that name and content; looked at when a step is applied.
 *
 * <p>Where only the name and hash are known, as a lineage holds them, {@link References#find} finds
 * the image again.
 */
public final class Reference implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String sha256;
  private final Opener opener;
  private final ReferenceCache looks;

  /** Opens the image for a look; whoever looks closes it. */
  @FunctionalInterface
  interface Opener extends Serializable {
    Image open(ReferenceCache looks);
  }

  Reference(String name, String sha256, Opener opener, ReferenceCache looks) {
    this.name = Objects.requireNonNull(name, "name");
    this.sha256 = Objects.requireNonNull(sha256, "sha256");
    this.opener = opener;
    this.looks = looks;
  }

  /**
   * One whose image is not at hand.
   *
   * @param sha256 of its encoded bytes, in hexadecimal
   */
  public static Reference named(String name, String sha256) {
    return new Reference(
        name, sha256, looks -> missing(name, sha256), ReferenceCache.keepingNothing());
  }

  private static Image missing(String name, String sha256) {
    throw new IllegalArgumentException(
        "Reference \"%s\" with the SHA-256 %s is known by name only but its image must be at hand; pass it among the references"
            .formatted(name, sha256));
  }

  public String name() {
    return name;
  }

  /** Of its encoded bytes, or of the samples of one that came decoded; in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /**
   * What a look at the image says; looks are remembered by whatever the reference was drawn from.
   *
   * @param what names the look, with all that it depends on beside the image
   * @param measure must not close the image
   */
  public <S extends ReferenceCache.Seen> S look(
      String what, Class<S> type, Function<Image, S> measure) {
    return type.cast(looks.once(sha256 + " " + what, () -> looked(measure)));
  }

  private <S extends ReferenceCache.Seen> S looked(Function<Image, S> measure) {
    try (var image = opener.open(looks)) {
      return measure.apply(image);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reference reference
        && name.equals(reference.name)
        && sha256.equals(reference.sha256);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, sha256);
  }

  @Override
  public String toString() {
    return "%s (SHA-256 %s)".formatted(name, sha256);
  }
}
