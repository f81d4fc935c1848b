package dev.variegate.codec;

import dev.variegate.image.ImageHeader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of images that were read although something is to be said about them: of each kind of note
 * the first in this JVM, then the 10th, the 100th and so on, so that a million of them fill no log.
 */
final class DecodeLog {

  private static final Logger LOG = LoggerFactory.getLogger(DecodeLog.class);

  /** How often each kind came up; what a logger says is the JVM's own. */
  private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();

  private DecodeLog() {}

  static void log(ImageHeader header) {
    for (var note : header.notes()) {
      var kind = note.replaceAll("\\d+", "n");
      long count = COUNTS.computeIfAbsent(kind, k -> new AtomicLong()).incrementAndGet();
      if (isPowerOfTen(count)) {
        LOG.warn("Image of {}: {} (number {} of this kind)", header.size(), note, count);
      }
    }
  }

  private static boolean isPowerOfTen(long count) {
    long power = 1;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }
}
