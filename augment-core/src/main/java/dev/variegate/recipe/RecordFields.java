package dev.variegate.recipe;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.RecordComponents;
import java.util.LinkedHashMap;

/** Reads records from trees, as a policy file has them. */
public final class RecordFields {

  private RecordFields() {}

  /**
   * The record with these values, the others being those of its constructor without arguments.
   *
   * @param tree values by the names of the components in kebab-case
   * @throws IllegalArgumentException if a name is unknown or a value is refused
   */
  public static <T> T read(Class<T> record, ConfigNode tree) {
    var values = new LinkedHashMap<>(RecordComponents.values(RecordComponents.defaults(record)));
    values.putAll(ParameterTree.read(tree, RecordComponents.types(record)));
    return tree.checked(() -> RecordComponents.make(record, values));
  }
}
