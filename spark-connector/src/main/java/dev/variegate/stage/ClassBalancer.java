package dev.variegate.stage;

import dev.variegate.label.LabelRules;
import dev.variegate.stage.SharedParams.Decoding;
import dev.variegate.stage.SharedParams.Labelled;
import dev.variegate.stage.SharedParams.RowMaking;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Plans how every class gets its target of pictures, exactly, by copies and samples.
 *
 * <p>Fitting reads all rows and makes none; its {@link ClassBalancerModel} holds the {@link Plan},
 * explains it, and makes the pictures. What a class lacks is cut by the weights of the methods
 * (largest remainder); a method that copies gives every picture of the class the same number, and
 * the rest to those whose keyed hashes are smallest. Keys must be unique among the rows to expand.
 * Masks, boxes, outlines and points in columns of their own follow the pictures of classic copies.
 * Pictures are counted by their headers: one that breaks only when it is decoded is counted, and
 * its class then lacks its copies.
 */
public final class ClassBalancer extends Estimator<ClassBalancerModel>
    implements RowMaking<ClassBalancer>,
        Decoding<ClassBalancer>,
        Labelled<ClassBalancer>,
        LabelParams<ClassBalancer>,
        UnlabeledParams<ClassBalancer>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ClassBalancer() {
    this(Identifiable$.MODULE$.randomUID("classBalancer"));
  }

  public ClassBalancer(String uid) {
    this.uid = uid;
    Mixing.defaults(this);
    setDefault(target(), Targets.MAX);
    setDefault(methods(), "[{\"method\": \"oversample\"}]");
    setDefault(keyPrefix(), "sample");
  }

  public static MLReader<ClassBalancer> read() {
    return new DefaultParamsReader<>();
  }

  public static ClassBalancer load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> target() {
    return Mixing.text(
        this,
        "target",
        "pictures that each class shall have: max (as the largest class), a number, or JSON {\"shirt\": 200} where classes left out stay as they are",
        Targets::parse);
  }

  public IntParam copies() {
    return Mixing.whole(
        this,
        "copies",
        "in place of target: pictures made for each picture that is there",
        value -> Mixing.requirePositive((int) value, "copies"));
  }

  public Param<String> methods() {
    return Mixing.text(
        this,
        "methods",
        "what makes pictures, with weights, as JSON [{\"method\": \"classic\", \"policy\": TEXT, \"references\": PLACE, \"weight\": 1}, {\"method\": \"sample\", \"model\": FOLDER}, {\"method\": \"oversample\"}]",
        BalanceMethod::parse);
  }

  public Param<String> keyPrefix() {
    return Mixing.text(this, "keyPrefix", "sampled pictures are named prefix/class/number");
  }

  public ClassBalancer setTarget(String value) {
    return Mixing.set(this, target(), value);
  }

  public ClassBalancer setCopies(int value) {
    return Mixing.set(this, copies(), value);
  }

  public ClassBalancer setMethods(String value) {
    return Mixing.set(this, methods(), value);
  }

  public ClassBalancer setKeyPrefix(String value) {
    return Mixing.set(this, keyPrefix(), value);
  }

  @Override
  public String explainParam(Param<?> param) {
    return Mixing.explained(this, param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireOneAim();
    var layout = Balancing.layout(this, schema);
    Balancing.annotating(this, schema, BalanceMethod.parse(getOrDefault(methods())));
    return layout.schema();
  }

  @Override
  public ClassBalancerModel fit(Dataset<?> dataset) {
    var schema = dataset.schema();
    transformSchema(schema);
    Mixing.requireTable(this, dataset, "a plan counts all rows");
    var table = dataset.toDF();
    var spark = dataset.sparkSession();
    var layout = Balancing.layout(this, schema);
    var ways = BalanceMethod.parse(getOrDefault(methods()));
    var rules = Balancing.annotating(this, schema, ways).rules();
    var trial = trial(layout, ways, rules, spark); // looks models up, before any job
    int label = Columns.label(schema, getOrDefault(labelCol()));
    var invalid = InvalidRows.parse(getOrDefault(handleInvalid()));
    var rows = new PlanRows(layout, label, ways.size(), invalid, Mixing.codec(this));
    var plan =
        new PlanFit(rows, ways, targets(), spark.sparkContext().defaultParallelism()).fit(table);
    requireKnownClasses(plan, spark);
    var model = new ClassBalancerModel(uid).withPlan(plan.withCosts(trial.costs(table)));
    return copyValues(model, extractParamMap()).setParent(this);
  }

  @Override
  public ClassBalancer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private Trial trial(
      Layout layout, List<BalanceMethod> ways, LabelRules rules, SparkSession spark) {
    var encoded = getOrDefault(encoding());
    List<Trial.Tried> tried =
        ways.stream()
            .<Trial.Tried>map(
                way ->
                    way.copies()
                        ? new Trial.Tried.Copying(
                            Balancing.copyMethod(way, layout, rules, encoded, spark))
                        : new Trial.Tried.Sampled(sampler(way.model(), spark)))
            .toList();
    return new Trial(layout, tried, Mixing.codec(this), encoded);
  }

  private static ModelAddress sampler(String model, SparkSession spark) {
    var address = ModelAddress.of(model, spark);
    address.openSampler();
    return address;
  }

  private static void requireKnownClasses(Plan plan, SparkSession spark) {
    for (int i = 0; i < plan.methods().size(); i++) {
      var method = plan.methods().get(i);
      if (!method.copies()) {
        var model = ModelAddress.of(method.model(), spark).openSampler().description();
        plan.made(i).forEach(count -> model.labelIndex(count.label()));
      }
    }
  }

  private Targets targets() {
    return isDefined(copies())
        ? Targets.copies((int) getOrDefault(copies()))
        : Targets.parse(getOrDefault(target()));
  }

  private void requireOneAim() {
    if (isSet(copies()) && isSet(target())) {
      throw new IllegalArgumentException(
          "copies is %s and target is \"%s\", only one may be set; clear the other"
              .formatted(getOrDefault(copies()), getOrDefault(target())));
    }
  }
}
