package dev.variegate.stage;

import dev.variegate.label.LabelRules;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.PolicyFile;
import dev.variegate.stage.SharedParams.Decoding;
import dev.variegate.stage.SharedParams.Labelled;
import dev.variegate.stage.SharedParams.RowMaking;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What {@link ClassBalancer} and its model have in common: columns and methods. */
final class Balancing {

  private Balancing() {}

  static <S extends RowMaking<?> & Decoding<?> & Labelled<?>> Layout layout(
      S stage, StructType schema) {
    Columns.label(schema, stage.getOrDefault(stage.labelCol()));
    return Layout.of(stage, schema, InvalidRows.errorColumn(stage));
  }

  /** What goes with the images of a table; refuses labels that a method would leave wrong. */
  static <S extends LabelParams<?> & UnlabeledParams<?>> Annotating annotating(
      S stage, StructType schema, List<BalanceMethod> methods) {
    var annotating = Annotating.of(stage, schema);
    for (var method : methods) {
      if (method.method().equals(Lineage.CLASSIC)) {
        var policy = PolicyFile.read(method.policy(), "the plan");
        StaleLabels.requireFollowed(schema, annotating, policy);
      } else if (!method.copies()) {
        StaleLabels.requireNone(stage, schema);
      }
    }
    return annotating;
  }

  /** A method of a plan that copies, as it works on rows of this layout; lists its references. */
  static CopyMethod copyMethod(
      BalanceMethod method, Layout layout, LabelRules rules, String encoding, SparkSession spark) {
    return method.method().equals(Lineage.CLASSIC)
        ? new CopyMethod.Classic(
            PolicyFile.read(method.policy(), "the plan"),
            Referencing.of(method.references(), spark),
            layout.seed(),
            rules,
            layout.encoding(encoding))
        : new CopyMethod.Oversample(layout.seed());
  }
}
