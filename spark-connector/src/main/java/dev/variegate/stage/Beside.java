package dev.variegate.stage;

import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.label.LabelRules;
import dev.variegate.label.PointMap;
import dev.variegate.policy.Annotations;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What becomes of a row's labels beside an image that was made of its own. */
@FunctionalInterface
interface Beside extends Serializable {

  /** They stay: what they mark is where it was. */
  Beside SAME = (row, source, made, codec) -> row;

  /** The row with the labels of the made image. */
  Row of(Row row, Image source, Image made, ImageCodec codec);

  /** Columns that are null beside made images. */
  static Beside without(List<Integer> columns) {
    return (row, source, made, codec) -> {
      var values = new Object[row.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = columns.contains(i) ? null : row.get(i);
      }
      return RowFactory.create(values);
    };
  }

  /**
   * Labels are scaled as the image was; where it keeps its size, they stay as they are unless rules
   * of the user's own may change them.
   */
  static Beside scaled(Annotating annotating) {
    var rules = annotating.rules();
    boolean usual = rules.equals(new LabelRules());
    return (row, source, made, codec) -> {
      boolean same = made.size().equals(source.size());
      if (same && usual) {
        return row;
      }
      var given = annotating.of(row, source.size(), codec);
      var scaled = same ? judged(given, rules) : given.scaledTo(made.size(), rules, codec);
      return annotating.changed(row, Optional.of(scaled), codec);
    };
  }

  private static Annotations judged(Annotations given, LabelRules rules) {
    var labels = given.labels().moved(PointMap.STAY, given.size(), rules);
    return new Annotations(given.size(), given.masks(), labels);
  }
}
