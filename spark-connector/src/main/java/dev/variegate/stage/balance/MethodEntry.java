package dev.variegate.stage.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.lineage.Lineage;
import dev.variegate.stage.param.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One way of a plan to make images.
 *
 * @param name what the plan calls it
 * @param method word of the method
 * @param weight its part of the made images, in proportion to the others' weights
 * @param classes that it works for; empty: all
 * @param except classes that it does not work for
 * @param params JSON of the Params of the method's stage, in kebab-case
 * @param then methods that go on with what it has made
 */
public record MethodEntry(
    String name,
    String method,
    double weight,
    List<String> classes,
    List<String> except,
    String params,
    List<MethodEntry> then)
    implements Serializable {

  private static final String ROOT = "methods";

  /** Keys that any entry may have. */
  public static final Set<String> KEYS = Set.of("method", "weight", "classes", "except", "then");

  public MethodEntry {
    classes = List.copyOf(classes);
    except = List.copyOf(except);
    then = List.copyOf(then);
  }

  /**
   * Reads a mapping of names to entries, {@code {"soft": {"method": "classic", "policy": ...,
   * "weight": 1}, "oversample": {}}}, where the method is the name unless it is given; or a list of
   * entries, which are named by their methods. An entry of weight 0 is left out.
   *
   * @param place what messages call the value of a path such as {@code methods.soft.weight}
   * @throws IllegalArgumentException that names the entry, the value, the rule and a way out
   */
  public static List<MethodEntry> parse(JsonNode tree, UnaryOperator<String> place) {
    if (!tree.isContainerNode() || tree.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is %s but must name at least one; write it as {\"oversample\": {}}"
              .formatted(place.apply(ROOT), tree));
    }
    var read = tree.isObject() ? named(tree, place) : listed(tree, ROOT, place, true);
    var entries = read.stream().filter(entry -> entry.weight() > 0).toList();
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no entry with a weight above 0 but must have one; raise a weight"
              .formatted(place.apply(ROOT)));
    }
    return entries;
  }

  private static List<MethodEntry> named(JsonNode tree, UnaryOperator<String> place) {
    var entries = new ArrayList<MethodEntry>();
    tree.properties()
        .forEach(
            e -> {
              var path = ROOT + "." + e.getKey();
              entries.add(read(e.getKey(), e.getKey(), e.getValue(), path, place, true));
            });
    return entries;
  }

  private static List<MethodEntry> listed(
      JsonNode list, String path, UnaryOperator<String> place, boolean first) {
    if (!list.isArray()) {
      throw new IllegalArgumentException(
          "%s is %s but must be a list of entries; write [{\"method\": \"classic\", \"policy\": ...}]"
              .formatted(place.apply(path), list));
    }
    var entries = new ArrayList<MethodEntry>();
    var names = new HashSet<String>();
    for (var entry : list) {
      var at = "%s[%d]".formatted(path, entries.size());
      var method = entry.path("method").asText();
      var name = names.add(method) ? method : method + "-" + (entries.size() + 1);
      entries.add(read(name, "", entry, at, place, first));
    }
    return entries;
  }

  private static MethodEntry read(
      String name,
      String usual,
      JsonNode entry,
      String path,
      UnaryOperator<String> place,
      boolean first) {
    if (!entry.isObject()) {
      throw new IllegalArgumentException(
          "%s is %s but must be a mapping of keys; write {\"weight\": 1}"
              .formatted(place.apply(path), entry));
    }
    if (!first) {
      requireLink(entry, path, place);
    }
    var params = JsonNodeFactory.instance.objectNode();
    entry.properties().stream()
        .filter(e -> !KEYS.contains(e.getKey()) && !e.getValue().isNull())
        .forEach(e -> params.set(e.getKey(), e.getValue()));
    var read =
        new MethodEntry(
            name,
            entry.hasNonNull("method") ? entry.get("method").asText() : usual,
            weight(entry.path("weight"), place.apply(path + ".weight")),
            labels(entry.path("classes"), place.apply(path + ".classes")),
            labels(entry.path("except"), place.apply(path + ".except")),
            Json.write(params),
            entry.hasNonNull("then")
                ? listed(entry.get("then"), path + ".then", place, false)
                : List.of());
    if (!read.classes.isEmpty() && !read.except.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has classes and except, at most one may be given; remove one"
              .formatted(place.apply(path)));
    }
    return read;
  }

  private static void requireLink(JsonNode entry, String path, UnaryOperator<String> place) {
    for (var key : List.of("weight", "classes", "except", "then")) {
      if (entry.has(key)) {
        throw new IllegalArgumentException(
            "%s is given, which the first method of a chain alone may have; remove it"
                .formatted(place.apply(path + "." + key)));
      }
    }
  }

  /** Whether it copies images that are there. */
  public boolean copies() {
    return !method.equals(Lineage.SAMPLE);
  }

  /** Whether it works for a class. */
  boolean worksFor(String label) {
    return classes.isEmpty() ? !except.contains(label) : classes.contains(label);
  }

  private static double weight(JsonNode given, String where) {
    double weight =
        given.isMissingNode() || given.isNull()
            ? 1
            : given.isNumber() ? given.doubleValue() : Double.NaN;
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "%s is %s but must be a finite number of at least 0; correct it".formatted(where, given));
    }
    return weight;
  }

  private static List<String> labels(JsonNode given, String where) {
    var labels = new ArrayList<String>();
    given.forEach(label -> labels.add(label.asText()));
    boolean left = given.isMissingNode() || given.isNull();
    if (!left && (!given.isArray() || labels.isEmpty() || labels.contains(""))) {
      throw new IllegalArgumentException(
          "%s is %s but must be a list of classes; name one at least".formatted(where, given));
    }
    return labels;
  }
}
