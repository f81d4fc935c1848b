package dev.variegate.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.op.Records;
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
    var place = new Place("Entry", "", where);
    var values = new LinkedHashMap<>(Records.values(Records.defaults(record)));
    values.putAll(Fields.read(tree, Records.types(record), word, place));
    return place.checked(() -> Records.make(record, values));
  }
}
