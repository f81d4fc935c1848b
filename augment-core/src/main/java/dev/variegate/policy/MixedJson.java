package dev.variegate.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.image.Size;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.util.ArrayList;
import java.util.List;

/**
 * What was drawn for a mixed picture as steps of a lineage: {@code [{"cut-mix": {"partners":
 * [{"key": ..., "sha256": ...}], "width": ..., "height": ..., "pieces": [...]}}]}, and back.
 *
 * @param word of the mixture
 * @param partners what names them, in their order
 */
record MixedJson(String word, List<Partner> partners, Mixed mixed) {

  private static final Place PLACE = new Place("Steps", "", "a lineage");

  /**
   * A picture that was mixed in.
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

  private static void write(Piece piece, ObjectNode tree) {
    tree.put("picture", piece.picture());
    tree.set("steps", RecipeJson.tree(piece.recipe().steps()));
    tree.put("x", piece.x()).put("y", piece.y()).put("opacity", piece.opacity());
    var things = tree.putArray("things");
    piece.things().forEach(things::add);
    var outlines = tree.putArray("outlines");
    for (var outline : piece.outlines()) {
      var numbers = outlines.addArray();
      outline.points().forEach(point -> numbers.add(point.x()).add(point.y()));
    }
  }

  static MixedJson read(String steps) {
    var entry = Json.read(steps, PLACE).path(0).properties().iterator().next();
    var tree = entry.getValue();
    var partners = new ArrayList<Partner>();
    tree.path("partners")
        .forEach(
            partner ->
                partners.add(
                    new Partner(partner.path("key").asText(), partner.path("sha256").asText())));
    var pieces = new ArrayList<Piece>();
    tree.path("pieces").forEach(piece -> pieces.add(piece(piece)));
    var size = new Size(tree.path("width").asInt(), tree.path("height").asInt());
    return new MixedJson(entry.getKey(), partners, new Mixed(size, pieces));
  }

  private static Piece piece(JsonNode tree) {
    var things = new ArrayList<Integer>();
    tree.path("things").forEach(thing -> things.add(thing.asInt()));
    var outlines = new ArrayList<Polygon>();
    tree.path("outlines").forEach(numbers -> outlines.add(outline(numbers)));
    return new Piece(
        tree.path("picture").asInt(),
        Recipe.fromJson(tree.path("steps").toString(), PLACE.where()),
        tree.path("x").asInt(),
        tree.path("y").asInt(),
        tree.path("opacity").asDouble(),
        things,
        outlines);
  }

  private static Polygon outline(JsonNode numbers) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < numbers.size(); i += 2) {
      points.add(new Point(numbers.get(i).asDouble(), numbers.get(i + 1).asDouble()));
    }
    return new Polygon(points);
  }
}
