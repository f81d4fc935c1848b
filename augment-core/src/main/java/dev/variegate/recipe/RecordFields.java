package dev.variegate.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.RecordComponents;
import dev.variegate.base.SourceLocation;
import java.util.LinkedHashMap;

/** Reads records from trees, as a policy file has them. */
public final class RecordFields {

  private RecordFields() {}

  /**
   * The record with these values, the others being those of its constructor without arguments.
   *
   * @param tree values by the names of the components in kebab-case
   * @param word what messages call the record
   * @param where the text that holds the tree, for messages
   * @throws IllegalArgumentException if a name is unknown or a value is refused
   */
  public static <T> T read(Class<T> record, JsonNode tree, String word, String where) {
    var place = new SourceLocation("Entry", "", where);
    var values = new LinkedHashMap<>(RecordComponents.values(RecordComponents.defaults(record)));
    values.putAll(ParameterTree.read(tree, RecordComponents.types(record), word, place));
    return place.checked(() -> RecordComponents.make(record, values));
  }
}
