package dev.variegate.job;

import static org.apache.spark.sql.functions.col;

import dev.variegate.base.Sha256;
import dev.variegate.io.ExistingOutput;
import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.io.OutputFolder;
import dev.variegate.io.annotation.AnnotatedSource;
import dev.variegate.job.check.AuditSection;
import dev.variegate.job.check.AuditTable;
import dev.variegate.job.check.CheckedSources;
import dev.variegate.job.check.Reading;
import dev.variegate.lineage.Software;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.balance.ClassPlan;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.balance.Plan;
import dev.variegate.stage.param.GateParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.ErrorColumn;
import dev.variegate.stage.row.LineageColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A job file with everything that it names read and checked, before Spark starts.
 *
 * @param methods JSON for the balancer, with the policies' texts
 * @param entries the same, read
 * @param fingerprint of everything that decides the output but the images themselves
 * @param files the job file and the policies
 */
record PreparedJob(
    JobSpec spec,
    String methods,
    List<MethodEntry> entries,
    String fingerprint,
    List<TextFile> files) {

  /** Column that says what the plan takes a row for; it is left out of the output. */
  static final String PLAN = "variegate plan";

  /** Column of the gate that refuses an image; no such row is in the output. */
  static final String REFUSED_BY = "variegate gate";

  static PreparedJob of(String jobFile, List<String> settings, Configuration hadoop) {
    var file = TextFile.of(jobFile);
    var spec = JobReader.read(JobFile.read(file.read("Job file", hadoop), jobFile, settings));
    var files = new ArrayList<>(List.of(file));
    var policies = new HashMap<String, String>();
    var tree =
        spec.methods()
            .withTexts(
                name ->
                    policies.computeIfAbsent(
                        name,
                        any -> {
                          var policy = file.beside(name);
                          files.add(policy);
                          return policy(policy, hadoop);
                        }));
    var entries = spec.methods().entries(policies::get);
    return new PreparedJob(
        spec, tree.toString(), entries, fingerprint(spec, tree.toString()), List.copyOf(files));
  }

  private static String policy(TextFile file, Configuration hadoop) {
    return PolicyFile.json(PolicyFile.read(file.read("Policy file", hadoop), file.toString()));
  }

  private static String fingerprint(JobSpec spec, String methods) {
    var decisive =
        List.of(
            Software.name(),
            spec.input().source(),
            spec.input().maxPixels(),
            spec.aim(),
            methods,
            spec.output().sink(),
            spec.output().encoding(),
            spec.output().originals(),
            spec.labels(),
            spec.output().colorProfiles(),
            spec.seed(),
            spec.handleInvalid().word(),
            spec.audit().map(AuditSection::decisive),
            spec.checks().shortcuts(),
            spec.checks().tolerance());
    return Sha256.hex(decisive.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The paths of the job, which are looked at before a row is read. */
  JobPaths paths(SparkSession spark) {
    return new JobPaths(spec, entries, files, spark);
  }

  /**
   * Whether output or audit is still to be written; changes nothing.
   *
   * @throws IllegalArgumentException if a folder holds what must stay
   */
  boolean isOpen(SparkSession spark) {
    quarantine().ifPresent(table -> table.folder().isOpen(spark));
    audit().ifPresent(table -> table.folder().isOpen(spark));
    return output().isOpen(spark)
        || audit().filter(table -> !table.folder().isComplete(spark)).isPresent();
  }

  /** Looks at the input and makes the plan; counts rows, but makes no image for the output. */
  Job plan(SparkSession spark) {
    var balancer = new ClassBalancer();
    var scan = spec.input().source().scan(spark);
    var rows = read(scan.rows(), balancer);
    balancer
        .setMethods(methods)
        .setKeepOriginals(spec.output().originals())
        .setPlanCol(PLAN)
        .setHandleRefused(GateParams.KEEP)
        .setReasonCol(REFUSED_BY)
        .setMethodShare(spec.aim().methods().word())
        .setEncoding(spec.output().encoding())
        .setSeed(spec.seed());
    spec.featureStore().ifPresent(balancer::setFeatureStore);
    aim(balancer);
    spec.aim().weight().column().ifPresent(balancer::setWeightCol);
    balancer.transformSchema(rows.schema()); // what is wrong is said before anything takes long
    var sources = checked(rows, balancer.getOrDefault(balancer.errorCol()));
    sources.weightCol().ifPresent(balancer::setWeightCol);
    var fitted = balancer.fit(sources.rows());
    spec.output()
        .sink()
        .requireClasses(fitted.plan().classes().stream().map(ClassPlan::label).toList());
    var input = plansAll() ? listed(fitted.plan()) : input(spark);
    return new Job(spark, spec, sources, fitted, quarantine(), audit(), input, scan.skipped());
  }

  /** Whether the plan has all rows whose headers are sound: audits and weights refuse others. */
  private boolean plansAll() {
    return handling() == InvalidRows.ERROR
        || (spec.audit().isEmpty() && spec.aim().weight().column().isEmpty());
  }

  /** What the input is, as far as it is known without a look at each image or its weight. */
  String input(SparkSession spark) {
    // With the aim, by which a row needs a class or not.
    var balancer = aim(new ClassBalancer().setMethods("{\"oversample\": {}}"));
    return listed(balancer.fit(read(spec.input().source().scan(spark).rows(), balancer)).plan());
  }

  private static String listed(Plan plan) {
    return String.format(
        Locale.ROOT,
        "%,d images of %,d bytes",
        plan.classes().stream().mapToLong(ClassPlan::rows).sum(),
        plan.classes().stream().mapToLong(ClassPlan::bytes).sum());
  }

  /** The rows of the input, and how they are read. */
  private Dataset<Row> read(Dataset<Row> found, ClassBalancer balancer) {
    // What does not stay in the output cannot have the name of a column of the input.
    balancer.setErrorCol(keeps() ? RowObserver.ERROR : "error of " + balancer.uid());
    var rows = rows(found, balancer.getOrDefault(balancer.errorCol()));
    requireColumns(rows.schema());
    if (isLabeled(rows.schema())) {
      balancer.setLabelCol(ImageSource.LABEL);
    }
    balancer
        .setInputCol(ImageSource.IMAGE)
        .setKeyCol(ImageSource.KEY)
        .setSplitCol(ImageSource.SPLIT)
        .setTrainValue(ImageSource.TRAIN)
        .setColorProfile(spec.output().colorProfiles().word())
        .setMaxPixels(spec.input().maxPixels())
        .setHandleInvalid(handling().word());
    spec.labels().setOn(balancer);
    return rows;
  }

  private CheckedSources checked(Dataset<Row> rows, String errorCol) {
    var weight = spec.aim().weight();
    return CheckedSources.of(
        rows,
        spec.audit(),
        spec.checks(),
        weight.column(),
        weight.rule(),
        new Reading(
            isLabeled(rows.schema()),
            spec.seed(),
            spec.input().maxPixels(),
            spec.output().colorProfiles(),
            handling(),
            errorCol));
  }

  private ClassBalancer aim(ClassBalancer balancer) {
    int copies = spec.aim().copies();
    return copies > 0 ? balancer.setCopies(copies) : balancer.setTarget(spec.aim().target());
  }

  private void requireColumns(StructType input) {
    requireFree(input);
    if (!isLabeled(input) && spec.labels().boxes().isEmpty() && spec.aim().copies() == 0) {
      throw new BadJobException(
          "plan.copies is missing but must be a number of copies where images have neither classes nor boxes; set it, or say where their classes are");
    }
    try {
      spec.output().sink().requireColumns(input);
    } catch (IllegalArgumentException e) {
      throw new BadJobException("output: " + e.getMessage(), e);
    }
  }

  private static boolean isLabeled(StructType input) {
    return ColumnNames.find(input.fieldNames(), ImageSource.LABEL) >= 0;
  }

  /** Refuses columns of the input that have the names of columns of the output. */
  private void requireFree(StructType input) {
    for (var field : input.fields()) {
      boolean foreignLineage =
          ColumnNames.same(field.name(), ImageSink.LINEAGE)
              && !DataType.equalsIgnoreNullability(field.dataType(), LineageColumn.TYPE);
      boolean foreignError =
          keeps()
              && ColumnNames.same(field.name(), RowObserver.ERROR)
              && !ErrorColumn.isMarked(field);
      if (foreignLineage || foreignError) {
        throw new BadJobException(
            "Column \"%s\" of the input has type %s and would be replaced by the column of that name that the job adds to the output; rename it"
                .formatted(field.name(), field.dataType().catalogString()));
      }
    }
  }

  /** Whether refused rows stay in the output. */
  private boolean keeps() {
    return spec.handleInvalid() == InvalidRows.KEEP;
  }

  /** As the stage has it: what the job leaves out, it counts and says first. */
  private InvalidRows handling() {
    return spec.handleInvalid() == InvalidRows.ERROR ? InvalidRows.ERROR : InvalidRows.KEEP;
  }

  /** The folder that the job fills. */
  OutputFolder output() {
    return new OutputFolder(spec.output().sink().path(), spec.output().existing(), fingerprint);
  }

  private Optional<Quarantine> quarantine() {
    return spec.quarantine().map(path -> new Quarantine(table(path, "Quarantine")));
  }

  private Optional<AuditTable> audit() {
    return spec.audit()
        .flatMap(AuditSection::path)
        .map(path -> new AuditTable(table(path, "Audit")));
  }

  /** One that an earlier job left is replaced, unless the output may not be. */
  private OutputFolder table(String path, String name) {
    var existing = spec.output().existing();
    var mode = existing == ExistingOutput.REFUSE ? existing : ExistingOutput.OVERWRITE;
    return new OutputFolder(path, mode, fingerprint, name);
  }

  /**
   * The rows that were found, without a column of classes where there are none.
   *
   * @param error what a column is renamed to that says what is wrong with a row already
   */
  private Dataset<Row> rows(Dataset<Row> found, String error) {
    var source = spec.input().source();
    var rows = source.isLabeled() ? found : found.drop(ImageSource.LABEL);
    if (source instanceof AnnotatedSource && handling() == InvalidRows.KEEP) {
      rows = ErrorColumn.marked(rows.withColumnRenamed(AnnotatedSource.ERROR, error), error);
    }
    return spec.input().partitions() == 0
        ? rows
        : rows.repartition(spec.input().partitions(), col(ImageSource.KEY));
  }
}
