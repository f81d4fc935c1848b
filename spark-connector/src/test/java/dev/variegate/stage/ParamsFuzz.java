package dev.variegate.stage;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the texts of Params that hold more than one value, and makes plans of them. */
public final class ParamsFuzz implements FuzzTarget {

  private static final Map<String, Long> SIZES = Map.of("bag", 5L, "shirt", 1L);

  @Override
  public String name() {
    return "params";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            """
            [{"method": "oversample", "weight": 2}, {"method": "sample", "model": "m"}]
            """,
            """
            [{"method": "classic", "policy": {"steps": [{"flip": {}}]}}]
            """,
            """
            {"shirt": 200, "bag": 5}
            """,
            """
            max
            """,
            """
            200
            """,
            """
            [{"path": "a", "weight": 2}, {"path": "b"}]
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
        "\"method\"",
        "\"weight\"",
        "\"policy\"",
        "\"model\"",
        "\"shirt\"",
        "max",
        "-",
        "\"path\"");
  }

  @Override
  public void read(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    if (!text.contains("\"method\"")) {
      var targets = text.contains("path") ? Targets.parse("max") : Targets.parse(text);
      Plan.of(2, BalanceMethod.parse("[{\"method\": \"oversample\"}]"), SIZES, SIZES, targets)
          .explain();
      Weighted.parse(text, "path", "fuzz");
      return;
    }
    Plan.of(2, BalanceMethod.parse(text), SIZES, SIZES, Targets.parse("9")).explain();
  }
}
