package dev.variegate.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A folder of its own for every text: what a file system may refuse or hide becomes the {@code %XX}
 * of its UTF-8, and so does the percent sign.
 */
public final class FolderName {

  /** What file systems allow for one name. */
  static final int MAX_BYTES = 255;

  private static final String SAFE = "-_.+() ";

  private FolderName() {}

  /**
   * The name of the text's folder.
   *
   * @throws IllegalArgumentException if no file system takes a name of that length
   */
  public static String of(String text) {
    var name = encoded(text);
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "Class or split \"%s...\" makes a folder name of %s bytes but must be at most %s; shorten it, or write Parquet"
              .formatted(text.substring(0, text.offsetByCodePoints(0, 20)), bytes, MAX_BYTES));
    }
    return name;
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean hides = encoded.isEmpty() && (c == '.' || c == '_');
              if (isSafe(c) && !hides) {
                encoded.appendCodePoint(c);
              } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  encoded.append("%%%02X".formatted(b));
                }
              }
            });
    return encoded.toString();
  }

  /** The text whose folder this is; a name that {@link #of} gives to no text stands for itself. */
  public static String text(String name) {
    if (name == null || name.indexOf('%') < 0) {
      return name;
    }
    try {
      var text = decoded(name);
      return encoded(text).equals(name) ? text : name;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return name; // a folder that was not written here
    }
  }

  static boolean isSafe(int c) {
    return Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0;
  }

  private static String decoded(String name) throws CharacterCodingException {
    var bytes = new ByteArrayOutputStream();
    var encoded = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
      } else if (i + 2 < encoded.length) {
        bytes.write(
            HexFormat.fromHexDigit(encoded[i + 1]) << 4 | HexFormat.fromHexDigit(encoded[i + 2]));
        i += 2;
      } else {
        throw new IllegalArgumentException("the name ends within an escape");
      }
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes.toByteArray()))
        .toString();
  }
}
