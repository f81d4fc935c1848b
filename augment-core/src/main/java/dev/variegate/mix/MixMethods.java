package dev.variegate.mix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.base.DidYouMean;
import dev.variegate.base.Json;
import dev.variegate.base.KebabCase;
import dev.variegate.base.RecordComponents;
import dev.variegate.base.SourceLocation;
import dev.variegate.recipe.ParameterTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Text to mixtures and back: one entry as in a policy file, or a list of them. */
public final class MixMethods {

  private static final Map<String, Class<? extends MixMethod>> KNOWN = known();

  private MixMethods() {}

  /** All words, sorted. */
  public static List<String> words() {
    return List.copyOf(KNOWN.keySet());
  }

  /**
   * Reads mixtures, such as {@code cut-mix} or {@code [mix-up, {mosaic: {center: 0.5}}]}.
   *
   * @param text JSON if it opens with a brace, else YAML
   * @param where the file or parameter that holds the text, for messages
   * @throws IllegalArgumentException that names the place, the value, the rule and a way out
   */
  public static List<MixMethod> read(String text, String where) {
    var top = new SourceLocation("Mixture", "", where);
    var tree = Json.readEither(text, top.source());
    if (!tree.isArray()) {
      return List.of(entry(tree, top));
    }
    if (tree.isEmpty()) {
      throw top.error("is an empty list but must have at least one entry; write cut-mix");
    }
    var mixtures = new ArrayList<MixMethod>();
    for (var entry : tree) {
      mixtures.add(entry(entry, top.inside(mixtures.size() + 1)));
    }
    return mixtures;
  }

  /** One line with every parameter; {@code read(json(mixtures))} equals them. */
  public static String json(List<MixMethod> mixtures) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (var mixture : mixtures) {
      array.addObject().set(word(mixture), ParameterTree.write(RecordComponents.values(mixture)));
    }
    return Json.json(array);
  }

  static String word(MixMethod mixture) {
    return KebabCase.kebab(mixture.getClass().getSimpleName());
  }

  private static MixMethod entry(JsonNode entry, SourceLocation place) {
    if (entry.isTextual()) {
      return mixture(entry.textValue(), JsonNodeFactory.instance.objectNode(), place);
    }
    if (!entry.isObject() || entry.size() != 1) {
      throw place.error(
          "is %s but must be one mixture; write cut-mix or mix-up: {alpha: 0.4}"
              .formatted(entry.isMissingNode() || entry.isNull() ? "empty" : entry));
    }
    var named = entry.properties().iterator().next();
    return mixture(named.getKey(), named.getValue(), place);
  }

  private static MixMethod mixture(String word, JsonNode parameters, SourceLocation place) {
    var type = KNOWN.get(word);
    if (type == null) {
      throw place.error(
          "names the mixture \"%s\"; %s".formatted(word, DidYouMean.among(word, words())));
    }
    var values = new LinkedHashMap<>(RecordComponents.values(RecordComponents.defaults(type)));
    values.putAll(ParameterTree.read(place.value(word, parameters), RecordComponents.types(type)));
    return place.checked(() -> RecordComponents.make(type, values));
  }

  private static Map<String, Class<? extends MixMethod>> known() {
    var known = new TreeMap<String, Class<? extends MixMethod>>();
    Arrays.stream(MixMethod.class.getPermittedSubclasses())
        .forEach(
            type ->
                known.put(KebabCase.kebab(type.getSimpleName()), type.asSubclass(MixMethod.class)));
    return known;
  }
}
