package dev.variegate.stage;

import dev.variegate.stage.balance.BoxClasses;
import dev.variegate.stage.balance.CostProbe;
import dev.variegate.stage.balance.DistanceFit;
import dev.variegate.stage.balance.GateFit;
import dev.variegate.stage.balance.KnownFit;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.balance.MethodShare;
import dev.variegate.stage.balance.Plan;
import dev.variegate.stage.balance.PlanFit;
import dev.variegate.stage.balance.PlanRows;
import dev.variegate.stage.balance.SourceFeatures;
import dev.variegate.stage.balance.Targets;
import dev.variegate.stage.method.GateOpeners;
import dev.variegate.stage.method.GateReferences;
import dev.variegate.stage.method.MethodGate;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.FeatureStoreParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.PlanParams;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import dev.variegate.stage.row.AnnotationColumns;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWeight;
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
import org.apache.spark.sql.types.StructType;

/**
 * Fits an exact plan that brings every class to its target number of images, by copies of its
 * images and by samples of generative models.
 *
 * <p>Fitting reads all rows and makes no image; the fitted {@link ClassBalancerModel} holds the
 * {@link Plan}, explains it, and makes the images. The images that a class lacks are divided among
 * the methods in proportion to their weights (largest remainder); a method that copies makes
 * equally many copies of every image of the class, and one more of those with the smallest keyed
 * hashes until its number is reached. With {@code weightCol}, copies are in proportion to the
 * weights of the class's images: each gets the whole part of its share, and what is left goes one
 * each to the largest remainders, of equals to the smallest keyed hashes; an image of weight 0
 * stays and is not copied. Keys must be unique among the rows to expand. Masks, boxes, polygons and
 * points in columns of their own follow the images of classic copies. Only headers are read while
 * counting: an image that turns out to be damaged when it is decoded was counted, and its class
 * then lacks its copies.
 */
public final class ClassBalancer extends Estimator<ClassBalancerModel>
    implements HasImageOutput<ClassBalancer>,
        HasDecoding<ClassBalancer>,
        PlanParams<ClassBalancer>,
        FeatureStoreParams<ClassBalancer>,
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
    setDefault(methodShare(), MethodShare.ANY.word());
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
        "number of images that each class should have: max (that of the largest class), a number, or JSON {\"shirt\": 200}, in which omitted classes are left unchanged",
        Targets::parse);
  }

  public IntParam copies() {
    return ParamSupport.whole(
        this,
        "copies",
        "instead of target: number of images to make from each input image",
        value -> ParamSupport.requirePositive((int) value, "copies"));
  }

  public Param<String> methods() {
    return ParamSupport.text(
        this,
        "methods",
        "methods that make images, as a JSON object of names and entries: {\"soft\": {\"method\": \"classic\", \"policy\": TEXT, \"weight\": 1}, \"style-transfer\": {\"model\": FOLDER, \"then\": [{\"method\": \"classic\", \"policy\": TEXT}]}}; the method (%s) defaults to the name, further keys are the Params of its stage in kebab-case; weight is the entry's share of the images, classes or except restrict the classes it applies to; gate, a list such as [\"sharpness >= q0.05\"] or an object of require, model and attempts, says what its images must fulfill, or they are drawn again"
            .formatted(String.join(", ", MethodRegistry.builtIn())),
        MethodStageFactory::read);
  }

  public Param<String> methodShare() {
    return ParamSupport.text(
        this,
        "methodShare",
        "mix of methods in each class: any, or equal, which refuses entries that leave out a class for which images are made",
        MethodShare::parse);
  }

  @Override
  public Param<String> featureStore() {
    return ParamSupport.text(
        this,
        "featureStore",
        "folder on any Hadoop file system that keeps what classifiers of gates say of source images, by the hashes of image and classifier: what is there is read when a plan is fitted, and what is missing is computed; if unset, all is computed",
        FeatureStoreParams::requirePath);
  }

  public ClassBalancer setTarget(String value) {
    return ParamSupport.set(this, target(), value);
  }

  public String getTarget() {
    return getOrDefault(target());
  }

  public ClassBalancer setCopies(int value) {
    return ParamSupport.set(this, copies(), value);
  }

  public int getCopies() {
    return (int) getOrDefault(copies());
  }

  public ClassBalancer setMethods(String value) {
    return ParamSupport.set(this, methods(), value);
  }

  public String getMethods() {
    return getOrDefault(methods());
  }

  public ClassBalancer setMethodShare(String value) {
    return ParamSupport.set(this, methodShare(), value);
  }

  public String getMethodShare() {
    return getOrDefault(methodShare());
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireOneAim();
    var layout = layout(schema);
    entries().forEach(entry -> MethodStageFactory.requireUse(entry, this, schema));
    return ClassBalancerModel.adding(this, layout.schema());
  }

  @Override
  public ClassBalancerModel fit(Dataset<?> dataset) {
    var schema = dataset.schema();
    transformSchema(schema);
    ParamSupport.requireTable(this, dataset, "a plan counts all rows");
    var table = dataset.toDF();
    var spark = dataset.sparkSession();
    var layout = layout(schema);
    var gates = new GateOpeners(spark);
    requireModels(layout, schema, gates);
    var invalid = InvalidRows.parse(getOrDefault(handleInvalid()));
    var refusals = new Refusals.LeavingOut(layout::name, invalid, InvalidRows.counter(spark, this));
    var rarest =
        BoxClasses.rarest(
            RowClass.of(this, schema, List.of(), !isDefined(copies())), layout, table);
    var classes = RowClass.of(this, schema, rarest, !isDefined(copies()));
    var knownFit = new KnownFit(layout, ParamSupport.codec(this), refusals);
    knownFit.requireSplit(entries());
    var fit = new GateFit(layout, classes, ParamSupport.codec(this), refusals, gates);
    var asking = ImageClassifier.ofGates(this);
    var sources =
        new SourceFeatures(layout, classes, refusals, table, asking, isDefined(featureStore()));
    var features = sources.known(entries());
    var distances = new DistanceFit(spark);
    var entries =
        entries().stream()
            .map(entry -> MethodStageFactory.asked(entry, this, schema, spark))
            .map(entry -> fit.fitted(entry, sources.rows(entry), sources.said(entry)))
            .map(entry -> distances.fitted(entry, features.get(entry.gate().model())))
            .toList();
    var rows =
        new PlanRows(
            layout, classes, RowWeight.of(this, schema), entries.size(), ParamSupport.codec(this));
    var task = new RowTask<>(rows, 0, refusals);
    var plan =
        new PlanFit(rows, task, entries, targets(), spark.sparkContext().defaultParallelism())
            .fit(table)
            .withBoxClasses(rarest)
            .withFeatures(sources.used(features))
            .withMethodShare(MethodShare.parse(getOrDefault(methodShare())));
    requireKnownClasses(plan, gates);
    var known = new GateReferences(knownFit.of(plan.methods(), table), features);
    var costs = trial(layout, plan, schema, classes, gates.with(known)).costs(table);
    var model = new ClassBalancerModel(uid).withPlan(plan.withCosts(costs));
    return copyValues(model, ParamMap.empty()).setParent(this).comparing(known, dataset);
  }

  @Override
  public ClassBalancer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private List<MethodEntry> entries() {
    return MethodStageFactory.read(getOrDefault(methods()));
  }

  private Layout layout(StructType schema) {
    RowClass.of(this, schema, List.of(), !isDefined(copies()));
    RowWeight.of(this, schema);
    return Layout.of(this, schema, InvalidRows.errorColumn(this));
  }

  /** Looks up what entries name, and what their gates ask of images, before any job. */
  private void requireModels(Layout layout, StructType schema, GateOpeners gates) {
    var classes = RowClass.of(this, schema, List.of(), !isDefined(copies()));
    for (var entry : entries()) {
      if (entry.copies()) {
        MethodStageFactory.copies(entry, this, schema, layout, RowClass.NONE, gates);
      } else {
        MethodStageFactory.sampling(entry, this, List.of(), "", gates)
            .requireClasses(gates.spark());
      }
      if (classes.equals(RowClass.NONE)) {
        gates.of(entry.gate()).requireClasses(List.of(""));
      }
    }
  }

  private CostProbe trial(
      Layout layout, Plan plan, StructType schema, RowClass classes, GateOpeners gates) {
    var tried = new ArrayList<CostProbe.Tried>();
    for (int i = 0; i < plan.methods().size(); i++) {
      var entry = plan.methods().get(i);
      var made = plan.made(i);
      tried.add(
          entry.copies()
              ? new CostProbe.Tried.Copying(
                  MethodStageFactory.copies(entry, this, schema, layout, classes, gates))
              : new CostProbe.Tried.Sampled(
                  MethodStageFactory.sampling(
                      made.isEmpty() ? entry.with(MethodGate.NONE) : entry,
                      this,
                      made,
                      "trial",
                      gates),
                  gates.spark()));
    }
    return new CostProbe(
        layout,
        AnnotationColumns.of(this, schema),
        classes,
        plan.copiedClasses(),
        tried,
        ParamSupport.codec(this));
  }

  private void requireKnownClasses(Plan plan, GateOpeners gates) {
    for (int i = 0; i < plan.methods().size(); i++) {
      var entry = plan.methods().get(i);
      var made = plan.made(i);
      if (!entry.copies()) {
        MethodStageFactory.sampling(entry, this, made, "", gates).requireClasses(gates.spark());
      }
      gates.of(entry.gate()).requireClasses(made.stream().map(ClassCount::label).toList());
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
          "copies is %s and target is \"%s\" but only one may be set; clear the other"
              .formatted(getOrDefault(copies()), getOrDefault(target())));
    }
  }
}
