package dev.variegate.stage;

import dev.variegate.image.ImageCodec;
import dev.variegate.policy.Copy;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Sample;
import dev.variegate.policy.Source;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/** A copy as a method made it. Whoever asked for it closes it. */
sealed interface MadeCopy extends AutoCloseable {

  /** The file of it, with its lineage completed by what came before. */
  Copy copy(Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec);

  /** The copy's row with what the method changes in further columns. */
  Row row(Row row);

  @Override
  void close();

  /**
   * A new image.
   *
   * @param columns changes further columns
   */
  record Changed(Sample sample, UnaryOperator<Row> columns) implements MadeCopy {

    Changed(Sample sample) {
      this(sample, UnaryOperator.identity());
    }

    @Override
    public Copy copy(
        Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec) {
      var told = new Sample(sample.image(), whole.apply(sample.lineage()), sample.annotations());
      return encoding.copy(told, source.encoded(), codec);
    }

    @Override
    public Row row(Row row) {
      return columns.apply(row);
    }

    @Override
    public void close() {
      sample.close();
    }
  }

  /** The bytes of the source. */
  record Same(Lineage lineage) implements MadeCopy {

    @Override
    public Copy copy(
        Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec) {
      return new Copy(source.encoded().encoded(), whole.apply(lineage));
    }

    @Override
    public Row row(Row row) {
      return row;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
