package dev.variegate.stage;

import dev.variegate.stage.balance.Plan;
import dev.variegate.stage.balance.PlanCounts;
import dev.variegate.stage.method.GateOpeners;
import dev.variegate.stage.method.GateReferences;
import dev.variegate.stage.method.KnownDraws;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.PlanParams;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import dev.variegate.stage.row.AnnotationColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.CopyRows.Originals;
import dev.variegate.stage.row.Expansions;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.PlanColumn;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowWeight;
import dev.variegate.stage.row.SentLater;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Adds the images of a fitted {@link Plan} to a table.
 *
 * <p>Each row is processed by itself, by its class, its weight and the hash of its key. The plan is
 * therefore met exactly on the rows that it was fitted on, if their images can be read; other rows
 * of the same classes are copied at the same rate, and the same number of samples is added.
 */
public final class ClassBalancerModel extends Model<ClassBalancerModel>
    implements HasImageOutput<ClassBalancerModel>,
        HasDecoding<ClassBalancerModel>,
        PlanParams<ClassBalancerModel>,
        MLWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private GateReferences known = GateReferences.none();
  private SentLater<KnownDraws> draws; // null where no images were compared with each other

  public ClassBalancerModel() {
    this(Identifiable$.MODULE$.randomUID("classBalancer"));
  }

  public ClassBalancerModel(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(keyPrefix(), "sample");
    setDefault(keepOriginals(), true);
  }

  public static MLReader<ClassBalancerModel> read() {
    return new ClassBalancerFiles.Reader();
  }

  public static ClassBalancerModel load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> planJson() {
    return ParamSupport.text(this, "planJson", "the plan that was fitted, as JSON", Plan::fromJson);
  }

  public String getPlanJson() {
    return getOrDefault(planJson());
  }

  /** The fitted plan. */
  public Plan plan() {
    ParamSupport.requireSet(this, planJson(), "fit a ClassBalancer");
    return Plan.fromJson(getOrDefault(planJson()));
  }

  /**
   * The fitted plan as a text table: images of each class by method, with estimated bytes and time.
   */
  public String explain() {
    return plan().explain();
  }

  ClassBalancerModel withPlan(Plan plan) {
    return ParamSupport.set(this, planJson(), plan.json());
  }

  /**
   * The same, whose gates know images, features and draws.
   *
   * @param refused draws; null where no images were compared with each other
   */
  ClassBalancerModel with(GateReferences references, SentLater<KnownDraws> refused) {
    known = references;
    draws = refused;
    return this;
  }

  /** What its gates compare images with. */
  GateReferences known() {
    return known;
  }

  /** What was refused where its images were compared with each other; empty where none were. */
  Optional<KnownDraws> draws() {
    return Optional.ofNullable(draws).map(SentLater::value);
  }

  /** The same, whose gates know images, and compare those that it makes of rows with each other. */
  ClassBalancerModel comparing(GateReferences references, Dataset<?> dataset) {
    var plan = plan();
    with(references, null);
    return SampleRounds.areFor(plan)
        ? with(references, new SentLater<>(compared(plan, dataset)))
        : this;
  }

  private KnownDraws compared(Plan plan, Dataset<?> dataset) {
    var making = copy(ParamMap.empty()).setKeepOriginals(false).setHandleRefused(SKIP);
    making.setPlanCol("plan of " + uid);
    var schema = making.transformSchema(dataset.schema());
    var layout = making.layout(dataset.schema());
    var gates = new GateOpeners(dataset.sparkSession()).with(known);
    return new SampleRounds(
            plan,
            drawn -> making.made(dataset, plan, gates.withOnly(drawn)),
            new SampleRounds.Place(
                ImageColumn.named(schema, schema.fieldNames()[layout.output()], "outputCol"),
                layout.lineage(),
                Columns.index(schema, making.getPlanCol(), "planCol"),
                ParamSupport.codec(this)))
        .draws();
  }

  @Override
  public MLWriter write() {
    return new ClassBalancerFiles.Writer(this);
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    plan().methods().forEach(entry -> MethodStageFactory.requireUse(entry, this, schema));
    return layout(schema).schema();
  }

  /** Whether images are counted by their classes. */
  private boolean counted() {
    return plan().classes().stream().anyMatch(of -> !of.label().isEmpty());
  }

  private Layout layout(StructType schema) {
    RowClass.of(this, schema, List.of(), counted());
    RowWeight.of(this, schema);
    if (plan().hasWeights()) {
      ParamSupport.requireSet(
          this, weightCol(), "name the column of weights, as where the plan was fitted");
    }
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    return layout.widened(adding(this, layout.schema()));
  }

  /** The schema with the columns of what a plan says of its rows. */
  static StructType adding(PlanParams<?> plan, StructType schema) {
    var planCol = ParamSupport.value(plan, plan.planCol());
    var wider =
        planCol.isPresent()
            ? Columns.added(schema, planCol.get(), PlanColumn.TYPE, "planCol")
            : schema;
    return QualityGateModel.adding(plan, wider);
  }

  /** Where a plan says what it takes rows for. */
  private PlanColumn planColumn(Layout layout, RowClass classes, List<String> entries) {
    boolean keeps = getOrDefault(handleRefused()).equals(KEEP);
    return new PlanColumn(
        isDefined(planCol())
            ? Columns.index(layout.schema(), getOrDefault(planCol()), "planCol")
            : -1,
        keeps ? Columns.index(layout.schema(), getOrDefault(reasonCol()), "reasonCol") : -1,
        classes,
        entries);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    var plan = plan();
    return made(dataset, plan, gates(plan, dataset.sparkSession()));
  }

  private Dataset<Row> made(Dataset<?> dataset, Plan plan, GateOpeners gates) {
    var layout = layout(dataset.schema());
    var all = copied(dataset, layout, plan, gates);
    for (int method = 0; method < plan.methods().size(); method++) {
      if (!plan.methods().get(method).copies() && !plan.made(method).isEmpty()) {
        ParamSupport.requireTable(this, dataset, "samples are added once");
        all = all.union(sampled(dataset, layout, plan, method, gates));
      }
    }
    return all;
  }

  @Override
  public ClassBalancerModel copy(ParamMap extra) {
    ClassBalancerModel copied = defaultCopy(extra);
    return copied.with(known, draws).setParent(parent());
  }

  private GateOpeners gates(Plan plan, SparkSession spark) {
    boolean lacks = plan.methods().stream().anyMatch(entry -> !known.suffice(entry.gate()));
    if (lacks || (draws == null && SampleRounds.areFor(plan))) {
      throw new IllegalArgumentException(
          "planJson has gates that compare with images, which %s does not hold; fit a ClassBalancer, or load what was saved"
              .formatted(uid));
    }
    var gates = new GateOpeners(spark).with(known);
    return draws == null ? gates : gates.with(draws);
  }

  private Dataset<Row> copied(Dataset<?> dataset, Layout layout, Plan plan, GateOpeners gates) {
    var given = dataset.schema();
    var spark = dataset.sparkSession();
    var copying =
        IntStream.range(0, plan.methods().size())
            .filter(method -> plan.methods().get(method).copies())
            .boxed()
            .toList();
    var rowClass = RowClass.of(this, given, plan.boxClasses(), counted());
    var methods =
        copying.stream()
            .map(
                method ->
                    MethodStageFactory.copies(
                        plan.methods().get(method), this, given, layout, rowClass, gates))
            .toList();
    boolean alone =
        IntStream.range(0, methods.size())
            .allMatch(i -> methods.get(i).partners(plan.most(copying.get(i))) == 0);
    boolean named =
        isDefined(keyCol()) && LineageColumn.find(given, getOrDefault(lineageCol())).isEmpty();
    var rows =
        alone && named ? gates.rowsOf(dataset.toDF(), getOrDefault(keyCol())) : dataset.toDF();
    var names = copying.stream().map(method -> plan.methods().get(method).name()).toList();
    return Expansions.rows(
        this,
        rows,
        layout,
        AnnotationColumns.of(this, given),
        methods,
        PlanCounts.of(spark, plan, rowClass, RowWeight.of(this, given), copying, layout.seed()),
        copying.stream().map(plan::most).toList(),
        (boolean) getOrDefault(keepOriginals()) ? Originals.STAY : Originals.GO,
        planColumn(layout, rowClass, names));
  }

  private Dataset<Row> sampled(
      Dataset<?> dataset, Layout layout, Plan plan, int method, GateOpeners gates) {
    var spark = dataset.sparkSession();
    var entry = plan.methods().get(method);
    return MethodStageFactory.sampling(entry, this, plan.made(method), prefix(plan, method), gates)
        .rows(
            spark,
            layout,
            dataset.schema(),
            getOrDefault(labelCol()),
            planColumn(layout, RowClass.NONE, List.of(entry.name())));
  }

  /** What the keys of a sampling method begin with; those of several stay unique. */
  private String prefix(Plan plan, int method) {
    long samplers = plan.methods().stream().filter(entry -> !entry.copies()).count();
    var prefix = getOrDefault(keyPrefix());
    return samplers == 1 ? prefix : prefix + "-" + (method + 1);
  }
}
