package dev.variegate.stage.balance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.base.ConfigNode;
import dev.variegate.lineage.Lineage;
import dev.variegate.stage.method.MethodGate;
import dev.variegate.stage.param.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of a plan: a method that makes images, with its weight and the classes it works for.
 *
 * @param name what the plan calls it
 * @param method word of the method
 * @param weight its part of the made images, in proportion to the others' weights
 * @param classes that it works for; empty: all
 * @param except classes that it does not work for
 * @param params JSON of the Params of the method's stage, in kebab-case
 * @param then methods that go on with what it has made
 * @param gate what is asked of each image that is made, behind the last of these methods
 */
public record MethodEntry(
    String name,
    String method,
    double weight,
    List<String> classes,
    List<String> except,
    String params,
    List<MethodEntry> then,
    MethodGate gate)
    implements Serializable {

  /** Keys that any entry may have. */
  public static final Set<String> KEYS =
      Set.of("method", "weight", "classes", "except", "then", "gate");

  public MethodEntry {
    classes = List.copyOf(classes);
    except = List.copyOf(except);
    then = List.copyOf(then);
    gate = gate == null ? MethodGate.NONE : gate; // plans that were saved before there were gates
  }

  /**
   * Reads a mapping of names to entries, {@code {"soft": {"method": "classic", "policy": ...,
   * "weight": 1}, "oversample": {}}}, where the method is the name unless it is given; or a list of
   * entries, which are named by their methods. An entry of weight 0 is left out.
   *
   * @throws IllegalArgumentException that names the entry, the value, the rule and a way out
   */
  public static List<MethodEntry> parse(ConfigNode methods) {
    var read = methods.tree().isArray() ? listed(methods) : named(methods);
    if (read.isEmpty()) {
      throw methods.error("has no entry but must have one; add oversample: {}");
    }
    var entries = read.stream().filter(entry -> entry.weight() > 0).toList();
    if (entries.isEmpty()) {
      throw methods.error("has no entry with a weight above 0 but must have one; raise a weight");
    }
    return entries;
  }

  private static List<MethodEntry> named(ConfigNode methods) {
    return methods.keys().stream()
        .filter(name -> methods.at(name).isGiven())
        .map(name -> read(name, name, methods.at(name)))
        .toList();
  }

  private static List<MethodEntry> listed(ConfigNode list) {
    var entries = new ArrayList<MethodEntry>();
    var names = new HashSet<String>();
    for (var entry : list.list("a list of entries", item -> item)) {
      var method = entry.at("method").text();
      var name = names.add(method) ? method : method + "-" + (entries.size() + 1);
      entries.add(read(name, method, entry));
    }
    return entries;
  }

  private static MethodEntry read(String name, String usual, ConfigNode entry) {
    var params = JsonNodeFactory.instance.objectNode();
    entry.keys().stream()
        .filter(key -> !KEYS.contains(key) && entry.at(key).isGiven())
        .forEach(key -> params.set(key, entry.at(key).tree()));
    var read =
        new MethodEntry(
            name,
            entry.at("method").ifGiven(ConfigNode::text).orElse(usual),
            entry.at("weight").ifGiven(weight -> weight.number(0)).orElse(1.0),
            classes(entry.at("classes")),
            classes(entry.at("except")),
            Json.write(params),
            entry.at("then").ifGiven(MethodEntry::links).orElse(List.of()),
            entry.at("gate").ifGiven(MethodGate::parse).orElse(MethodGate.NONE));
    if (!read.classes.isEmpty() && !read.except.isEmpty()) {
      throw entry.error("has classes and except, at most one may be given; remove one");
    }
    return read;
  }

  private static List<MethodEntry> links(ConfigNode then) {
    then.list("a list of entries", MethodEntry::requireLink);
    return listed(then);
  }

  private static ConfigNode requireLink(ConfigNode entry) {
    for (var key : List.of("weight", "classes", "except", "then", "gate")) {
      if (entry.at(key).isGiven()) {
        throw entry
            .at(key)
            .error("is given, which the first method of a chain alone may have; remove it");
      }
    }
    return entry;
  }

  private static List<String> classes(ConfigNode given) {
    var classes = given.names();
    given.require(!given.isGiven() || !classes.isEmpty(), "a list of classes, one at least");
    return classes;
  }

  /** The same with a gate whose quantiles are known. */
  public MethodEntry with(MethodGate fitted) {
    return new MethodEntry(name, method, weight, classes, except, params, then, fitted);
  }

  /** Whether it copies images that are there. */
  public boolean copies() {
    return !method.equals(Lineage.SAMPLE);
  }

  /** Whether it works for a class. */
  public boolean worksFor(String label) {
    return classes.isEmpty() ? !except.contains(label) : classes.contains(label);
  }
}
