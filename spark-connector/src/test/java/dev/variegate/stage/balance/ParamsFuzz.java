package dev.variegate.stage.balance;

import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.param.WeightedPath;
import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;
import java.util.Map;

/** Reads the texts of Params that hold more than one value, and makes plans of them. */
public final class ParamsFuzz extends TextTarget {

  private static final Map<String, Long> SIZES = Map.of("bag", 5L, "shirt", 1L);

  public ParamsFuzz() {
    super(
        "params",
        List.of(
            "\"method\"",
            "\"weight\"",
            "\"policy\"",
            "\"model\"",
            "\"shirt\"",
            "max",
            "-",
            "\"path\""),
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
            """);
  }

  @Override
  protected void read(String text) {
    if (!text.contains("\"method\"")) {
      var targets = text.contains("path") ? Targets.parse("max") : Targets.parse(text);
      Plan.of(
              2,
              MethodStageFactory.read("[{\"method\": \"oversample\"}]"),
              SIZES,
              SIZES,
              Map.of(),
              targets)
          .explain();
      WeightedPath.parse(text, "path", "fuzz");
      return;
    }
    Plan.of(2, MethodStageFactory.read(text), SIZES, SIZES, Map.of(), Targets.parse("9")).explain();
  }
}
