package dev.variegate.stage.method;

import dev.variegate.image.Image;
import dev.variegate.stage.row.AddedColumns;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Asks a network about the image of each row.
 *
 * @param <A> what it says
 */
abstract class ImageFiller<A> implements NetworkRows.Filler<Image, A> {
  private final AddedColumns columns;

  ImageFiller(AddedColumns columns) {
    this.columns = columns;
  }

  /** The image as the network takes it; the caller closes it. */
  abstract Image entering(Image image);

  @Override
  public final Optional<Image> asked(Row row) {
    if (columns.refusedBefore(row)) {
      return Optional.empty();
    }
    try (var image = columns.image().decoded(row, columns.codec())) {
      return Optional.of(entering(image));
    }
  }

  @Override
  public final void releaseAsked(Image asked) {
    asked.close();
  }
}
