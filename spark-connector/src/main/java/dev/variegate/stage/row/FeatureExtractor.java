package dev.variegate.stage.row;

import java.util.Optional;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

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

  /** As the column says, if it does. */
  public static Optional<FeatureExtractor> of(StructField column) {
    if (!column.metadata().contains(KEY)) {
      return Optional.empty();
    }
    var said = column.metadata().getMetadata(KEY);
    return Optional.of(new FeatureExtractor(said.getString(NAME), said.getString(SHA256)));
  }

  public Metadata metadata() {
    var own = new MetadataBuilder().putString(NAME, name).putString(SHA256, sha256).build();
    return new MetadataBuilder().putMetadata(KEY, own).build();
  }

  @Override
  public String toString() {
    return "%s (sha256 %s)".formatted(name, sha256.substring(0, 12));
  }
}
