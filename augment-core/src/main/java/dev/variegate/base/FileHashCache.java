package dev.variegate.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was found out about files, each until its place, size or time changes. Safe for
 * many threads; those that ask about one file at the same time wait for one answer.
 *
 * @param <T> what is found out
 */
public final class FileHashCache<T> {

  /** Clocks of file systems are coarse: within it, a second change may bear the time of a first. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final Map<Path, Object> locks = new ConcurrentHashMap<>();
  private final Map<Path, Known<T>> known = new ConcurrentHashMap<>();

  /** Finds out about one file. */
  public interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private record Look(Object fileKey, long size, FileTime modified) {
    static Look at(Path file) throws IOException {
      var seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new Look(String.valueOf(seen.fileKey()), seen.size(), seen.lastModifiedTime());
    }

    boolean isSettled() {
      return modified.toInstant().plus(SETTLING).isBefore(Instant.now());
    }
  }

  private record Known<T>(Look look, T value) {}

  /** What {@code reader} says of the file, asked again only where the file may have changed. */
  public T of(Path file, Reader<T> reader) throws IOException {
    var place = file.toRealPath();
    synchronized (locks.computeIfAbsent(place, any -> new Object())) {
      var look = Look.at(place);
      var before = known.get(place);
      if (before != null && before.look.equals(look)) {
        return before.value;
      }
      var value = reader.read(place);
      if (look.isSettled() && look.equals(Look.at(place))) {
        known.put(place, new Known<>(look, value));
      }
      return value;
    }
  }
}
