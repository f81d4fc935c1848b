package dev.variegate.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.base.Json;
import dev.variegate.base.SourceLocation;
import dev.variegate.form.Step;
import java.util.ArrayList;
import java.util.Map;

/**
 * Drawn steps as a list such as {@code [{"rotate":{"degrees":12.5, ...}}, ...]} and back; in front
 * of them {@code {"reduced-decode":{"scale":8}}} or {@code {"lossless-jpeg":{}}} where the source
 * is not decoded in full.
 */
public final class RecipeJson {

  private static final String REDUCED = "reduced-decode";
  private static final String SCALE = "scale";
  private static final String LOSSLESS = "lossless-jpeg";

  private RecipeJson() {}

  public static ArrayNode tree(Recipe recipe) {
    var array = JsonNodeFactory.instance.arrayNode();
    switch (recipe.decoding()) {
      case FULL -> {}
      case HALF, QUARTER, EIGHTH ->
          array.addObject().putObject(REDUCED).put(SCALE, recipe.decoding().scale());
      case COEFFICIENTS -> array.addObject().putObject(LOSSLESS);
    }
    for (var step : recipe.steps()) {
      array.addObject().set(Operations.word(step), Operations.write(step));
    }
    return array;
  }

  public static Recipe read(String json, String where) {
    var top = new SourceLocation("Recipe", "", where);
    var tree = Json.read(json, top.source());
    if (!tree.isArray()) {
      throw top.error(
          "is %s but must be a list of drawn steps; pass what json() wrote".formatted(tree));
    }
    var steps = new ArrayList<Step>();
    var decoding = Decoding.FULL;
    int number = 0;
    for (var entry : tree) {
      var place = top.inside(++number);
      if (entry.size() != 1) {
        throw place.error(
            "is %s but must be one operation with its numbers; pass what json() wrote"
                .formatted(entry));
      }
      var named = entry.properties().iterator().next();
      if (number == 1 && named.getKey().equals(REDUCED)) {
        decoding = reduced(named.getValue(), place);
      } else if (number == 1 && named.getKey().equals(LOSSLESS)) {
        ParameterTree.readAll(place.value(LOSSLESS, named.getValue()), Map.of());
        decoding = Decoding.COEFFICIENTS;
      } else {
        steps.add(Operations.readStep(named.getKey(), named.getValue(), place));
      }
    }
    return new Recipe(steps, decoding);
  }

  private static Decoding reduced(JsonNode reduced, SourceLocation place) {
    var given = place.value(REDUCED, reduced);
    int scale = (int) ParameterTree.readAll(given, Map.of(SCALE, int.class)).get(SCALE);
    given.at(SCALE).require(scale == 2 || scale == 4 || scale == 8, "2, 4 or 8");
    return Decoding.ofScale(scale).orElseThrow();
  }
}
