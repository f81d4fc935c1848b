package dev.variegate.lineage;

import java.util.Optional;

/**
 * An augmented or generated image in encoded form, with its lineage.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class EncodedSample {

  private final byte[] encoded;
  private final Lineage lineage;
  private final Optional<Annotations> annotations;

  /** Takes over the bytes; the caller does not write to them from here on. */
  public EncodedSample(byte[] encoded, Lineage lineage) {
    this(encoded, lineage, Optional.empty());
  }

  /** Takes over the bytes, with what goes with the image. */
  public EncodedSample(byte[] encoded, Lineage lineage, Optional<Annotations> annotations) {
    this.encoded = encoded;
    this.lineage = lineage;
    this.annotations = annotations;
  }

  /** This sample with other encoded bytes, which are taken over. */
  public EncodedSample with(byte[] otherwise) {
    return new EncodedSample(otherwise, lineage, annotations);
  }

  /** This sample with another lineage. */
  public EncodedSample with(Lineage otherwise) {
    return new EncodedSample(encoded, otherwise, annotations);
  }

  /** The encoded image; the caller must not modify it. */
  public byte[] encoded() {
    return encoded;
  }

  public Lineage lineage() {
    return lineage;
  }

  /** The annotations of the image; empty where those of its source apply unchanged. */
  public Optional<Annotations> annotations() {
    return annotations;
  }
}
