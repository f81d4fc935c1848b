package dev.variegate.mix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.Json;
import dev.variegate.base.SourceLocation;
import dev.variegate.image.Size;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.recipe.Recipe;
import dev.variegate.recipe.RecipeJson;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What was drawn for a mixed image as steps of a lineage: {@code [{"cut-mix": {"partners": [{"key":
 * ..., "sha256": ...}], "width": ..., "height": ..., "pieces": [...]}}]}, and back.
 *
 * @param word of the mixture
 * @param partners what names them, in their order
 */
public record MixRecipeJson(String word, List<Partner> partners, MixRecipe mixed) {

  private static final SourceLocation PLACE = new SourceLocation("Steps", "", "a lineage");

  /**
   * An image that was mixed in.
   *
   * @param sha256 of its encoded bytes, in hexadecimal
   */
  record Partner(String key, String sha256) {}

  String json() {
    var array = JsonNodeFactory.instance.arrayNode();
    var tree = array.addObject().putObject(word);
    var others = tree.putArray("partners");
    partners.forEach(
        partner -> others.addObject().put("key", partner.key()).put("sha256", partner.sha256()));
    tree.put("width", mixed.size().width()).put("height", mixed.size().height());
    var pieces = tree.putArray("pieces");
    mixed.pieces().forEach(piece -> write(piece, pieces.addObject()));
    return Json.json(array);
  }

  private static void write(MixPiece piece, ObjectNode tree) {
    tree.put("image", piece.image());
    tree.set("steps", RecipeJson.tree(piece.recipe()));
    tree.put("x", piece.x()).put("y", piece.y()).put("opacity", piece.opacity());
    var instances = tree.putArray("instances");
    piece.instances().forEach(instances::add);
    var polygons = tree.putArray("polygons");
    for (var polygon : piece.polygons()) {
      var numbers = polygons.addArray();
      polygon.points().forEach(point -> numbers.add(point.x()).add(point.y()));
    }
  }

  public static MixRecipeJson read(String steps) {
    var first = Json.read(steps, PLACE.source()).path(0);
    if (first.size() != 1 || !first.isObject()) {
      throw PLACE.error(
          "are %s but must be one mixture with its numbers; pass what was written, unchanged"
              .formatted(steps));
    }
    var word = first.fieldNames().next();
    var tree = PLACE.value("", first).at(word);
    return PLACE.checked(
        () ->
            new MixRecipeJson(
                word,
                list(tree.at("partners"), MixRecipeJson::partner),
                new MixRecipe(
                    new Size(tree.at("width").whole(), tree.at("height").whole()),
                    list(tree.at("pieces"), MixRecipeJson::piece))));
  }

  private static <T> List<T> list(ConfigNode node, Function<ConfigNode, T> reading) {
    return node.ifGiven(list -> list.list("a list", reading)).orElse(List.of());
  }

  private static Partner partner(ConfigNode tree) {
    return new Partner(tree.at("key").anyText(), tree.at("sha256").anyText());
  }

  private static MixPiece piece(ConfigNode tree) {
    return new MixPiece(
        tree.at("image").whole(),
        Recipe.fromJson(tree.at("steps").tree().toString(), PLACE.where()),
        tree.at("x").whole(),
        tree.at("y").whole(),
        tree.at("opacity").number(),
        list(tree.at("instances"), ConfigNode::whole),
        list(tree.at("polygons"), MixRecipeJson::polygon));
  }

  private static Polygon polygon(ConfigNode tree) {
    var numbers = tree.numbers();
    tree.require(numbers.size() % 2 == 0, "pairs of numbers");
    return new Polygon(
        IntStream.range(0, numbers.size() / 2)
            .mapToObj(i -> new Point(numbers.get(2 * i), numbers.get(2 * i + 1)))
            .toList());
  }
}
