package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.PartnerRingReader.Member;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Finds the image that goes with a row's own: a mask, a style, a partner. */
@FunctionalInterface
public interface Companions extends Serializable {

  /** There is none. */
  Companions NONE = (request, codec) -> Optional.empty();

  /**
   * The companion of one copy; the caller closes it.
   *
   * @throws IllegalArgumentException if the row holds none that can be used
   */
  Optional<Image> of(CopyMethod.Request request, ImageCodec codec);

  /** How many other rows it needs to find one. */
  default int partners() {
    return 0;
  }

  /** The row with the names of these. */
  default Row reported(Row row, List<Member> partners) {
    return row;
  }

  /** A column that holds encoded images or Spark's image struct. */
  static Companions column(ImageColumn column) {
    return (request, codec) -> Optional.of(column.decoded(request.row(), codec));
  }
}
