package dev.variegate.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every stage; a stage that is not among the specimens fails the catalog. */
class StageContractTest {

  private static final Metadata DESCRIBED =
      new MetadataBuilder().putString("comment", "mine").build();

  @TempDir Path folder;

  static List<PipelineStage> stages() {
    return Specimens.ALL;
  }

  static List<PipelineStage> stagesOfImages() {
    return Specimens.ofImages();
  }

  @Test
  void everyStageIsListedForServicesAndTestedHere() throws IOException {
    var inPackage = new ArrayList<String>();
    var classes =
        Path.of(
                ClassicAugmenter.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath())
            .resolve("dev/variegate/stage");
    try (var files = Files.walk(classes)) {
      files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .map(name -> load("dev.variegate.stage." + name))
          .filter(PipelineStage.class::isAssignableFrom)
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .filter(type -> !Modifier.isAbstract(type.getModifiers()))
          .forEach(type -> inPackage.add(type.getName()));
    }
    assertThat(stages().stream().map(stage -> stage.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(inPackage);
    assertThat(services()).containsExactlyInAnyOrderElementsOf(inPackage);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void isSavedAndLoadedWithAllItsParams(PipelineStage stage) throws Exception {
    var path = folder.resolve("stage").toString();
    var writable = (MLWritable) stage;
    writable.save(path);
    assertThatThrownBy(() -> writable.save(path)).hasMessageContaining("already exists");
    writable.write().overwrite().save(path);
    var loaded = loaded(stage, path);
    assertThat(loaded.uid()).isEqualTo(stage.uid());
    assertThat(texts(loaded)).isEqualTo(texts(stage));
    var table = Images.unbalanced();
    assertThat(Images.contents(Specimens.run(loaded, table)))
        .isEqualTo(Images.contents(Specimens.run(stage, table)));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void paramsReadAsDocumentation(PipelineStage stage) throws Exception {
    assertThat(stage.params()).isNotEmpty();
    for (Param<?> param : stage.params()) {
      assertThat(param.doc()).as(param.name()).hasSizeGreaterThan(15);
      assertThat(param.parent()).isEqualTo(stage.uid());
      assertThat(stage.explainParams()).contains(param.name() + ": " + param.doc());
    }
    assertThat(((Params) stage.getClass().getConstructor().newInstance()).uid())
        .isNotEqualTo(stage.uid());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aCopyIsEqualAndItsOwn(PipelineStage stage) {
    var copy = stage.copy(ParamMap.empty());
    assertThat(copy).isNotSameAs(stage).hasSameClassAs(stage);
    assertThat(copy.uid()).isEqualTo(stage.uid());
    assertThat(texts(copy)).isEqualTo(texts(stage));
  }

  @ParameterizedTest
  @MethodSource("stagesOfImages")
  void aMissingOrWrongColumnIsReportedBeforeAnyJob(PipelineStage stage) {
    var missing = new StructType().add("key", "string").add("label", "string");
    assertThatThrownBy(() -> stage.transformSchema(missing))
        .hasMessage(
            "Column \"image\" of inputCol is missing but must be one of: key, label; set inputCol");
    var wrong = missing.add("image", "string").add("split", "string");
    assertThatThrownBy(() -> stage.transformSchema(wrong))
        .hasMessage(
            "Column \"image\" has type string but must be the Spark image struct or binary; read it with format(\"binaryFile\") or cast it");
  }

  @ParameterizedTest
  @MethodSource("stages")
  void otherColumnsAreKept(PipelineStage stage) {
    var table = Images.unbalanced();
    var result = Specimens.run(stage, table);
    assertThat(stage.transformSchema(table.schema()).fieldNames())
        .isEqualTo(result.schema().fieldNames());
    assertThat(Arrays.copyOf(result.schema().fieldNames(), table.schema().size()))
        .isEqualTo(table.schema().fieldNames());
    var names = table.schema().fieldNames();
    assertThat(Images.contents(result.selectExpr(names))).containsAll(Images.contents(table));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void theSchemaOfTheRowsIsTheOneThatIsAnnounced(PipelineStage stage) {
    var table = annotated();
    var announced = stage.transformSchema(table.schema());
    var result = Specimens.run(stage, table).schema();
    assertThat(known(result)).isEqualTo(known(announced));
    assertThat(result.apply("weight").metadata())
        .isEqualTo(table.schema().apply("weight").metadata());
    assertThat(result.apply("a.`b").metadata()).isEqualTo(DESCRIBED);
    assertThat(result.apply("nested").dataType())
        .isEqualTo(table.schema().apply("nested").dataType());
    assertThat(Specimens.run(stage, table).count())
        .isEqualTo(Specimens.run(stage, Images.unbalanced()).count());
  }

  /** All but metadata that is known only once a StringIndexer is fitted or a model is opened. */
  private static List<StructField> known(StructType schema) {
    return Stream.of(schema.fields())
        .filter(field -> !field.name().equals("index"))
        .map(
            field ->
                FeatureExtractor.of(field).isPresent()
                    ? new StructField(
                        field.name(), field.dataType(), field.nullable(), Metadata.empty())
                    : field)
        .toList();
  }

  @Test
  void aStreamHasTheAnnouncedSchemaToo() {
    var place = folder.resolve("stream").toString();
    annotated().drop("twice").write().parquet(place);
    var stream =
        LocalSpark.session().readStream().schema(annotated().drop("twice").schema()).parquet(place);
    for (var stage : List.of(Specimens.augmenter(), Specimens.vectorizer(), Specimens.enlarger())) {
      assertThat(stage.transform(stream).schema())
          .isEqualTo(stage.transformSchema(stream.schema()));
    }
  }

  /** The usual images with columns whose names and metadata are not plain; two are called alike. */
  private static Dataset<Row> annotated() {
    var inner = new StructType().add("inner", DataTypes.StringType, true, DESCRIBED);
    return new StringIndexer()
        .setInputCol("label")
        .setOutputCol("class")
        .fit(Images.unbalanced())
        .transform(Images.unbalanced())
        .withColumn("weight", col("weight").as("weight", DESCRIBED))
        .withColumn("nested", struct(col("key").as("inner")).cast(inner))
        .select(
            col("*"), lit(1).as("a.`b", DESCRIBED), lit("first").as("twice"), lit(2).as("twice"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void partitionsAndAFailingTaskChangeNoByte(PipelineStage stage) {
    var table = Images.unbalanced();
    var expected = Images.contents(Specimens.run(stage, table.coalesce(1)));
    for (int partitions : new int[] {3, 7}) {
      assertThat(Images.contents(Specimens.run(stage, table.repartition(partitions))))
          .isEqualTo(expected);
    }
    int before = FailsOnce.failures();
    var retried = Specimens.run(stage, FailsOnce.of(table.repartition(2)));
    assertThat(Images.contents(FailsOnce.of(retried))).isEqualTo(expected);
    assertThat(FailsOnce.failures()).isGreaterThan(before);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void worksInAPipelineThatIsSavedAndLoaded(PipelineStage stage) throws IOException {
    var table = Images.unbalanced();
    var expected = Images.contents(Specimens.run(stage, table));
    var pipeline = new Pipeline().setStages(new PipelineStage[] {stage});
    pipeline.save(folder.resolve("pipeline").toString());
    var fitted = Pipeline.load(folder.resolve("pipeline").toString()).fit(table);
    fitted.save(folder.resolve("model").toString());
    var loaded = PipelineModel.load(folder.resolve("model").toString());
    assertThat(Images.contents(loaded.transform(table))).isEqualTo(expected);
  }

  private static PipelineStage loaded(PipelineStage stage, String path) throws Exception {
    var reader = (MLReader<?>) stage.getClass().getMethod("read").invoke(null);
    return (PipelineStage) reader.load(path);
  }

  /** Params with their values as text; stages in values show as their uids. */
  private static List<String> texts(PipelineStage stage) {
    return Arrays.stream(stage.params())
        .filter(stage::isDefined)
        .map(param -> param.name() + "=" + text(stage.getOrDefault(param)))
        .toList();
  }

  private static String text(Object value) {
    return value instanceof double[] numbers
        ? Arrays.toString(numbers)
        : value instanceof Object[] all ? Arrays.toString(all) : value.toString();
  }

  private static List<String> services() {
    var transformers =
        ServiceLoader.load(Transformer.class).stream().map(ServiceLoader.Provider::type);
    var estimators = ServiceLoader.load(Estimator.class).stream().map(ServiceLoader.Provider::type);
    return Stream.<Class<?>>concat(transformers, estimators)
        .map(Class::getName)
        .filter(name -> name.startsWith("dev.variegate."))
        .toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
