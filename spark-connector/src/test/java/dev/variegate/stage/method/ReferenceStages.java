package dev.variegate.stage.method;

import dev.variegate.lineage.Lineage;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.row.LineageColumn;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Stages whose policies make images like references. */
final class ReferenceStages {

  static final String POLICY =
      """
      steps:
        - flip
        - one-of: [histogram-matching, fourier-domain-adaptation, color-transfer]
      """;
  static final String MATCH = "steps: [{histogram-matching: {strength: 1}}]";
  static final StructType OWN =
      new StructType().add("key", "string").add("image", "binary").add("look", "binary");

  private ReferenceStages() {}

  static ClassicAugmenter stage(String policy) {
    return new ClassicAugmenter().setPolicy(policy).setKeyCol("key").setSeed(7);
  }

  static Lineage lineage(Row row) {
    return LineageColumn.of(row.getStruct(row.fieldIndex("lineage")));
  }
}
