package dev.variegate.stage;

import dev.variegate.stage.RowExpander.Originals;
import dev.variegate.stage.SharedParams.Decoding;
import dev.variegate.stage.SharedParams.Labelled;
import dev.variegate.stage.SharedParams.RowMaking;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Makes what a {@link Plan} says.
 *
 * <p>Each row is worked on alone, by its class and the hash of its key. So the plan is met exactly
 * on the rows that it was fitted on, if their pictures can be read; other rows of the same classes
 * are copied at the same rate, while the same number of samples is added.
 */
public final class ClassBalancerModel extends Model<ClassBalancerModel>
    implements RowMaking<ClassBalancerModel>,
        Decoding<ClassBalancerModel>,
        Labelled<ClassBalancerModel>,
        LabelParams<ClassBalancerModel>,
        UnlabeledParams<ClassBalancerModel>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ClassBalancerModel() {
    this(Identifiable$.MODULE$.randomUID("classBalancer"));
  }

  public ClassBalancerModel(String uid) {
    this.uid = uid;
    Mixing.defaults(this);
    setDefault(keyPrefix(), "sample");
  }

  public static MLReader<ClassBalancerModel> read() {
    return new DefaultParamsReader<>();
  }

  public static ClassBalancerModel load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> planJson() {
    return Mixing.text(this, "planJson", "the plan that was fitted, as JSON", Plan::fromJson);
  }

  public Param<String> keyPrefix() {
    return Mixing.text(this, "keyPrefix", "sampled pictures are named prefix/class/number");
  }

  public ClassBalancerModel setKeyPrefix(String value) {
    return Mixing.set(this, keyPrefix(), value);
  }

  /** What will be made. */
  public Plan plan() {
    Mixing.requireSet(this, planJson(), "fit a ClassBalancer");
    return Plan.fromJson(getOrDefault(planJson()));
  }

  /** What will be made, as a table with rows, bytes and time. */
  public String explain() {
    return plan().explain();
  }

  ClassBalancerModel withPlan(Plan plan) {
    return Mixing.set(this, planJson(), plan.json());
  }

  @Override
  public String explainParam(Param<?> param) {
    return Mixing.explained(this, param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    var plan = plan();
    var layout = Balancing.layout(this, schema);
    Balancing.annotating(this, schema, plan.methods());
    return layout.schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    var layout = Balancing.layout(this, dataset.schema());
    var plan = plan();
    var all = copied(dataset, layout, plan);
    for (int method = 0; method < plan.methods().size(); method++) {
      if (!plan.methods().get(method).copies() && !plan.made(method).isEmpty()) {
        Mixing.requireTable(this, dataset, "samples are added once");
        all = all.union(sampled(dataset, layout, plan, method));
      }
    }
    return all;
  }

  @Override
  public ClassBalancerModel copy(ParamMap extra) {
    ClassBalancerModel copied = defaultCopy(extra);
    return copied.setParent(parent());
  }

  private Dataset<Row> copied(Dataset<?> dataset, Layout layout, Plan plan) {
    var copying =
        IntStream.range(0, plan.methods().size())
            .filter(method -> plan.methods().get(method).copies())
            .boxed()
            .toList();
    var annotating = Balancing.annotating(this, dataset.schema(), plan.methods());
    var expander =
        new RowExpander(
            layout,
            annotating,
            copying.stream()
                .map(plan.methods()::get)
                .map(
                    way ->
                        Balancing.copyMethod(
                            way,
                            layout,
                            annotating.rules(),
                            getOrDefault(encoding()),
                            dataset.sparkSession()))
                .toList(),
            PlanShares.of(
                plan,
                Columns.label(dataset.schema(), getOrDefault(labelCol())),
                copying,
                layout.seed()),
            Originals.STAY,
            Mixing.codec(this),
            Refusals.by(this, layout, dataset.sparkSession()));
    var watched = EqualCopies.watched(this, layout, dataset.sparkSession(), expander);
    return SchemaRows.of(dataset.toDF(), watched, layout.schema());
  }

  private Dataset<Row> sampled(Dataset<?> dataset, Layout layout, Plan plan, int method) {
    long samplers = plan.methods().stream().filter(way -> !way.copies()).count();
    var prefix = getOrDefault(keyPrefix());
    var sampling =
        Sampling.usual(
            plan.methods().get(method).model(),
            plan.made(method),
            samplers == 1 ? prefix : prefix + "-" + (method + 1), // names stay unique
            this);
    return sampling.rows(
        dataset.sparkSession(), layout, dataset.schema(), getOrDefault(labelCol()));
  }
}
