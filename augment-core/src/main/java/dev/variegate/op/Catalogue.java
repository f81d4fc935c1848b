package dev.variegate.op;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * All operations by their words: the permitted records of {@link Augmentation}, and users' own.
 *
 * <p>A user's operation is a record that implements {@link Custom}, has a constructor without
 * arguments and a nested record {@code At implements Step}, and is listed in {@code
 * META-INF/services/dev.variegate.op.Custom}.
 */
public final class Catalogue {

  private static final Map<String, Kind> BUILT_IN = builtIn();

  private final Map<String, Kind> kinds;

  private Catalogue(Map<String, Kind> kinds) {
    this.kinds = kinds;
  }

  /** Everything that this thread's class loader knows. */
  public static Catalogue load() {
    var custom = ServiceLoader.load(Custom.class);
    return of(custom.stream().map(ServiceLoader.Provider::get).toList());
  }

  /** The built-in operations and those given. */
  public static Catalogue of(List<? extends Custom> custom) {
    var kinds = new TreeMap<>(BUILT_IN);
    for (var operation : custom) {
      var kind = Kind.of(operation.name(), operation.getClass());
      var taken = kinds.putIfAbsent(kind.word(), kind);
      if (taken != null) {
        throw new IllegalStateException(
            "Operation \"%s\" is given by %s and by %s, must be one of them; rename yours"
                .formatted(
                    kind.word(), taken.augmentation().getName(), kind.augmentation().getName()));
      }
    }
    return new Catalogue(Collections.unmodifiableMap(kinds));
  }

  /** All words, sorted. */
  public List<String> words() {
    return List.copyOf(kinds.keySet());
  }

  /** The operation that a word stands for. */
  public Optional<Kind> find(String word) {
    return Optional.ofNullable(kinds.get(word));
  }

  /** The kind of an augmentation. */
  public Kind of(Augmentation augmentation) {
    return kinds.values().stream()
        .filter(kind -> kind.augmentation().isInstance(augmentation))
        .findFirst()
        .orElseThrow(() -> unlisted(augmentation));
  }

  /** The kind of a step. */
  public Kind of(Step step) {
    return kinds.values().stream()
        .filter(kind -> kind.step().isInstance(step))
        .findFirst()
        .orElseThrow(() -> unlisted(step));
  }

  private static IllegalStateException unlisted(Object unknown) {
    return new IllegalStateException(
        "%s is not in the catalogue, must be listed in META-INF/services/%s; add its operation there"
            .formatted(unknown.getClass().getName(), Custom.class.getName()));
  }

  private static Map<String, Kind> builtIn() {
    var kinds = new TreeMap<String, Kind>();
    for (var permitted : Augmentation.class.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        var word = Words.kebab(permitted.getSimpleName());
        kinds.put(word, Kind.of(word, permitted.asSubclass(Augmentation.class)));
      }
    }
    return Collections.unmodifiableMap(kinds);
  }
}
