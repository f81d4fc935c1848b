package dev.variegate.stage;

import dev.variegate.stage.check.FittedGates;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.param.GateParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasLineageInput;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.LineageColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Keeps generated images that are like real ones by columns of scores, such as their sharpness, a
 * probability or a distance.
 *
 * <p>{@code fit} takes the quantiles of the real images, of each class if {@code labelCol} is set;
 * the fitted {@link QualityGateModel} decides about generated images alone, by their scores, and
 * touches no pixel. Rows without a lineage, or with that of an original, are real; in a table
 * without a column of lineages, all rows are decided about.
 */
public final class QualityGate extends Estimator<QualityGateModel>
    implements HasLineageInput<QualityGate>, GateParams<QualityGate>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public QualityGate() {
    this(Identifiable$.MODULE$.randomUID("qualityGate"));
  }

  public QualityGate(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
  }

  public static MLReader<QualityGate> read() {
    return new DefaultParamsReader<>();
  }

  public static QualityGate load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  public StringArrayParam gates() {
    return ParamSupport.texts(
        this,
        "gates",
        "what a generated image must fulfill, in the order in which reasons count: COLUMN >= VALUE, COLUMN <= VALUE or COLUMN = COLUMN; VALUE is a number, or a quantile of the real images of the class such as q0.05",
        QualityGate::requireGates);
  }

  public Param<String> labelCol() {
    return ParamSupport.column(
        this,
        "labelCol",
        "column of classes, each of which has quantiles of its own; if unset, they are those of all real images");
  }

  public QualityGate setGates(String... value) {
    return ParamSupport.set(this, gates(), value);
  }

  public String[] getGates() {
    return getOrDefault(gates()).clone();
  }

  public QualityGate setLabelCol(String value) {
    return ParamSupport.set(this, labelCol(), value);
  }

  public String getLabelCol() {
    return getOrDefault(labelCol());
  }

  private static void requireGates(String[] texts) {
    if (texts.length == 0) {
      throw new IllegalArgumentException(
          "gates is empty but must have one or more; give it gates such as \"statistics.sharpness >= q0.05\"");
    }
    Arrays.stream(texts).forEach(Gate::parse);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    ParamSupport.requireSet(
        this, gates(), "give it gates such as \"statistics.sharpness >= q0.05\"");
    LineageColumn.find(schema, getOrDefault(lineageCol()));
    ParamSupport.value(this, labelCol()).ifPresent(label -> Columns.label(schema, label));
    for (var text : getOrDefault(gates())) {
      Gate.parse(text).scores(schema); // refuses columns before any job
    }
    return QualityGateModel.adding(this, schema);
  }

  @Override
  public QualityGateModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    ParamSupport.requireTable(this, dataset, "quantiles are taken from all rows");
    List<Gate> asked = Arrays.stream(getOrDefault(gates())).map(Gate::parse).toList();
    var fitted =
        FittedGates.fit(
            dataset, asked, getOrDefault(lineageCol()), ParamSupport.value(this, labelCol()));
    return copyValues(new QualityGateModel(uid).withGates(fitted), ParamMap.empty())
        .setParent(this);
  }

  @Override
  public QualityGate copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
