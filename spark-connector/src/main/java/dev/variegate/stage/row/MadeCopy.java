package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.lineage.Source;
import dev.variegate.stage.row.CopyMethod.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/** A copy as a method made it. Whoever asked for it closes it. */
public sealed interface MadeCopy extends AutoCloseable {

  /** The file of it, with its lineage completed by what came before. */
  EncodedSample copy(
      Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec);

  /** The copy's row with what the method changes in further columns. */
  Row row(Row row);

  /** What gates said of it. */
  default GateOutcome outcome() {
    return GateOutcome.UNJUDGED;
  }

  @Override
  void close();

  /** One copy for each request, in order; where one cannot be made, none is left open. */
  static List<MadeCopy> each(List<Request> requests, Function<Request, MadeCopy> maker) {
    var made = new ArrayList<MadeCopy>();
    try {
      requests.forEach(request -> made.add(maker.apply(request)));
      return made;
    } catch (RuntimeException | Error e) {
      made.forEach(MadeCopy::close);
      throw e;
    }
  }

  /**
   * A new image.
   *
   * @param columns changes further columns
   */
  record Changed(Sample sample, UnaryOperator<Row> columns) implements MadeCopy {

    public Changed(Sample sample) {
      this(sample, UnaryOperator.identity());
    }

    @Override
    public EncodedSample copy(
        Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec) {
      var reported =
          new Sample(sample.image(), whole.apply(sample.lineage()), sample.annotations());
      return encoding.copy(reported, source.encoded(), codec);
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

  /** A copy whose partner cannot be used: it is refused, and nothing that was made with it. */
  record Missing(CopyMethod.BadPartnerException cause) implements MadeCopy {

    @Override
    public EncodedSample copy(
        Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec) {
      throw cause;
    }

    @Override
    public Row row(Row row) {
      throw cause;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** A copy that is not asked for this time, so that no row of it leaves. */
  record LeftOut() implements MadeCopy {

    @Override
    public EncodedSample copy(
        Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Row row(Row row) {
      throw new UnsupportedOperationException();
    }

    @Override
    public GateOutcome outcome() {
      return new GateOutcome(List.of(), false);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** A copy that gates have judged. */
  record Gated(MadeCopy judged, GateOutcome outcome) implements MadeCopy {

    @Override
    public EncodedSample copy(
        Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec) {
      return judged.copy(source, encoding, whole, codec);
    }

    @Override
    public Row row(Row row) {
      return judged.row(row);
    }

    @Override
    public void close() {
      judged.close();
    }
  }

  /** A file that is made already, such as that of the source. */
  record Encoded(EncodedSample file) implements MadeCopy {

    @Override
    public EncodedSample copy(
        Source source, OutputEncoding encoding, UnaryOperator<Lineage> whole, ImageCodec codec) {
      return file.with(whole.apply(file.lineage()));
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
