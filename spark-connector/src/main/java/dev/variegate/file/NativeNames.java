package dev.variegate.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Names of local files that Java or Hadoop cannot take.
 *
 * <p>Java names files by {@code sun.jnu.encoding}, which follows the locale: under {@code C}, as in
 * containers, cron and systemd, a name beyond ASCII is listed with U+FFFD in it, and opening it
 * fails as if it were absent.
 */
public final class NativeNames {

  private static final char UNREADABLE = '\uFFFD';
  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

  private NativeNames() {}

  /**
   * Opens a file, a local one without looking for check sums beside it: that costs more than
   * reading an image, and of a name that holds a colon Hadoop cannot even make the name of such a
   * file.
   */
  public static FSDataInputStream open(FileSystem fs, Path file) throws IOException {
    return fs instanceof ChecksumFileSystem checked
        ? checked.getRawFileSystem().open(file)
        : fs.open(file);
  }

  /** Whether the name, as it was listed, has lost letters. */
  static boolean isUnreadable(String name) {
    return name.indexOf(UNREADABLE) >= 0;
  }

  /** What to do about an unreadable name; begins with a semicolon. */
  static String remedy() {
    return NAMES.equals(StandardCharsets.UTF_8)
        ? "; the bytes of its name are not UTF-8: rename it"
        : "; the locale of this JVM names files in %s: start driver and executors with a UTF-8 locale (LC_ALL=C.UTF-8, spark.executorEnv.LC_ALL=C.UTF-8)"
            .formatted(NAMES);
  }

  /** The remedy, where a path is missing because this JVM cannot name it; else empty. */
  public static String remedy(String missing) {
    boolean local = missing.startsWith("file:") || !missing.matches("(?s)[A-Za-z][\\w+.-]*:.*");
    boolean named = !isUnreadable(missing) && NAMES.newEncoder().canEncode(missing);
    return local && !named ? remedy() : "";
  }
}
