package dev.variegate.mix;

import dev.variegate.lineage.Annotations;

/**
 * An image that is to be mixed.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class MixSource {

  private final String key;
  private final byte[] encoded;
  private final Annotations annotations;

  /**
   * Takes over the bytes; the caller does not write to them from here on.
   *
   * @param key what names the image
   * @param encoded its file content
   * @param annotations what goes with it
   */
  public MixSource(String key, byte[] encoded, Annotations annotations) {
    this.key = key;
    this.encoded = encoded;
    this.annotations = annotations;
  }

  String key() {
    return key;
  }

  byte[] encoded() {
    return encoded;
  }

  Annotations annotations() {
    return annotations;
  }
}
