package dev.variegate.mix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.Json;
import dev.variegate.base.SourceLocation;
import dev.variegate.image.Size;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.recipe.Recipe;
import dev.variegate.recipe.RecipeJson;
import dev.variegate.recipe.ValueReader;
import java.util.ArrayList;
import java.util.List;

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
    tree.set("steps", RecipeJson.tree(piece.recipe().steps()));
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
    var first = Json.read(steps, PLACE).path(0);
    if (first.size() != 1 || !first.isObject()) {
      throw PLACE.error(
          "are %s but must be one mixture with its numbers; pass what was written, unchanged"
              .formatted(steps));
    }
    var entry = first.properties().iterator().next();
    var tree = entry.getValue();
    var partners = new ArrayList<Partner>();
    for (var partner : tree.path("partners")) {
      partners.add(
          new Partner(
              reader("key").text(partner.path("key")),
              reader("sha256").text(partner.path("sha256"))));
    }
    var pieces = new ArrayList<MixPiece>();
    for (var piece : tree.path("pieces")) {
      pieces.add(PLACE.checked(() -> piece(piece)));
    }
    return PLACE.checked(
        () ->
            new MixRecipeJson(
                entry.getKey(),
                partners,
                new MixRecipe(new Size(whole(tree, "width"), whole(tree, "height")), pieces)));
  }

  private static MixPiece piece(JsonNode tree) {
    var instances = new ArrayList<Integer>();
    tree.path("instances").forEach(instance -> instances.add(reader("instances").whole(instance)));
    var polygons = new ArrayList<Polygon>();
    tree.path("polygons").forEach(numbers -> polygons.add(polygon(numbers)));
    return new MixPiece(
        whole(tree, "image"),
        Recipe.fromJson(tree.path("steps").toString(), PLACE.where()),
        whole(tree, "x"),
        whole(tree, "y"),
        reader("opacity").number(tree.path("opacity")),
        instances,
        polygons);
  }

  private static int whole(JsonNode tree, String name) {
    return reader(name).whole(tree.path(name));
  }

  private static ValueReader reader(String name) {
    return new ValueReader(name, PLACE);
  }

  private static Polygon polygon(JsonNode numbers) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < numbers.size(); i += 2) {
      points.add(
          new Point(
              reader("polygons").number(numbers.path(i)),
              reader("polygons").number(numbers.path(i + 1))));
    }
    return new Polygon(points);
  }
}
