package dev.variegate.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which names images and files by their content. */
public final class Sha256 {

  private static final int PIECE = 1 << 20;

  private Sha256() {}

  /** The 32 bytes of the digest. */
  public static byte[] digest(byte[] content) {
    return newDigest().digest(content);
  }

  /** The digest as 64 lower-case hexadecimal digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  /** The digest of a file of any size as hexadecimal digits; the file is read piece by piece. */
  public static String ofFile(Path file) throws IOException {
    var digest = newDigest();
    var piece = new byte[PIECE];
    try (var in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
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
