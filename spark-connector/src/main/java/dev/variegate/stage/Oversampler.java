package dev.variegate.stage;

import dev.variegate.stage.method.Oversampling;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
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
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    return new Oversampling();
  }
}
