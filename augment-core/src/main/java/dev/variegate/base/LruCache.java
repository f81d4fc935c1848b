package dev.variegate.base;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The values that were used last, up to a number of bytes. Thread-safe. */
public final class LruCache<V> {

  private final long most;
  private final ToLongFunction<V> size;
  private final Map<String, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param most bytes of all values together
   * @param size bytes of one value
   */
  public LruCache(long most, ToLongFunction<V> size) {
    this.most = most;
    this.size = size;
  }

  /** The value kept under a key, or the one that is made now and kept if it is not too large. */
  public V once(String key, Supplier<? extends V> make) {
    var kept = find(key);
    if (kept.isPresent()) {
      return kept.get();
    }
    var made = make.get(); // long work, so that no other thread may wait for it
    keep(key, made);
    return made;
  }

  public synchronized Optional<V> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Keeps a value, and lets go of those that were used longest ago. */
  public synchronized void keep(String key, V value) {
    if (size.applyAsLong(value) > most || entries.containsKey(key)) {
      return;
    }
    entries.put(key, value);
    bytes += size.applyAsLong(value);
    var oldest = entries.values().iterator();
    while (bytes > most) {
      bytes -= size.applyAsLong(oldest.next());
      oldest.remove();
    }
  }
}
