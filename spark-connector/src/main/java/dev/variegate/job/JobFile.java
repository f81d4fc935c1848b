package dev.variegate.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a job file with the values of {@code --set} laid over it. */
final class JobFile {

  private final String where;
  private final ObjectNode root;
  private final Map<String, String> overrides = new LinkedHashMap<>();

  private JobFile(String where, ObjectNode root) {
    this.where = where;
    this.root = root;
  }

  /**
   * Reads the text of a job file, which messages call {@code where}, and sets each {@code
   * key=value}; the value is YAML too, the key dotted: {@code plan.target=500}.
   */
  static JobFile read(String text, String where, List<String> settings) {
    var source = Source.of(where, BadJobException::new);
    var example = "input: {format: parquet, path: in}";
    var root = ConfigNode.root(Json.readYaml(text, source), example, source);
    var file = new JobFile(where, (ObjectNode) root.tree());
    settings.forEach(file::set);
    return file;
  }

  /** The whole file; messages say which values were set over it. */
  ConfigNode root() {
    return new ConfigNode(root, "", new Source(this::origin, BadJobException::new));
  }

  private String origin(String key) {
    for (var set : overrides.keySet()) {
      if (key.equals(set)
          || key.startsWith(set + ".")
          || key.startsWith(set + "[")
          || set.startsWith(key + ".")) {
        return "--set %s=%s: key \"%s\"".formatted(set, overrides.get(set), key);
      }
    }
    return "%s: key \"%s\"".formatted(where, key);
  }

  private void set(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new BadJobException(
          "--set is given \"%s\" but must be a key and a value; write --set plan.target=500"
              .formatted(setting));
    }
    var key = setting.substring(0, equals).strip();
    var value = setting.substring(equals + 1);
    put(
        root,
        key.split("\\.", -1),
        Json.readYaml(value, Source.of("--set " + setting, BadJobException::new)));
    overrides.put(key, value);
  }

  private static void put(ObjectNode node, String[] path, JsonNode value) {
    var at = node;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.get(path[i]) instanceof ObjectNode inner ? inner : at.putObject(path[i]);
    }
    at.set(path[path.length - 1], value.isMissingNode() ? NullNode.instance : value);
  }
}
