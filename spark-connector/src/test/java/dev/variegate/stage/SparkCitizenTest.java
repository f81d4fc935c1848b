package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.variegate.testing.LocalSpark;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Spark and its users expect of every stage beside {@link StageContractTest}. */
class SparkCitizenTest {

  private static final Dataset<Row> TABLE = Images.unbalanced();
  private static final Map<String, List<String>> CONTENTS = new HashMap<>();

  static List<PipelineStage> stages() {
    return Specimens.ALL;
  }

  static List<PipelineStage> stagesOfImages() {
    return Specimens.ofImages();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyParamCarriesTheTypeOfItsValues(PipelineStage stage) {
    for (Param<?> param : stage.params()) {
      assertThat(param.dataClass()).as(param.name()).isNotNull();
      if (stage.isDefined(param) && !param.dataClass().isPrimitive()) {
        assertThat(stage.getOrDefault(param)).isInstanceOf(param.dataClass());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void arraysAreExplainedByTheirValues(PipelineStage stage) {
    assertThat(stage.explainParams()).doesNotContainPattern("\\[[A-Z][a-zA-Z.;]*@");
  }

  @ParameterizedTest
  @MethodSource("stages")
  void noParamTakesNullAnotherTypeOrWhatIsNotFinite(PipelineStage stage) {
    for (Param<?> param : stage.params()) {
      if (!(param instanceof BooleanParam)) { // Spark gives it no place for a check
        assertThatThrownBy(() -> set(stage, param, null))
            .hasMessage(
                param.name() + " is null but must have a value; give one, or clear the Param");
        assertThatThrownBy(() -> set(stage, param, 'x'))
            .hasMessageMatching(
                param.name() + " is x of type Character but must be of type .*; convert it");
      }
      if (param instanceof DoubleParam || param instanceof DoubleArrayParam) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
          Object value = param instanceof DoubleParam ? bad : new double[] {0.5, bad};
          assertThat(catchThrowable(() -> set(stage, param, value)))
              .as(param.name() + " " + bad)
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
      if (param instanceof StringArrayParam) {
        assertThatThrownBy(() -> set(stage, param, new String[] {"a=b", null}))
            .hasMessage(param.name() + " has null but must have values only; remove it");
      }
      if (param instanceof IntParam) {
        assertThatThrownBy(() -> set(stage, param, 3L))
            .hasMessage(
                param.name() + " is 3 of type Long but must be of type Integer; convert it");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stagesOfImages")
  void columnsAreFoundAsSparkFindsThem(PipelineStage stage) {
    var renamed = TABLE.toDF("my.Key", "an `Image`", "Label", "the Split", "weight");
    var asked = renamed(stage);
    var made = Specimens.run(asked, renamed);
    assertThat(asked.transformSchema(renamed.schema()).fieldNames()).isEqualTo(made.columns());
    assertThat(Images.contents(made)).isEqualTo(contents(stage));
    caseSensitive(
        () ->
            assertThatThrownBy(() -> asked.transformSchema(renamed.schema()))
                .hasMessageMatching(
                    "Column \"(an `image`|label)\" of (inputCol|labelCol) is missing but must be one of: my.Key,.*"));
  }

  @ParameterizedTest
  @MethodSource("stagesOfImages")
  void columnsThatDifferByCaseAloneAreOne(PipelineStage stage) {
    var taken = TABLE.withColumn(added(stage), functions.lit(1));
    assertThatThrownBy(() -> Specimens.run(stage, taken))
        .hasMessageMatching(
            "Column \"%s\" of [a-zA-Z]+ is there already.*".formatted(added(stage)));
    var twice = TABLE.select(functions.col("*"), functions.col("image").as("Image"));
    assertThatThrownBy(() -> Specimens.run(stage, twice))
        .hasMessage(
            "Column \"image\" is there 2 times (image, Image) but must be there once; rename or drop the others");
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aNameThatIsNoTextIsReportedOnTheDriver(PipelineStage stage) {
    for (var param : List.of("keyCol", "splitCol")) {
      if (stage.hasParam(param) && stage.isDefined(stage.getParam(param))) {
        var column = String.valueOf(stage.getOrDefault(stage.getParam(param)));
        var numbers = TABLE.withColumn(column, functions.lit(1));
        assertThatThrownBy(() -> stage.transformSchema(numbers.schema()))
            .hasMessage(
                "Column \"%s\" of %s has type int but must be string; cast it"
                    .formatted(column, param));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void theLocaleChangesNoByte(PipelineStage stage) {
    var before = Locale.getDefault();
    var expected = contents(stage);
    Locale.setDefault(new Locale("fa", "IR"));
    try {
      assertThat(Images.contents(Specimens.run(stage, TABLE))).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aColumnIsMadeAgainWhereCaseCounts() {
    var taken = TABLE.withColumn("Lineage", functions.lit("mine"));
    caseSensitive(
        () ->
            assertThat(Specimens.augmenter().transform(taken).columns())
                .endsWith("Lineage", "lineage"));
  }

  @Test
  void theLineageOfAnEarlierStageGoesOnWhateverItsCase() {
    var first = Specimens.augmenter().transform(TABLE).withColumnRenamed("lineage", "LINEAGE");
    var second = Specimens.augmenter().setSeed(8);
    assertThat(second.transform(first).columns()).isEqualTo(first.columns());
    var renamed = second.transform(first.withColumnRenamed("LINEAGE", "lineage"));
    assertThat(Images.contents(second.transform(first))).isEqualTo(Images.contents(renamed));
  }

  @Test
  void theOutputIsTheInputWhateverItsCase() {
    var augmenter = Specimens.augmenter();
    var made = augmenter.copy(new ParamMap().put(augmenter.outputCol(), "IMAGE")).transform(TABLE);
    assertThat(Images.contents(made)).isEqualTo(contents(augmenter));
  }

  @ParameterizedTest
  @MethodSource("stagesOfImages")
  void otherColumnsOfOneNamePassAsTheyAre(PipelineStage stage) {
    var twice = TABLE.select(functions.col("*"), functions.col("weight"));
    var made = Specimens.run(stage, twice);
    assertThat(made.columns())
        .startsWith("key", "image", "label", "split", "weight", "weight")
        .isEqualTo(stage.transformSchema(twice.schema()).fieldNames());
    assertThat(made.count()).isEqualTo(contents(stage).size());
  }

  @Test
  void paramMapsAreValidatedToo() {
    var augmenter = Specimens.augmenter();
    assertThatThrownBy(() -> augmenter.transform(TABLE, new ParamMap().put(augmenter.copies(), 0)))
        .hasMessage("copies is 0 but must be at least 1; raise it");
    var balancer = Specimens.balancer();
    assertThatThrownBy(() -> balancer.fit(TABLE, new ParamMap().put(balancer.keyCol(), "Label ")))
        .hasMessage(
            "Column \"Label \" of keyCol is missing but must be one of: key, image, label, split, weight; set keyCol");
  }

  private static List<String> contents(PipelineStage stage) {
    return CONTENTS.computeIfAbsent(
        stage.getClass().getName(), any -> Images.contents(Specimens.run(stage, TABLE)));
  }

  @SuppressWarnings("unchecked") // the point is what has another type
  private static void set(Params stage, Param<?> param, Object value) {
    ((PipelineStage) stage).copy(ParamMap.empty()).set((Param<Object>) param, value);
  }

  /** A column that the stage adds, in another case. */
  private static String added(PipelineStage stage) {
    return switch (stage.getClass().getSimpleName()) {
      case "ImageVectorizer" -> "Features";
      case "ImageClassifier" -> "Prediction";
      case "ImageSegmenter" -> "Mask";
      case "ImageInspector" -> "Statistics";
      case "LikelihoodScorer" -> "LogLikelihood";
      case "GroupSplitter" -> "Fold";
      case "SourceAudit" -> "Audit";
      default -> "Lineage";
    };
  }

  /** The stage, and those within it, with columns of other names. */
  private static PipelineStage renamed(PipelineStage stage) {
    var names =
        Map.of(
            "inputCol",
            "an `image`",
            "keyCol",
            "my.key",
            "labelCol",
            "label",
            "splitCol",
            "the split");
    var inner =
        stage instanceof AugmentedEstimator<?> e ? Stream.of(e.searched()) : Stream.of(stage);
    var map = new ParamMap();
    inner.forEach(
        part ->
            names.forEach(
                (param, name) -> {
                  if (part.hasParam(param) && part.isDefined(part.getParam(param))) {
                    map.put(part.getParam(param), part instanceof StringIndexer ? "Label" : name);
                  }
                }));
    return stage.copy(map);
  }

  private static void caseSensitive(Runnable work) {
    var conf = LocalSpark.session().conf();
    conf.set("spark.sql.caseSensitive", "true");
    try {
      work.run();
    } finally {
      conf.unset("spark.sql.caseSensitive");
    }
  }
}
