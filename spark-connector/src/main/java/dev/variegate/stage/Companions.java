package dev.variegate.stage;

import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.policy.DrawKey;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Finds the picture that goes with a row's own: a mask, a style, a partner. */
@FunctionalInterface
interface Companions extends Serializable {

  /** There is none. */
  Companions NONE = (row, picture, draw, codec) -> Optional.empty();

  /**
   * The companion of one copy; the caller closes it.
   *
   * @param picture the row's own, decoded
   * @throws IllegalArgumentException if the row holds none that can be used
   */
  Optional<Image> of(Row row, Image picture, DrawKey draw, ImageCodec codec);

  /** A column that holds encoded pictures or Spark's image struct. */
  static Companions column(PictureColumn column) {
    return (row, picture, draw, codec) -> Optional.of(column.decoded(row, codec));
  }
}
