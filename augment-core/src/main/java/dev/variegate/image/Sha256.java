package dev.variegate.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which names pictures and files by their content. */
public final class Sha256 {

  private Sha256() {}

  /** The 32 bytes of the digest. */
  public static byte[] digest(byte[] content) {
    return newDigest().digest(content);
  }

  /** The digest as 64 lower-case hexadecimal digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  /** A digest to be fed piece by piece. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
