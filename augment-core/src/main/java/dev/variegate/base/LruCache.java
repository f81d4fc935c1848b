package dev.variegate.base;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The values that were used last, up to a number of bytes. Thread-safe. */
public final class LruCache<V> {

  private final long most;
  private final ToLongFunction<V> size;
  private final Map<String, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Object> underWay = new ConcurrentHashMap<>();
  private long bytes;

  /**
   * @param most bytes of all values together
   * @param size bytes of one value
   */
  public LruCache(long most, ToLongFunction<V> size) {
    this.most = most;
    this.size = size;
  }

  /**
   * The value kept under a key, or the one that is made now and kept if it is not too large. Who
   * asks for a value that another thread makes waits for it, and for no other.
   */
  public V once(String key, Supplier<? extends V> make) {
    return find(key).orElseGet(() -> made(key, make));
  }

  private V made(String key, Supplier<? extends V> make) {
    var turn = underWay.computeIfAbsent(key, any -> new Object());
    synchronized (turn) {
      try {
        var meanwhile = find(key);
        if (meanwhile.isPresent()) {
          return meanwhile.get();
        }
        var made = make.get();
        keep(key, made);
        return made;
      } finally {
        underWay.remove(key, turn);
      }
    }
  }

  public synchronized Optional<V> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  public synchronized void clear() {
    entries.clear();
    bytes = 0;
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
