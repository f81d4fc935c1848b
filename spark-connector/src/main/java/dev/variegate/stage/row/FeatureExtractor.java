package dev.variegate.stage.row;

import dev.variegate.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What made the vectors of a column; it travels in the column's metadata.
 *
 * @param name of the model
 * @param sha256 of its bundle
 */
public record FeatureExtractor(String name, String sha256) {

  private static final String KEY = "extractor";
  private static final String NAME = "name";
  private static final String SHA256 = "sha256";

  /** One that needs no model: all that decides its numbers stands in the name. */
  public static FeatureExtractor named(String name) {
    return new FeatureExtractor(name, Sha256.hex(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** As the column says, if it does. */
  public static Optional<FeatureExtractor> of(StructField column) {
    if (!column.metadata().contains(KEY)) {
      return Optional.empty();
    }
    var said = column.metadata().getMetadata(KEY);
    return Optional.of(new FeatureExtractor(said.getString(NAME), said.getString(SHA256)));
  }

  /** A schema whose column says it. */
  public StructType describing(StructType schema, String column) {
    var own = new MetadataBuilder().putString(NAME, name).putString(SHA256, sha256).build();
    var metadata = new MetadataBuilder().putMetadata(KEY, own).build();
    var fields = schema.fields().clone();
    int at = Columns.index(schema, column, "featuresCol");
    fields[at] =
        new StructField(fields[at].name(), fields[at].dataType(), fields[at].nullable(), metadata);
    return new StructType(fields);
  }

  @Override
  public String toString() {
    return "%s (sha256 %s)".formatted(name, sha256.substring(0, 12));
  }
}
