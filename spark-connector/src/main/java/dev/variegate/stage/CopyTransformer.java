package dev.variegate.stage;

import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.LabelParams;
import dev.variegate.stage.param.ModelParams.HasCopies;
import dev.variegate.stage.param.ModelParams.HasDevice;
import dev.variegate.stage.param.ModelParams.HasLineageInPng;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import dev.variegate.stage.row.AnnotationColumns;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.CopyRows;
import dev.variegate.stage.row.CopyRows.Originals;
import dev.variegate.stage.row.Expansions;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PlanColumn;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A stage that appends copies of rows, by itself or as a method of a plan.
 *
 * @param <S> the stage
 */
abstract class CopyTransformer<S extends CopyTransformer<S>> extends Transformer
    implements HasImageOutput<S>, HasDecoding<S>, HasCopies<S> {

  private static final long serialVersionUID = 1L;

  /**
   * Where its rows stand, after a look at all that can be checked without Spark.
   *
   * @throws IllegalArgumentException if the stage cannot work on such rows
   */
  abstract Layout layout(StructType given);

  /**
   * What it does to rows of this schema, which {@link #layout} has taken; looks models up.
   *
   * @param layout of the rows
   */
  abstract CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark);

  /** What goes with the images; nothing where the stage has no Params for it. */
  final AnnotationColumns annotating(StructType given) {
    return this instanceof LabelParams<?> labels
        ? AnnotationColumns.of(labels, given)
        : AnnotationColumns.NOTHING;
  }

  /** Whether it makes copies with images of other rows. */
  boolean takesPartners() {
    return false;
  }

  /**
   * Whether another copy of a row can be another image; otherwise gates ask once.
   *
   * @param given schema of the rows, which {@link #layout} has taken
   */
  boolean copiesDiffer(StructType given, SparkSession spark) {
    return true;
  }

  /** How its copies are encoded. */
  final OutputEncoding outputEncoding(Layout layout) {
    boolean inPng =
        this instanceof HasLineageInPng<?> noting && (boolean) getOrDefault(noting.lineageInPng());
    return new OutputEncoding(layout.encoding(getOrDefault(encoding())), inPng);
  }

  /** What a generator makes, in the terms of this stage. */
  final GeneratedCopies generated(
      Layout layout, GeneratedCopies.Opener opener, Companions companions, CopyLabels labels) {
    return new GeneratedCopies(
        opener, companions, labels, List.of(), networkDevice(), outputEncoding(layout));
  }

  /** What its networks run on. */
  final Device networkDevice() {
    return this instanceof HasDevice<?> computing
        ? Device.parse(getOrDefault(computing.device()))
        : Device.CPU;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return layout(schema).schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    var given = dataset.schema();
    var layout = layout(given);
    int number = (int) getOrDefault(copies());
    return Expansions.rows(
        this,
        dataset,
        layout,
        annotating(given),
        List.of(copyMethod(given, layout, dataset.sparkSession())),
        CopyRows.Counts.each(number),
        List.of(number),
        (boolean) getOrDefault(keepOriginals()) ? Originals.STAY : Originals.GO,
        PlanColumn.NONE);
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  @Override
  public S copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
