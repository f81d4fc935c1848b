package dev.variegate.recipe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.base.Json;
import dev.variegate.base.SourceLocation;
import dev.variegate.form.Step;
import java.util.ArrayList;
import java.util.List;

/** Drawn steps as a list such as {@code [{"rotate":{"degrees":12.5, ...}}, ...]} and back. */
public final class RecipeJson {

  private RecipeJson() {}

  public static ArrayNode tree(List<Step> steps) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (var step : steps) {
      array.addObject().set(Operations.word(step), Operations.write(step));
    }
    return array;
  }

  public static List<Step> read(String json, String where) {
    var top = new SourceLocation("Recipe", "", where);
    var tree = Json.read(json, top.source());
    if (!tree.isArray()) {
      throw top.error(
          "is %s but must be a list of drawn steps; pass what json() wrote".formatted(tree));
    }
    var steps = new ArrayList<Step>();
    for (var entry : tree) {
      var place = top.inside(steps.size() + 1);
      if (entry.size() != 1) {
        throw place.error(
            "is %s but must be one operation with its numbers; pass what json() wrote"
                .formatted(entry));
      }
      var named = entry.properties().iterator().next();
      steps.add(Operations.readStep(named.getKey(), named.getValue(), place));
    }
    return steps;
  }
}
