package dev.variegate.stage;

import dev.variegate.codec.ColorProfiles;
import dev.variegate.stage.feature.Extraction;
import dev.variegate.stage.feature.FeatureStore;
import dev.variegate.stage.feature.KeyedImages;
import dev.variegate.stage.feature.StoredColumn;
import dev.variegate.stage.feature.StoredFeatures;
import dev.variegate.stage.param.FeatureStoreParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.ImageColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A stage whose columns depend on the encoded image alone, so that a feature store can keep them.
 *
 * @param <S> the stage
 */
abstract class FeatureTransformer<S extends FeatureTransformer<S>> extends RowTransformer<S>
    implements FeatureStoreParams<S> {

  private static final long serialVersionUID = 1L;

  FeatureTransformer(String uid) {
    super(uid);
  }

  /**
   * What a store keeps of the stage.
   *
   * @param columns in the order in which they are kept, each with the Param that names it in tables
   */
  record Kept(FeatureExtractor extractor, Map<StoredColumn, Param<String>> columns) {}

  /** What a store keeps of it; looks models up. */
  abstract Kept kept(SparkSession spark);

  @Override
  final Dataset<Row> filled(Dataset<Row> rows, Filling filling) {
    if (!isDefined(featureStore())) {
      return super.filled(rows, filling);
    }
    ParamSupport.requireTable(this, rows, "the feature store looks at all images first");
    var kept = kept(rows.sparkSession());
    var colors = ColorProfiles.parse(getColorProfile());
    var extraction = new Extraction(kept.extractor(), colors, List.copyOf(kept.columns().keySet()));
    var store = FeatureStore.open(getFeatureStore(), extraction, rows.sparkSession());
    var image = ImageColumn.named(rows.schema(), getInputCol(), "inputCol");
    var images = KeyedImages.of(rows, image, InvalidRows.errorColumn(this));
    var columns = new LinkedHashMap<String, StoredColumn>();
    kept.columns()
        .forEach(
            (column, param) ->
                ParamSupport.value(this, param).ifPresent(name -> columns.put(name, column)));
    var invalid = InvalidRows.parse(getHandleInvalid());
    return StoredFeatures.complete(store, images, each -> extracted(each, kept), invalid)
        .filling(filling.schema(), columns, rest -> super.filled(rest, filling));
  }

  /** The images of a table of hashes and images with the columns that are kept. */
  private Dataset<Row> extracted(Dataset<Row> images, Kept kept) {
    var names = new ParamMap().put(inputCol(), KeyedImages.IMAGE);
    kept.columns().forEach((column, param) -> names.put(param, column.name()));
    if (InvalidRows.parse(getHandleInvalid()) == InvalidRows.KEEP) {
      names.put(handleInvalid(), InvalidRows.SKIP.word());
    }
    var stage = copy(names);
    stage.clear(stage.featureStore());
    return stage.transform(images);
  }
}
