package dev.variegate.lineage;

import java.util.Optional;

/**
 * One made image and how it was made.
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

  EncodedSample(byte[] encoded, Lineage lineage, Optional<Annotations> annotations) {
    this.encoded = encoded;
    this.lineage = lineage;
    this.annotations = annotations;
  }

  /** The same in another file; its content is taken over. */
  public EncodedSample with(byte[] otherwise) {
    return new EncodedSample(otherwise, lineage, annotations);
  }

  /** The image's file content; not to be written to. */
  public byte[] encoded() {
    return encoded;
  }

  public Lineage lineage() {
    return lineage;
  }

  /** What goes with the image; none where what went with its source goes with it unchanged. */
  public Optional<Annotations> annotations() {
    return annotations;
  }
}
