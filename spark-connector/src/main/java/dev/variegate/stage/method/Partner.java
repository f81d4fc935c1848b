package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.PartnerRingReader.Member;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The image of another row of the same class, the same for all copies of a row; the only row of a
 * class is its own partner.
 *
 * @param image column of images
 * @param label column of classes
 * @param key column that the partner's key is written to, or -1
 */
public record Partner(ImageColumn image, int label, int key) implements Companions {

  @Override
  public int partners() {
    return 1;
  }

  @Override
  public Optional<Image> of(CopyMethod.Request request, ImageCodec codec) {
    if (request.row().isNullAt(label)) {
      throw new IllegalArgumentException(
          "Class is null but must be there for a partner; fill it or drop the row");
    }
    var partner = request.partners().get(0);
    try {
      return Optional.of(image.decoded(partner.row(), codec));
    } catch (BadImageException | IllegalArgumentException e) {
      throw new CopyMethod.BadPartnerException(
          "Partner %s cannot be used: %s; fix or drop that row"
              .formatted(partner.key(), e.getMessage()),
          e);
    }
  }

  @Override
  public Row reported(Row row, List<Member> partners) {
    if (key < 0) {
      return row;
    }
    var values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == key ? partners.get(0).key() : row.get(i);
    }
    return RowFactory.create(values);
  }
}
