package dev.variegate.stage.feature;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How many distinct images were computed, and how many a store had already; it travels in the
 * metadata of the columns.
 */
public record FeatureCounts(long computed, long reused) {

  private static final String KEY = "features";
  private static final String COMPUTED = "computed";
  private static final String REUSED = "reused";

  /** As a column says, if a store was asked for it. */
  public static Optional<FeatureCounts> of(StructField column) {
    if (!column.metadata().contains(KEY)) {
      return Optional.empty();
    }
    var said = column.metadata().getMetadata(KEY);
    return Optional.of(new FeatureCounts(said.getLong(COMPUTED), said.getLong(REUSED)));
  }

  /** A schema whose columns of these names say it. */
  StructType describing(StructType schema, Set<String> columns) {
    var own = new MetadataBuilder().putLong(COMPUTED, computed).putLong(REUSED, reused).build();
    var described = new StructType();
    for (var field : schema.fields()) {
      var metadata = new MetadataBuilder().withMetadata(field.metadata());
      described =
          columns.contains(field.name())
              ? described.add(
                  field.name(),
                  field.dataType(),
                  field.nullable(),
                  metadata.putMetadata(KEY, own).build())
              : described.add(field);
    }
    return described;
  }

  @Override
  public String toString() {
    return "computed %d, reused %d".formatted(computed, reused);
  }
}
