package dev.variegate.stage.train;

import static org.apache.spark.sql.functions.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.model.ModelBundle;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.GenerativeEvaluator;
import dev.variegate.stage.ImageVectorizer;
import dev.variegate.stage.Images;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionalVaeTrainerTest {

  private static final Dataset<Row> TABLE =
      Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 12));

  @TempDir private Path folder;

  @Test
  void partitionsAndTheOrderOfRowsChangeNoByte() throws IOException {
    var expected = description(trainer("1").fit(TABLE.coalesce(1)));
    for (int partitions : new int[] {3, 7}) {
      var table = TABLE.orderBy(desc("key")).repartition(partitions);
      assertThat(description(trainer("" + partitions).fit(table))).isEqualTo(expected);
    }
    assertThat(expected).contains("family: \"conditional-vae\"", "- \"bag\"", "license: \"MIT\"");
  }

  @Test
  void theFittedModelAddsSamplesOfTheAskedClasses() {
    var model = trainer("out").setKeyCol("key").setCounts("{\"coat\": 5}").fit(TABLE);
    var made = model.transform(TABLE).filter("lineage.method = 'sample'");
    assertThat(made.count()).isEqualTo(5);
    assertThat(made.first().<String>getAs("label")).isEqualTo("coat");
    try (var image = new ImageCodec().decode(made.first().<byte[]>getAs("image"))) {
      assertThat(image.width()).isEqualTo(16);
      assertThat(image.channels()).isEqualTo(3);
    }
  }

  @Test
  void aPlanSamplesFromTheBundle() {
    var model = trainer("out").fit(TABLE);
    var plan =
        new ClassBalancer()
            .setMethods("{\"sample\": {\"model\": \"%s\"}}".formatted(model.getModel()))
            .setTarget("20")
            .setKeyCol("key")
            .setSeed(3);
    var table = plan.fit(TABLE).transform(TABLE);
    assertThat(table.count()).isEqualTo(40);
    assertThat(table.filter("lineage.model = 'toys'").count()).isEqualTo(16);
  }

  @Test
  void withoutClassesTheModelIsUnconditional() throws IOException {
    var model = trainer("out").setClasses(false).setLicense("").setCounts("3").fit(TABLE);
    assertThat(model.transform(TABLE).filter("label is null").count()).isEqualTo(3);
    assertThat(description(model)).doesNotContain("labels:", "license:");
  }

  @Test
  void rowsOutsideOfTrainingAreNotLearned() throws IOException {
    var more = Images.table(List.of(Images.row("t", Images.png(90), "bag", "test")));
    var split = trainer("split").setSplitCol("split").fit(TABLE.union(more));
    assertThat(description(split)).isEqualTo(description(trainer("all").fit(TABLE)));
  }

  @Test
  void aSecondFitOfTheSameRowsIsThereAtOnce() throws IOException {
    var first = trainer("out").fit(TABLE);
    var checkpoint = Path.of(URI.create(first.getModel())).resolve("samples-002.png");
    var written = Files.getLastModifiedTime(checkpoint);
    assertThat(trainer("out").fit(TABLE).getModel()).isEqualTo(first.getModel());
    assertThat(Files.getLastModifiedTime(checkpoint)).isEqualTo(written);
  }

  @Test
  void aCrossValidatorChoosesAmongTrainers() {
    var trainer = trainer("out").setCounts("{\"bag\": 8, \"coat\": 8}");
    var grid =
        new ParamMap[] {
          new ParamMap().put(trainer.latentSize(), 2), new ParamMap().put(trainer.latentSize(), 3)
        };
    var vectors = new ImageVectorizer().setWidth(2).setHeight(2).setChannels("gray");
    var pipeline = new Pipeline().setStages(new PipelineStage[] {trainer, vectors});
    var validated =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .setEvaluator(new GenerativeEvaluator().setMetricName("kid"))
            .fit(TABLE);
    assertThat(validated.avgMetrics()).hasSize(2).doesNotContain(Double.NaN);
  }

  @Test
  void aSavedPipelineSamplesTheSame() throws IOException {
    var trainer = trainer("out").setCounts("{\"coat\": 2}");
    var fitted = new Pipeline().setStages(new PipelineStage[] {trainer}).fit(TABLE);
    fitted.save(folder.resolve("saved").toString());
    var loaded = PipelineModel.load(folder.resolve("saved").toString());
    assertThat(Images.contents(loaded.transform(TABLE)))
        .isEqualTo(Images.contents(fitted.transform(TABLE)));
  }

  @Test
  void twoTrainingsAtOnceAreAsIfOneCameAfterTheOther() {
    var expected =
        Stream.of(2, 3).map(latent -> hash(trainer("one").setLatentSize(latent))).toList();
    var running =
        Stream.of(2, 3)
            .map(
                latent ->
                    CompletableFuture.supplyAsync(() -> hash(trainer("two").setLatentSize(latent))))
            .toList();
    assertThat(running.stream().map(CompletableFuture::join).toList()).isEqualTo(expected);
  }

  @Test
  void imagesOfSeveralSizesAreRefusedUnlessASizeIsSet() {
    var mixed = TABLE.union(Images.table(List.of(Images.row("g", Images.gray(9, 3), "bag", ""))));
    assertThatThrownBy(() -> trainer("out").fit(mixed))
        .hasMessage("Images have 2 sizes (24 of 16x16, 1 of 9x9) but must have one; set imageSize");
    assertThat(trainer("out").setImageSize(8).fit(mixed).getModel()).contains("toys-");
  }

  @Test
  void largeImagesAreRefused() {
    var large = Images.table(List.of(Images.row("g", Images.gray(130, 3), "bag", "")));
    assertThatThrownBy(() -> trainer("out").setClasses(false).fit(large))
        .hasMessage(
            "Images to train on have 130x130 pixels but must have sides of 8 to 128; set imageSize");
  }

  @Test
  void oneClassAloneIsRefused() {
    assertThatThrownBy(() -> trainer("out").fit(Images.table(Images.ofClass("bag", 12))))
        .hasMessage(
            "All images are of class \"bag\" but a model that learns classes needs two or more; set classes to false");
  }

  @Test
  void oneImageIsRefused() {
    var one = Images.table(Images.ofClass("bag", 1));
    assertThatThrownBy(() -> trainer("out").setClasses(false).fit(one))
        .hasMessage(
            "Images left for training are 1 of 1 but must be at least one batch of 8; give more images, or lower batchSize");
  }

  @Test
  void aClassThatIsNotLearnedIsRefusedBeforeTraining() {
    assertThatThrownBy(() -> trainer("out").setCounts("{\"cot\": 5}").fit(TABLE))
        .hasMessage(
            "counts names class \"cot\", which the model does not learn; did you mean \"coat\"? Known: bag, coat");
    assertThatThrownBy(() -> trainer("out").setCounts("5").fit(TABLE))
        .hasMessage(
            "counts names no class but the model learns [bag, coat]; give it a number for each, such as {\"bag\": 100}");
    var unconditional = trainer("out").setClasses(false).setCounts("{\"bag\": 5}");
    assertThatThrownBy(() -> unconditional.fit(TABLE))
        .hasMessage(
            "counts names class \"bag\" but the model learns no classes; give it a number alone, or set classes to true");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void fineTuningBeginsWithTheWeightsOfAnotherBundle() throws IOException {
    var model = trainer("out").fit(TABLE).getModel();
    var tuned = trainer("tuned").setInitFrom(model).setEpochs(1);
    var loss = loss(tuned.fit(TABLE));
    assertThat(loss).isLessThan(loss(trainer("drawn").setEpochs(1).fit(TABLE)));
    assertThat(description(tuned.fit(TABLE.coalesce(1)))).isEqualTo(description(tuned.fit(TABLE)));
    assertThatThrownBy(() -> tuned.setLatentSize(3).fit(TABLE))
        .rootCause()
        .hasMessageContaining("was trained with settings {")
        .hasMessageEndingWith("; make them equal");
    assertThatThrownBy(() -> trainer("x").setInitFrom(folder.toString()).fit(TABLE))
        .rootCause()
        .hasMessageContaining(
            "has no weights.safetensors but must be the folder of a bundle that a trainer wrote");
  }

  private static double loss(TrainedGenerator model) {
    var bundle = ModelBundle.open(Path.of(URI.create(model.getModel())));
    return bundle.description().training().orElseThrow().validationLoss().orElseThrow();
  }

  @Test
  void noRowIsRefused() {
    assertThatThrownBy(() -> trainer("out").fit(TABLE.limit(0)))
        .hasMessage(
            "No row is left to train on but images are needed; see splitCol, trainValue and handleInvalid");
  }

  @Test
  void moreClassesThanTwoImagesEachAreRefused() {
    var keys = TABLE.selectExpr("image", "key as label");
    assertThatThrownBy(() -> trainer("out").fit(keys))
        .hasMessage(
            "24 images have 24 classes but must have two or more each on average; labelCol must name classes, not keys");
  }

  @Test
  void samplesThatAreNoNumbersAreRefusedWithTheirRow() {
    var rows = new ArrayList<Row>(Images.ofClass("bag", 12));
    rows.add(Images.row("broken", nan(), "coat", ""));
    assertThatThrownBy(() -> trainer("out").setKeyCol("key").fit(Images.table(rows)))
        .rootCause()
        .hasMessageContaining("Sample 0 is NaN but must be a number; replace it or drop the row");
    var skipping = trainer("out").setKeyCol("key").setClasses(false).setHandleInvalid("skip");
    assertThat(skipping.fit(Images.table(rows)).getModel()).contains("toys-");
  }

  @Test
  void anOutputThatCannotBeWrittenIsReported() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> trainer("file").fit(TABLE))
        .rootCause()
        .hasMessageContaining(file.getFileName().toString());
  }

  private ConditionalVaeTrainer trainer(String output) {
    return new ConditionalVaeTrainer()
        .setOutput(folder.resolve(output).toString())
        .setModelName("toys")
        .setLicense("MIT")
        .setEpochs(2)
        .setBatchSize(8)
        .setAveraging(0.5)
        .setLatentSize(2)
        .setWidth(2)
        .setHiddenSize(8)
        .setSeed(7);
  }

  private static String hash(ConditionalVaeTrainer trainer) {
    return ModelBundle.open(Path.of(URI.create(trainer.fit(TABLE).getModel()))).sha256();
  }

  private static String description(TrainedGenerator model) throws IOException {
    return Files.readString(Path.of(URI.create(model.getModel())).resolve("model.yaml"));
  }

  private static byte[] nan() {
    var samples = new float[16 * 16];
    IntStream.range(0, samples.length).forEach(i -> samples[i] = Float.NaN);
    try (var image = Image.ofFloats(16, 16, 1, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("tiff"));
    }
  }
}
