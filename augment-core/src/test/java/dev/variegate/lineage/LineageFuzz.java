package dev.variegate.lineage;

import dev.variegate.mix.MixMethods;
import dev.variegate.mix.MixRecipeJson;
import dev.variegate.recipe.RecipeJson;
import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;

/** Reads lineages and the steps in them, of policies and of mixtures. */
public final class LineageFuzz extends TextTarget {

  public LineageFuzz() {
    super(
        "lineage",
        List.of(
            "\"from\"",
            "\"cut-mix\"",
            "\"mosaic\"",
            "\"rotate90\"",
            "\"pieces\"",
            "\"steps\"",
            "\"copy\"",
            "\"seed\""),
        """
            {"sourceKey":"a/b.png","sourceSha256":"00","copy":2,"method":"classic","steps":"[{\\"from\\":{}},{\\"rotate90\\":{\\"quarters\\":1}}]","seed":7,"model":"","modelVersion":"","modelSha256":"","license":"","encoding":"jpeg:95","software":"variegate 0.1.0"}
            """,
        """
            [{"rotate90":{"quarters":1}},{"gamma":{"gamma":0.5}}]
            """,
        """
            [{"cut-mix":{"partners":[{"key":"b","sha256":"00"}],"width":8,"height":6,"pieces":[{"image":0,"steps":[],"x":0,"y":0,"opacity":1.0,"instances":[0],"polygons":[[1,1,3,1,3,3]]},{"image":1,"steps":[],"x":2,"y":1,"opacity":0.5,"instances":[],"polygons":[]}]}}]
            """);
  }

  @Override
  protected void read(String text) {
    if (text.stripLeading().startsWith("[")) {
      if (MixMethods.words().stream().anyMatch(text::contains)) {
        var unused = MixRecipeJson.read(text);
      } else {
        var unused = RecipeJson.read(text, "fuzz");
      }
    } else {
      var lineage = Lineage.fromJson(text);
      if (!Lineage.fromJson(lineage.json()).equals(lineage)) {
        throw new AssertionError("a lineage is another one when it is read again");
      }
      var unused = lineage.before();
    }
  }
}
