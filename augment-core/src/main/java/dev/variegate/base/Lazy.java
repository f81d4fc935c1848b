package dev.variegate.base;

import java.util.Optional;
import java.util.function.Supplier;

/** What is found when it is first asked for, and kept. Used by one thread. */
public final class Lazy<T> {

  private final Supplier<T> finder;
  private Optional<T> found = Optional.empty();

  public Lazy(Supplier<T> finder) {
    this.finder = finder;
  }

  /** The value; throws what the finder throws, and asks it again the next time. */
  public T get() {
    if (found.isEmpty()) {
      found = Optional.of(finder.get());
    }
    return found.get();
  }

  /** The value, if it was asked for. */
  public Optional<T> found() {
    return found;
  }
}
