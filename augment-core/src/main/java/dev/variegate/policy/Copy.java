package dev.variegate.policy;

/**
 * One made picture and how it was made.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class Copy {

  private final byte[] encoded;
  private final Lineage lineage;

  /** Takes over the bytes; the caller does not write to them from here on. */
  public Copy(byte[] encoded, Lineage lineage) {
    this.encoded = encoded;
    this.lineage = lineage;
  }

  /** The picture's file content; not to be written to. */
  public byte[] encoded() {
    return encoded;
  }

  public Lineage lineage() {
    return lineage;
  }
}
