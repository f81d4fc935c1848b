package dev.variegate.op;

import dev.variegate.base.KebabCase;
import dev.variegate.form.Step;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * All operations by their words, as {@code META-INF/services/dev.variegate.op.Augmentation} of this
 * library and of users' jars list them.
 */
public final class OperationCatalog {

  private static final OperationCatalog BUILT_IN =
      new OperationCatalog(Map.of())
          .and(
              listed(OperationCatalog.class.getClassLoader()).stream()
                  .filter(OperationCatalog::isOurs)
                  .toList());

  /** Each class is sought once; users' operations by the class loader of the thread that asks. */
  private static final ClassValue<OperationDescriptor> KINDS =
      new ClassValue<>() {
        @Override
        protected OperationDescriptor computeValue(Class<?> operation) {
          return BUILT_IN
              .findClass(operation)
              .or(() -> load().findClass(operation))
              .orElseThrow(() -> unlisted(operation));
        }
      };

  private final Map<String, OperationDescriptor> kinds;

  private OperationCatalog(Map<String, OperationDescriptor> kinds) {
    this.kinds = kinds;
  }

  /** Everything that this thread's class loader knows. */
  public static OperationCatalog load() {
    return BUILT_IN.and(listed(Thread.currentThread().getContextClassLoader()));
  }

  /** The operations of this library. */
  public static OperationCatalog builtIn() {
    return BUILT_IN;
  }

  /** These operations and those given; each may be among these already. */
  public OperationCatalog and(List<Class<? extends Augmentation>> more) {
    var all = new TreeMap<>(kinds);
    for (var operation : more) {
      var word = KebabCase.kebab(operation.getSimpleName());
      var taken = all.get(word);
      if (taken == null) {
        all.put(word, OperationDescriptor.of(word, operation));
      } else if (taken.augmentation() != operation) {
        throw new IllegalStateException(
            "Operation \"%s\" is given by %s and by %s but must be one of them; rename yours"
                .formatted(word, taken.augmentation().getName(), operation.getName()));
      }
    }
    return new OperationCatalog(Collections.unmodifiableMap(all));
  }

  /** All words, sorted. */
  public List<String> words() {
    return List.copyOf(kinds.keySet());
  }

  /** The operation that a word stands for. */
  public Optional<OperationDescriptor> find(String word) {
    return Optional.ofNullable(kinds.get(word));
  }

  /**
   * The kind of an augmentation.
   *
   * @throws IllegalStateException if it is not listed
   */
  public static OperationDescriptor of(Augmentation augmentation) {
    return KINDS.get(augmentation.getClass());
  }

  /**
   * The kind of a step.
   *
   * @throws IllegalStateException if its operation is not listed
   */
  public static OperationDescriptor of(Step step) {
    var operation = step.getClass().getEnclosingClass();
    if (operation == null) {
      throw unlisted(step.getClass());
    }
    return KINDS.get(operation);
  }

  private Optional<OperationDescriptor> findClass(Class<?> operation) {
    return find(KebabCase.kebab(operation.getSimpleName()))
        .filter(kind -> kind.augmentation() == operation);
  }

  private static IllegalStateException unlisted(Class<?> unknown) {
    return new IllegalStateException(
        "%s is not in the catalog but must be listed in META-INF/services/%s; add its operation there"
            .formatted(unknown.getName(), Augmentation.class.getName()));
  }

  /** Whether it comes with this library, and not with what lies beside it on the class path. */
  private static boolean isOurs(Class<?> operation) {
    return Objects.equals(
        operation.getProtectionDomain().getCodeSource(),
        OperationCatalog.class.getProtectionDomain().getCodeSource());
  }

  /** The classes alone; none is made. */
  private static List<Class<? extends Augmentation>> listed(ClassLoader loader) {
    return ServiceLoader.load(Augmentation.class, loader).stream()
        .<Class<? extends Augmentation>>map(ServiceLoader.Provider::type)
        .toList();
  }
}
