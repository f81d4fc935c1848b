package dev.variegate.benchmarks.comparison;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.io.ImageSource;
import dev.variegate.stage.ClassBalancer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A way to make the training set, all but the first with every class as large as the largest. */
enum Way {
  AS_IS("as it is"),
  OVERSAMPLED("oversampled copies"),
  CLASSIC("classic"),
  GENERATIVE("generative"),
  BOTH("classic + generative");

  private final String title;

  Way(String title) {
    this.title = title;
  }

  /**
   * What the ways make images with.
   *
   * @param policy text of a policy file
   * @param model folder of a model bundle
   */
  record Means(String policy, String model) {}

  Dataset<Row> expand(Dataset<Row> train, Means means, long seed) {
    if (this == AS_IS) {
      return train;
    }
    return new ClassBalancer()
        .setKeyCol(ImageSource.KEY)
        .setMethods(methods(means))
        .setSeed(seed)
        .fit(train)
        .transform(train);
  }

  private String methods(Means means) {
    var methods = JsonNodeFactory.instance.arrayNode();
    if (this == OVERSAMPLED) {
      methods.addObject().put("method", "oversample");
    }
    if (this == CLASSIC || this == BOTH) {
      methods.addObject().put("method", "classic").put("policy", means.policy());
    }
    if (this == GENERATIVE || this == BOTH) {
      methods.addObject().put("method", "sample").put("model", means.model());
    }
    return methods.toString();
  }

  @Override
  public String toString() {
    return title;
  }
}
