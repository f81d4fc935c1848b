package dev.variegate.stage;

import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageCodec;
import dev.variegate.policy.Seeds;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What a plan needs of each row that may be copied: class, key, bytes, and for each method the hash
 * that says when its turn for one more copy comes.
 *
 * @param label column of classes
 * @param methods number of methods
 */
record PlanRows(Layout layout, int label, int methods, InvalidRows invalid, ImageCodec codec)
    implements MapPartitionsFunction<Row, Row> {

  static final String LABEL = "label";
  static final String KEY = "key";
  static final String BYTES = "bytes";

  /** The column of a method's hashes. */
  static String hash(int method) {
    return "hash" + method;
  }

  /** The hash of a row for a method; copy 0 is never drawn for anything else. */
  static long hash(long seed, String key, int method) {
    return Seeds.generator(seed, key, 0, method).nextLong();
  }

  StructType schema() {
    var schema = new StructType().add(LABEL, "string").add(KEY, "string").add(BYTES, "bigint");
    for (int method = 0; method < methods; method++) {
      schema = schema.add(hash(method), "bigint");
    }
    return schema;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .filter(row -> layout.expands(row) && !layout.refusedBefore(row))
        .map(this::planned)
        .flatMap(Optional::stream)
        .iterator();
  }

  private Optional<Row> planned(Row row) {
    try {
      var source = layout.picture().checked(row, codec);
      var values = new Object[schema().size()];
      values[0] = PlanShares.label(row, label);
      values[1] = layout.key(row, source);
      values[2] = (long) source.encoded().length;
      for (int method = 0; method < methods; method++) {
        values[3 + method] = hash(layout.seed(), (String) values[1], method);
      }
      return Optional.of(RowFactory.create(values));
    } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
      if (invalid == InvalidRows.ERROR) {
        throw InvalidRows.refusal(layout.name(row), e);
      }
      return Optional.empty();
    }
  }
}
