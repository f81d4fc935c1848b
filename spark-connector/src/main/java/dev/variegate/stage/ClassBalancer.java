package dev.variegate.stage;

import dev.variegate.stage.SharedParams.Decoding;
import dev.variegate.stage.SharedParams.RowMaking;
import java.util.ArrayList;
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
        PlanParams<ClassBalancer>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ClassBalancer() {
    this(Identifiable$.MODULE$.randomUID("classBalancer"));
  }

  public ClassBalancer(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(target(), Targets.MAX);
    setDefault(methods(), "{\"oversample\": {}}");
    setDefault(keyPrefix(), "sample");
    setDefault(keepOriginals(), true);
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
    return ParamSupport.text(
        this,
        "target",
        "pictures that each class shall have: max (as the largest class), a number, or JSON {\"shirt\": 200} where classes left out stay as they are",
        Targets::parse);
  }

  public IntParam copies() {
    return ParamSupport.whole(
        this,
        "copies",
        "in place of target: pictures made for each picture that is there",
        value -> ParamSupport.requirePositive((int) value, "copies"));
  }

  public Param<String> methods() {
    return ParamSupport.text(
        this,
        "methods",
        "what makes images, as JSON of names and entries: {\"soft\": {\"method\": \"classic\", \"policy\": TEXT, \"weight\": 1}, \"style-transfer\": {\"model\": FOLDER, \"then\": [{\"method\": \"classic\", \"policy\": TEXT}]}}; the method is the name unless it is given (%s), further keys are the Params of its stage in kebab-case; weight shares out the images, classes or except name those that an entry works for"
            .formatted(String.join(", ", Methods.builtIn())),
        MethodStages::read);
  }

  public ClassBalancer setTarget(String value) {
    return ParamSupport.set(this, target(), value);
  }

  public ClassBalancer setCopies(int value) {
    return ParamSupport.set(this, copies(), value);
  }

  public ClassBalancer setMethods(String value) {
    return ParamSupport.set(this, methods(), value);
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireOneAim();
    var layout = layout(schema);
    entries().forEach(entry -> MethodStages.requireUse(entry, this, schema));
    return layout.schema();
  }

  @Override
  public ClassBalancerModel fit(Dataset<?> dataset) {
    var schema = dataset.schema();
    transformSchema(schema);
    ParamSupport.requireTable(this, dataset, "a plan counts all rows");
    var table = dataset.toDF();
    var spark = dataset.sparkSession();
    var layout = layout(schema);
    var entries = entries();
    var trial = trial(layout, entries, schema, spark); // looks models up, before any job
    var invalid = InvalidRows.parse(getOrDefault(handleInvalid()));
    var refusals = new Refusals.LeavingOut(layout::name, invalid, InvalidRows.counter(spark, this));
    var rarest =
        BoxClasses.rarest(
            RowClass.of(this, schema, List.of(), !isDefined(copies())), layout, table);
    var rows =
        new PlanRows(
            layout,
            RowClass.of(this, schema, rarest, !isDefined(copies())),
            entries.size(),
            ParamSupport.codec(this));
    var task = new RowTask<>(rows, 0, refusals);
    var plan =
        new PlanFit(rows, task, entries, targets(), spark.sparkContext().defaultParallelism())
            .fit(table)
            .withBoxClasses(rarest);
    requireKnownClasses(plan, spark);
    var model = new ClassBalancerModel(uid).withPlan(plan.withCosts(trial.costs(table)));
    return copyValues(model, ParamMap.empty()).setParent(this);
  }

  @Override
  public ClassBalancer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private List<MethodEntry> entries() {
    return MethodStages.read(getOrDefault(methods()));
  }

  private Layout layout(StructType schema) {
    RowClass.of(this, schema, List.of(), !isDefined(copies()));
    return Layout.of(this, schema, InvalidRows.errorColumn(this));
  }

  private Trial trial(
      Layout layout, List<MethodEntry> entries, StructType schema, SparkSession spark) {
    var tried = new ArrayList<Trial.Tried>();
    for (var entry : entries) {
      tried.add(
          entry.copies()
              ? new Trial.Tried.Copying(MethodStages.copies(entry, this, schema, layout, spark))
              : new Trial.Tried.Sampled(
                  MethodStages.sampler(entry, this).sampling(List.of(), "trial", spark), spark));
    }
    return new Trial(layout, Annotating.of(this, schema), tried, ParamSupport.codec(this));
  }

  private void requireKnownClasses(Plan plan, SparkSession spark) {
    for (int i = 0; i < plan.methods().size(); i++) {
      var entry = plan.methods().get(i);
      if (!entry.copies()) {
        var made = plan.made(i);
        MethodStages.sampler(entry, this).sampling(made, "", spark).requireClasses(spark);
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
