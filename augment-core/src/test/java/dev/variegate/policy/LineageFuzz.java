package dev.variegate.policy;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads lineages and the steps in them, of policies and of mixtures. */
public final class LineageFuzz implements FuzzTarget {

  @Override
  public String name() {
    return "lineage";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            """
            {"sourceKey":"a/b.png","sourceSha256":"00","copy":2,"method":"classic","steps":"[{\\"from\\":{}},{\\"rotate90\\":{\\"quarters\\":1}}]","seed":7,"model":"","modelVersion":"","modelSha256":"","licence":"","encoding":"jpeg:95","software":"variegate 0.1.0"}
            """,
            """
            [{"rotate90":{"quarters":1}},{"gamma":{"gamma":0.5}}]
            """,
            """
            [{"cut-mix":{"partners":[{"key":"b","sha256":"00"}],"width":8,"height":6,"pieces":[{"picture":0,"steps":[],"x":0,"y":0,"opacity":1.0,"things":[0],"outlines":[[1,1,3,1,3,3]]},{"picture":1,"steps":[],"x":2,"y":1,"opacity":0.5,"things":[],"outlines":[]}]}}]
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "-1",
        "0.5",
        "1e999",
        "NaN",
        "2147483648",
        "9223372036854775808",
        "\\u001b",
        "\"from\"",
        "\"cut-mix\"",
        "\"mosaic\"",
        "\"rotate90\"",
        "\"pieces\"",
        "\"steps\"",
        "\"copy\"",
        "\"seed\"");
  }

  @Override
  public void read(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    if (text.stripLeading().startsWith("[")) {
      if (Mixtures.words().stream().anyMatch(text::contains)) {
        var unused = MixedJson.read(text);
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
