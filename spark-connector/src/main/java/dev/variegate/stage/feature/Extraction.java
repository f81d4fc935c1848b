package dev.variegate.stage.feature;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ColorProfiles;
import dev.variegate.stage.param.Json;
import dev.variegate.stage.row.FeatureExtractor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.StructType;

/**
 * What makes the features of a store's folder: all that decides their values, beside the encoded
 * image.
 *
 * @param colors how images are decoded
 * @param columns that are kept
 */
public record Extraction(
    FeatureExtractor extractor, ColorProfiles colors, List<StoredColumn> columns) {

  /** To be raised when decoding, resizing or measuring changes a value. */
  private static final int VERSION = 1;

  private static final int DIGITS = 16;

  public Extraction {
    columns = List.copyOf(columns);
  }

  /** JSON that differs wherever values may. */
  String description() {
    var kept = new LinkedHashMap<String, String>();
    columns.forEach(column -> kept.put(column.name(), column.described()));
    var all = new LinkedHashMap<String, Object>();
    all.put("extractor", extractor.name());
    all.put("sha256", extractor.sha256());
    all.put("colors", colors == ColorProfiles.SRGB ? "srgb" : "stored");
    all.put("columns", kept);
    all.put("version", VERSION);
    return Json.write(all);
  }

  /** The name of its folder: the extractor's, and the hash of the description. */
  String folder() {
    var hash = Sha256.hex(description().getBytes(StandardCharsets.UTF_8));
    return extractor.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-")
        + "-"
        + hash.substring(0, DIGITS);
  }

  /** The rows of the store. */
  StructType schema() {
    var schema = new StructType().add(KeyedImages.KEY, "string");
    for (var column : columns) {
      schema = schema.add(column.name(), column.type(), true);
    }
    return schema;
  }
}
