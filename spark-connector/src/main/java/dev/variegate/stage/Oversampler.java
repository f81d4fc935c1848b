package dev.variegate.stage;

import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Lineage;
import dev.variegate.stage.param.EncodingChoice;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OutputEncoding;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Copies with the bytes of their sources, as a method of a plan. */
final class Oversampler extends CopyTransformer<Oversampler> {

  private static final long serialVersionUID = 1L;

  private final String uid;

  Oversampler(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  Layout layout(StructType given) {
    return Layout.of(this, given, InvalidRows.errorColumn(this));
  }

  @Override
  boolean copiesDiffer(StructType given, SparkSession spark) {
    return false;
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    return new SameBytes();
  }

  /** The same bytes again: the control that any augmentation has to beat. */
  private record SameBytes() implements CopyMethod {

    @Override
    public Copier open(TaskContext task, ImageCodec codec) {
      return new CopyMethod.Unbatched(
          request ->
              new MadeCopy.Encoded(
                  new EncodedSample(
                      request.source().encoded().encoded(),
                      Lineage.oversample(request.draw(), request.source().sha256()))));
    }

    @Override
    public OutputEncoding encoding() {
      return new OutputEncoding(EncodingChoice.SAME, false); // nothing is encoded
    }
  }
}
