package dev.variegate.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the encoder said of the styles that were used last, up to a number of bytes. */
final class StyleCache {

  private final long most;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * A style in its encoded form.
   *
   * @param sha256 of its picture
   */
  record Entry(FeatureMap features, String sha256) {}

  StyleCache(long most) {
    this.most = most;
  }

  synchronized Optional<Entry> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Keeps an entry, and lets go of those that were used longest ago. */
  synchronized void keep(String key, Entry entry) {
    if (entry.features().bytes() > most || entries.containsKey(key)) {
      return;
    }
    entries.put(key, entry);
    bytes += entry.features().bytes();
    var oldest = entries.values().iterator();
    while (bytes > most) {
      bytes -= oldest.next().features().bytes();
      oldest.remove();
    }
  }
}
