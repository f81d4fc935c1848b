package dev.variegate.base;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes records apart by the names of their components, in kebab-case, and makes them of such. The
 * reflection of a class is cached.
 */
public final class RecordComponents {

  private static final ClassValue<RecordComponents> OF =
      new ClassValue<>() {
        @Override
        protected RecordComponents computeValue(Class<?> record) {
          return new RecordComponents(record);
        }
      };

  private final List<Method> accessors = new ArrayList<>(); // in the order of types
  private final Map<String, Class<?>> types = new LinkedHashMap<>();

  private RecordComponents(Class<?> record) {
    for (var component : record.getRecordComponents()) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true); // a user's record need not be public
      accessors.add(accessor);
      types.put(KebabCase.kebab(component.getName()), component.getType());
    }
  }

  /** The components of a record class, in order, with their types. */
  public static Map<String, Class<?>> types(Class<?> record) {
    return Collections.unmodifiableMap(OF.get(record).types);
  }

  /** The values of a record, in order. */
  public static Map<String, Object> values(Object record) {
    var components = OF.get(record.getClass());
    var accessors = components.accessors.iterator();
    var values = new LinkedHashMap<String, Object>();
    for (var name : components.types.keySet()) {
      values.put(name, read(accessors.next(), record));
    }
    return Collections.unmodifiableMap(values);
  }

  private static Object read(Method accessor, Object record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s of %s cannot be read".formatted(accessor.getName(), record), e);
    }
  }

  /** The record that its constructor without arguments makes. */
  public static <T> T defaults(Class<T> record) {
    return make(record, new Class<?>[0]);
  }

  /**
   * Makes a record from a value for each of its {@link #types}.
   *
   * @throws IllegalArgumentException in the record's own words, if it refuses a value
   */
  public static <T> T make(Class<T> record, Map<String, ?> values) {
    var types = types(record);
    if (!values.keySet().equals(types.keySet())) {
      throw new IllegalArgumentException(
          "%s is given %s but must be given %s; give each once"
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
