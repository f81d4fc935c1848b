package dev.variegate.stage.duplicate;

import dev.variegate.stage.row.FeatureExtractor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Features that gates compare with as rows, which are saved with a plan. */
public final class FeatureRows {

  /**
   * Of the rows: the address of the classifier, its name and hash, how many features it gives, and
   * class and features, projected.
   */
  public static final StructType TYPE =
      new StructType()
          .add("model", "string")
          .add("name", "string")
          .add("sha256", "string")
          .add("width", "int")
          .add("class", "string")
          .add("features", KnownFeatures.TYPE.apply(1).dataType());

  private static final int WIDTH = 3;
  private static final int LABEL = 4;
  private static final int FEATURES = 5;

  private FeatureRows() {}

  /** Those of all classifiers, by their addresses. */
  public static List<Row> of(Map<String, KnownFeatures> known) {
    var rows = new ArrayList<Row>();
    known.forEach(
        (model, features) -> {
          var extractor = features.extractor();
          for (var row : features.rows()) {
            rows.add(
                RowFactory.create(
                    model,
                    extractor.name(),
                    extractor.sha256(),
                    features.width(),
                    row.get(0),
                    row.get(1)));
          }
        });
    return rows;
  }

  /** By the addresses of classifiers, of rows in any order. */
  public static Map<String, KnownFeatures> read(List<Row> rows) {
    var byModel = new HashMap<String, List<Row>>();
    rows.forEach(
        row -> byModel.computeIfAbsent(row.getString(0), any -> new ArrayList<>()).add(row));
    var known = new TreeMap<String, KnownFeatures>();
    byModel.forEach(
        (model, some) -> {
          var first = some.get(0);
          known.put(
              model,
              KnownFeatures.known(
                  some.stream()
                      .map(row -> RowFactory.create(row.get(LABEL), row.get(FEATURES)))
                      .toList(),
                  new FeatureExtractor(first.getString(1), first.getString(2)),
                  first.getInt(WIDTH)));
        });
    return known;
  }
}
