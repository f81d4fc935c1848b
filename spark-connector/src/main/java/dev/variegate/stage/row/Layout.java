package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.SourceImage;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Source;
import dev.variegate.stage.param.EncodingChoice;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns a row-making stage reads and writes: the given columns come first and stay as they
 * are, new ones follow.
 *
 * @param schema of the rows that leave
 * @param image the column that is read
 * @param output the column that is written, may be the same
 * @param key column of names, or -1
 * @param split column of the split, or -1
 * @param trainValue what marks rows to expand
 * @param lineage column of lineage
 * @param error column of errors, or -1
 * @param seed the stage's seed, for lineages
 */
public record Layout(
    StructType schema,
    ImageColumn image,
    int output,
    int key,
    int split,
    String trainValue,
    int lineage,
    int error,
    long seed)
    implements Serializable {

  /** Checks all columns that the stage names. */
  public static Layout of(HasImageOutput<?> stage, StructType given, Optional<String> errorCol) {
    var inputCol = stage.getOrDefault(stage.inputCol());
    var image = ImageColumn.named(given, inputCol, "inputCol");
    requireEncodable(stage, inputCol, image.struct());
    var outputCol = ParamSupport.value(stage, stage.outputCol()).orElse(inputCol);
    var lineageCol = stage.getOrDefault(stage.lineageCol());
    var schema =
        ColumnNames.same(outputCol, inputCol)
            ? given
            : Columns.added(
                given, outputCol, given.fields()[image.index()].dataType(), "outputCol");
    schema = Columns.with(schema, lineageCol, LineageColumn.TYPE, "lineageCol");
    schema = ErrorColumn.with(schema, errorCol);
    int error = errorCol.isPresent() ? Columns.index(schema, errorCol.get(), "errorCol") : -1;
    return new Layout(
        Columns.nullable(schema),
        image,
        Columns.index(schema, outputCol, "outputCol"),
        Columns.text(given, ParamSupport.value(stage, stage.keyCol()), "keyCol"),
        Columns.text(given, ParamSupport.value(stage, stage.splitCol()), "splitCol"),
        stage.getOrDefault(stage.trainValue()),
        Columns.index(schema, lineageCol, "lineageCol"),
        error,
        (long) stage.getOrDefault(stage.seed()));
  }

  /** The same, with columns behind those that it knows. */
  public Layout widened(StructType wider) {
    return new Layout(wider, image, output, key, split, trainValue, lineage, error, seed);
  }

  /** Whether copies may be made of the row. */
  public boolean expands(Row row) {
    return split < 0 || trainValue.equals(row.getString(split));
  }

  /**
   * What names the image of a row: its key, or the hash of its bytes. A row that is a copy itself
   * is named by its source and number, so that its own copies differ from its brothers'.
   */
  public String key(Row row, SourceImage source) {
    var before = lineageBefore(row);
    if (before.isPresent() && before.get().copy() > 0) {
      return before.get().sourceKey() + "#" + before.get().copy();
    }
    if (key < 0) {
      return source.sha256();
    }
    if (row.isNullAt(key)) {
      throw new IllegalArgumentException(
          "Key is null but must name the row; fill the column or leave keyCol unset");
    }
    return row.getString(key);
  }

  /** What the row brings to its copies; its image is looked at as far as its header. */
  public Source source(Row row, AnnotationColumns annotating, ImageCodec codec) {
    var encoded = image.checked(row, codec);
    return new Source(
        key(row, encoded), encoded, () -> annotating.of(row, encoded.size(), codec), codec);
  }

  /** The row as it came, with a lineage if it has none. */
  Row original(Row row, Lineage lineage) {
    var values = values(row);
    values[output] = row.get(image.index());
    if (lineageBefore(row).isEmpty()) {
      values[lineage()] = LineageColumn.row(lineage);
    }
    return RowFactory.create(values);
  }

  /** The lineage of what was made of a row; where the row was made itself, its lineage goes on. */
  Lineage continued(Row row, Lineage lineage) {
    return lineageBefore(row)
        .filter(before -> !before.isOriginal())
        .map(lineage::after)
        .orElse(lineage);
  }

  /** A row beside it with another image. */
  Row copy(Row row, Object made, Lineage lineage) {
    var values = values(row);
    values[output] = made;
    values[lineage()] = LineageColumn.row(lineage);
    return RowFactory.create(values);
  }

  /** The row with the reason why it has no image. */
  Row refused(Row row, Lineage lineage, String reason) {
    var values = values(row);
    values[output] = null;
    if (lineageBefore(row).isEmpty()) {
      values[lineage()] = LineageColumn.row(lineage);
    }
    values[error] = reason;
    return RowFactory.create(values);
  }

  /** The lineage of a row that passes. */
  Lineage lineage(Row row, ImageCodec codec) {
    try {
      var source = image.source(row, codec);
      return original(key(row, source), source.sha256());
    } catch (IllegalArgumentException e) { // no image or no name; what passes is not judged
      return Lineage.original(name(row), "", seed);
    }
  }

  /** The lineage of an image as it came. */
  Lineage original(String key, String hash) {
    return Lineage.original(key, hash, seed);
  }

  /** What a message calls the row. */
  public String name(Row row) {
    if (key >= 0 && !row.isNullAt(key)) {
      return row.getString(key);
    }
    return image.name(row);
  }

  /** Whether an earlier stage refused the row already. */
  public boolean refusedBefore(Row row) {
    return error >= 0 && error < row.length() && !row.isNullAt(error);
  }

  private Optional<Lineage> lineageBefore(Row row) {
    return lineage < row.length() && !row.isNullAt(lineage)
        ? Optional.of(LineageColumn.of(row.getStruct(lineage)))
        : Optional.empty();
  }

  private Object[] values(Row row) {
    var values = new Object[schema.size()];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  /** How copies are written, as text: an image struct gets what loses nothing. */
  public String encoding(String asked) {
    return image.struct() ? "png" : asked;
  }

  private static void requireEncodable(HasImageOutput<?> stage, String inputCol, boolean struct) {
    var encoding = stage.getOrDefault(stage.encoding());
    boolean asked = stage.isSet(stage.encoding()); // a stage's own default gives way
    if (struct && asked && !encoding.equals(EncodingChoice.SAME)) {
      throw new IllegalArgumentException(
          "encoding is \"%s\" but must be \"same\" where column \"%s\" holds Spark's image struct, which is not encoded; unset it"
              .formatted(encoding, inputCol));
    }
  }
}
