package dev.variegate.stage;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.variegate.stage.check.FittedGates;
import dev.variegate.stage.param.GateParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.Columns;
import java.util.ArrayList;
import java.util.Objects;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which generated images stay, each by its own scores, so that the same rows stay however
 * they are partitioned.
 */
public final class QualityGateModel extends Model<QualityGateModel>
    implements GateParams<QualityGateModel>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(QualityGateModel.class);

  private final String uid;

  public QualityGateModel() {
    this(Identifiable$.MODULE$.randomUID("qualityGate"));
  }

  public QualityGateModel(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
  }

  public static MLReader<QualityGateModel> read() {
    return new DefaultParamsReader<>();
  }

  public static QualityGateModel load(String path) {
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

  public Param<String> gatesJson() {
    return ParamSupport.text(
        this, "gatesJson", "the gates that were fitted, as JSON", FittedGates::fromJson);
  }

  public String getGatesJson() {
    return getOrDefault(gatesJson());
  }

  QualityGateModel withGates(FittedGates gates) {
    return ParamSupport.set(this, gatesJson(), gates.toJson());
  }

  /** The gates with the quantiles that were fitted. */
  public FittedGates gates() {
    ParamSupport.requireSet(this, gatesJson(), "fit a QualityGate");
    return FittedGates.fromJson(getOrDefault(gatesJson()));
  }

  /** The schema after gates. */
  static StructType adding(GateParams<?> stage, StructType schema) {
    return stage.getOrDefault(stage.handleRefused()).equals(GateParams.SKIP)
        ? schema
        : Columns.added(
            schema, stage.getOrDefault(stage.reasonCol()), DataTypes.StringType, "reasonCol");
  }

  @Override
  public StructType transformSchema(StructType schema) {
    gates().reason(schema);
    return adding(this, schema);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    var reason = gates().reason(dataset.schema());
    return getOrDefault(handleRefused()).equals(SKIP)
        ? dataset.toDF().where(reason.isNull())
        : dataset.toDF().withColumn(getOrDefault(reasonCol()), reason);
  }

  /**
   * Counts what the gates do to a table, which is gone through once. Warns, in the log, of classes
   * of which nothing passes.
   *
   * @return a row for each class and gate that refuses some of it, and for those that pass (gate
   *     null; 0 where none does): {@code class, gate, images}; real images are left out
   */
  public Dataset<Row> counts(Dataset<?> dataset) {
    var fitted = gates();
    var label = fitted.label(dataset.schema());
    var counted =
        dataset
            .toDF()
            .where(fitted.generated(dataset.schema()))
            .groupBy(label.as("class"), fitted.reason(dataset.schema()).as("gate"))
            .agg(count(lit(1)).as("images"))
            .orderBy("class", "gate"); // those that pass come first
    var rows = new ArrayList<Row>();
    for (var row : counted.collectAsList()) {
      boolean first =
          rows.isEmpty() || !Objects.equals(rows.get(rows.size() - 1).get(0), row.get(0));
      if (first && !row.isNullAt(1)) {
        rows.add(RowFactory.create(row.get(0), null, 0L));
        LOG.warn(
            "Gates refuse all generated images of class \"{}\", such as {} by \"{}\"; loosen them, or look at the scores",
            row.get(0),
            row.get(2),
            row.get(1));
      }
      rows.add(row);
    }
    return dataset.sparkSession().createDataFrame(rows, counted.schema());
  }

  @Override
  public QualityGateModel copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
