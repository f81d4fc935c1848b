package dev.variegate.op;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One operation as files speak of it: its word, and how to take its records apart and put them
 * together again.
 *
 * <p>Names of parameters are kebab-case. Parameters of an augmentation are {@link Range}, numbers
 * and enums; those of a step are numbers and enums.
 *
 * @param word the operation's word in a policy file
 * @param augmentation its record of ranges
 * @param step its record of drawn numbers, the nested {@code At}
 */
public record Kind(
    String word, Class<? extends Augmentation> augmentation, Class<? extends Step> step) {

  /** The name every operation gives to its record of drawn numbers. */
  private static final String STEP = "At";

  /** The kind of a record that holds its step as a nested record {@code At}. */
  static Kind of(String word, Class<? extends Augmentation> augmentation) {
    var step =
        Arrays.stream(augmentation.getDeclaredClasses())
            .filter(c -> c.getSimpleName().equals(STEP) && c.isRecord())
            .filter(Step.class::isAssignableFrom)
            .findFirst();
    if (!augmentation.isRecord() || step.isEmpty()) {
      throw new IllegalStateException(
          "Operation \"%s\" is %s, must be a record with a nested record %s that implements Step; declare both"
              .formatted(word, augmentation.getName(), STEP));
    }
    return new Kind(word, augmentation, step.get().asSubclass(Step.class));
  }

  /** The operation as the word alone stands for it. */
  public Augmentation defaults() {
    return make(augmentation, new Class<?>[0]);
  }

  /** The parameters of the augmentation, in order, with their types. */
  public Map<String, Class<?>> parameters() {
    return types(augmentation);
  }

  /** The drawn numbers of the step, in order, with their types. */
  public Map<String, Class<?>> numbers() {
    return types(step);
  }

  /** The parameters of one augmentation of this kind, in order. */
  public Map<String, Object> values(Augmentation made) {
    return read(made);
  }

  /** The drawn numbers of one step of this kind, in order. */
  public Map<String, Object> values(Step drawn) {
    return read(drawn);
  }

  /**
   * Makes the augmentation from a value for each of {@link #parameters()}.
   *
   * @throws IllegalArgumentException in the operation's own words, if it refuses a value
   */
  public Augmentation augmentation(Map<String, ?> values) {
    return make(augmentation, values);
  }

  /** Makes the step from a value for each of {@link #numbers()}. */
  public Step step(Map<String, ?> values) {
    return make(step, values);
  }

  private static Map<String, Class<?>> types(Class<?> record) {
    var types = new LinkedHashMap<String, Class<?>>();
    for (var component : record.getRecordComponents()) {
      types.put(Words.kebab(component.getName()), component.getType());
    }
    return Collections.unmodifiableMap(types);
  }

  private static Map<String, Object> read(Object record) {
    var values = new LinkedHashMap<String, Object>();
    for (var component : record.getClass().getRecordComponents()) {
      values.put(Words.kebab(component.getName()), read(component, record));
    }
    return Collections.unmodifiableMap(values);
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true); // a user's record need not be public
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s of %s cannot be read".formatted(component, record), e);
    }
  }

  private static <T> T make(Class<T> record, Map<String, ?> values) {
    var types = types(record);
    if (!values.keySet().equals(types.keySet())) {
      throw new IllegalArgumentException(
          "%s is given %s, must be given %s; give each once"
              .formatted(record.getSimpleName(), values.keySet(), types.keySet()));
    }
    var arguments = types.keySet().stream().map(values::get).toArray();
    return make(record, types.values().toArray(Class<?>[]::new), arguments);
  }

  private static <T> T make(Class<T> record, Class<?>[] types, Object... arguments) {
    try {
      var constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("%s cannot be made".formatted(record), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be made".formatted(record), e);
    }
  }
}
