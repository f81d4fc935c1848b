package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each stage makes of a stream what it makes of a table, or refuses it on the driver. */
class StreamsTest {

  /** Those that need all rows at once, and why. */
  private static final Map<String, String> REFUSING =
      Map.ofEntries(
          Map.entry("ImageMixer", "partners are chosen among all rows"),
          Map.entry("LatentAugmenter", "partners are chosen among all rows"),
          Map.entry("GenerativeSampler", "samples are added once"),
          Map.entry("ClassBalancer", "a plan counts all rows"),
          Map.entry("ClassBalancerModel", "samples are added once"),
          Map.entry("LatentDirections", "directions are found from all rows"),
          Map.entry("QualityGate", "quantiles are taken from all rows"),
          Map.entry("ShortcutCheck", "a check counts all rows"),
          Map.entry("LeakageCheck", "a check compares all rows"),
          Map.entry("GroupSplitter", "all images are compared"),
          Map.entry("SourceAudit", "all sources are compared"),
          Map.entry("ConditionalVaeTrainer", "training reads all rows"),
          Map.entry("GanTrainer", "training reads all rows"),
          Map.entry("DiffusionTrainer", "training reads all rows"),
          Map.entry("FlowTrainer", "training reads all rows"),
          Map.entry("PixelCnnTrainer", "training reads all rows"),
          Map.entry("TrainedGenerator", "samples are added once"),
          Map.entry("AugmentedEstimator", "what is trained reads all rows"));

  private static final Dataset<Row> TABLE = Images.unbalanced();
  private static int queries;

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  private Dataset<Row> stream;

  static List<PipelineStage> stages() {
    return Specimens.ALL;
  }

  @BeforeEach
  void writeFiles() {
    var path = folder.resolve("table").toString();
    TABLE.repartition(3).write().parquet(path);
    stream =
        spark.readStream().schema(TABLE.schema()).option("maxFilesPerTrigger", 1).parquet(path);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aStreamGivesWhatTheTableGives(PipelineStage stage) throws Exception {
    var reason = REFUSING.get(stage.getClass().getSimpleName());
    if (reason != null) {
      assertThatThrownBy(() -> Specimens.run(stage, stream))
          .hasMessage(
              "Rows given to %s are a stream but must be a table, because %s; call it for each batch, in foreachBatch"
                  .formatted(stage.uid(), reason));
    } else {
      assertThat(Images.contents(ended(Specimens.run(stage, stream))))
          .isEqualTo(Images.contents(Specimens.run(stage, TABLE)));
    }
  }

  @Test
  void aPlanOfCopiesWorksOnStreams() throws Exception {
    var model = Specimens.balancer().setMethods("[{\"method\": \"oversample\"}]").fit(TABLE);
    assertThat(Images.contents(ended(model.transform(stream))))
        .isEqualTo(Images.contents(model.transform(TABLE)));
  }

  @Test
  void latentsWithoutPartnersWorkOnStreams() throws Exception {
    var stage = Specimens.latent().setOperation("perturb");
    assertThat(Images.contents(ended(stage.transform(stream))))
        .isEqualTo(Images.contents(stage.transform(TABLE)));
  }

  @Test
  void rowsThatComeByRateAreAugmentedAsTheyCome() throws Exception {
    var rows =
        spark
            .readStream()
            .format("rate-micro-batch")
            .option("rowsPerBatch", 4)
            .load()
            .select(
                functions.col("value").cast("string").as("key"),
                functions.lit(Images.png(3)).as("image"));
    var augmenter = new ClassicAugmenter().setPolicy(Specimens.POLICY).setKeyCol("key");
    var name = "stream" + queries++;
    var query = augmenter.transform(rows).writeStream().format("memory").queryName(name).start();
    while (spark.table(name).count() == 0 && query.isActive()) {
      Thread.sleep(100);
    }
    query.stop();
    assertThat(query.exception().isEmpty()).isTrue();
    var made = spark.table(name).where("cast(key as int) < 4");
    assertThat(Images.contents(made))
        .isEqualTo(
            Images.contents(
                augmenter.transform(made.where("lineage.copy = 0").select("key", "image"))));
  }

  private Dataset<Row> ended(Dataset<Row> made) throws Exception {
    var name = "stream" + queries++;
    var query = made.writeStream().format("memory").queryName(name).start();
    try {
      query.processAllAvailable();
      assertThat(query.lastProgress().batchId()).isPositive();
      return spark.table(name);
    } finally {
      query.stop();
    }
  }
}
