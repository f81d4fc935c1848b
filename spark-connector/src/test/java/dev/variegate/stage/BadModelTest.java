package dev.variegate.stage;

import static dev.variegate.stage.ModelStages.balancer;
import static dev.variegate.stage.ModelStages.classifier;
import static dev.variegate.stage.ModelStages.doubling;
import static dev.variegate.stage.ModelStages.enlarger;
import static dev.variegate.stage.ModelStages.filler;
import static dev.variegate.stage.ModelStages.finder;
import static dev.variegate.stage.ModelStages.fresh;
import static dev.variegate.stage.ModelStages.imageToImage;
import static dev.variegate.stage.ModelStages.latent;
import static dev.variegate.stage.ModelStages.painter;
import static dev.variegate.stage.ModelStages.renamed;
import static dev.variegate.stage.ModelStages.repainter;
import static dev.variegate.stage.ModelStages.same;
import static dev.variegate.stage.ModelStages.sampler;
import static dev.variegate.stage.ModelStages.translator;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.model.BadModelException;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.ImageModels;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import dev.variegate.testing.TorchWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that cannot be used are refused on the driver, before any job; images that a model cannot
 * take, or makes no numbers of, are rows that cannot be used.
 */
class BadModelTest {

  private static final String FIX = "; fix it, or set handleInvalid to skip or keep";

  @TempDir private Path folder;

  private Path model;

  @BeforeEach
  void place() {
    model = folder.resolve("model");
  }

  /** Each stage that opens a network, with a description that gives one tensor another name. */
  static Stream<Arguments> stagesOfOtherNames() {
    return Stream.of(
        Arguments.of(sampler(renamed(TinyModels::sampler, "name: label")), "input", "label"),
        Arguments.of(translator(renamed(ModelStages::same, "name: in")), "input", "in"),
        Arguments.of(enlarger(renamed(ModelStages::doubling, "name: out")), "output", "out"),
        Arguments.of(filler(renamed(InpaintModels::halving, "name: hole")), "input", "hole"),
        Arguments.of(repainter(renamed(Denoisers::tiny, "name: noise")), "output", "noise"),
        Arguments.of(imageToImage(renamed(Denoisers::tiny, "name: label")), "input", "label"),
        Arguments.of(painter(renamed(StyleModels::stylizer, "name: alpha")), "input", "alpha"),
        Arguments.of(latent(renamed(TinyModels::autoencoder, "name: image")), "input", "image"),
        Arguments.of(finder(renamed(TinyModels::autoencoder, "name: image")), "input", "image"),
        Arguments.of(
            classifier(renamed(TinyModels::classifier, "name: scores")), "output", "scores"),
        Arguments.of(balancer(renamed(TinyModels::sampler, "name: z")), "input", "z"));
  }

  @ParameterizedTest
  @MethodSource("stagesOfOtherNames")
  void aTensorOfAnotherNameIsReportedByEveryStageBeforeAnyJob(
      PipelineStage stage, String side, String name) {
    var jobs =
        Jobs.during(
            () ->
                assertThatThrownBy(() -> run(stage))
                    .isInstanceOf(BadModelException.class)
                    .hasMessageMatching(
                        "model.yaml of model .* describes the %s \"%s_\" but the network has .*\"%s\" \\(.*; .*\\bKnown: .*"
                            .formatted(side, name, name)));
    assertThat(jobs).isZero();
  }

  @Test
  void aModelThatIsAsDescribedRunsItsJob() {
    assertThat(Jobs.during(() -> translator(same(model)).transform(table()).count())).isPositive();
  }

  @Test
  void aTensorOfAnotherNameIsReportedWithBothSides() {
    BrokenModels.edited(TinyModels.sampler(model), "name: label", "name: labels");
    refused(
        sampler(model),
        "model.yaml of model tiny-shapes 1.0.0 describes the input \"labels\" but the network has \"label\" (int64 [-1]), \"z\" (float32 [-1, 4]); did you mean \"label\"? Known: label, z");
  }

  @Test
  void aTensorOfAnotherRankOrTypeIsReportedWithBothSides() {
    BrokenModels.edited(TinyModels.sampler(model), "shape: [-1, 4]", "shape: [-1, 4, 1, 1]");
    refused(
        sampler(model),
        "model.yaml of model tiny-shapes 1.0.0 describes the input \"z\" as float32 [-1, 4, 1, 1] with batch 4 but the network says float32 [-1, 4]; correct model.yaml");
    BrokenModels.edited(Denoisers.tiny(model), "type: int64", "type: float32");
    refused(
        imageToImage(model),
        "model.yaml of model tiny-diffusion 1.0.0 describes the input \"t\" as float32 [-1] with batch 4 but the network says int64 [-1]; correct model.yaml");
  }

  @Test
  void anInputThatIsNotDescribedIsReported() {
    BrokenModels.edited(
        ImageModels.brightening(model),
        "  - {name: amount, meaning: strength, type: float32, shape: [-1]}\n",
        "");
    refused(
        translator(model).setLabel("full"),
        "The network of model brightening 1 has the input \"amount\" (float32 [-1]) but model.yaml describes only [in, class]; describe it");
  }

  @Test
  void aMissingFileIsReported() throws IOException {
    Files.delete(doubling(model).resolve("network.onnx"));
    refused(
        enlarger(model),
        "Model file %s is missing, model.yaml names it; copy the whole bundle again"
            .formatted(model.resolve("network.onnx")));
  }

  @Test
  void anAlteredFileIsReportedWithBothHashes() throws IOException {
    var file = Denoisers.tiny(model).resolve("scheduler_config.json");
    Files.writeString(file, "{}");
    assertThat(
            Jobs.during(
                () ->
                    assertThatThrownBy(() -> imageToImage(model).transform(table()))
                        .isInstanceOf(BadModelException.class)
                        .hasMessageMatching(
                            "Model file .*scheduler_config.json was altered: its SHA-256 is 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a but must be [0-9a-f]{64}; copy the bundle again, or correct model.yaml if the change was meant")))
        .isZero();
  }

  @Test
  void aFileThatIsAlteredBetweenDriverAndExecutorEndsTheJob() throws IOException {
    // Another name, since a network that is open is not opened again.
    BrokenModels.edited(same(model), "name: same", "name: changing");
    var rows = translator(model).setHandleInvalid("skip").transform(table());
    Files.write(model.resolve("network.onnx"), new byte[] {1});
    assertThatThrownBy(rows::count)
        .hasStackTraceContaining("Model file %s was altered: ".formatted(file("network.onnx")));
    var again = translator(model).setHandleInvalid("skip");
    assertThatThrownBy(() -> again.transform(table())).hasMessageContaining("was altered");
  }

  @Test
  void aTorchScriptFileThatIsDescribedAsOnnxIsReported() {
    var torch = new TorchWriter("x: Tensor) -> Tensor:\n  return torch.tanh(x)").bytes();
    BrokenModels.replaced(same(model), "network.onnx", torch);
    refused(
        translator(model),
        "Model file %s of model same 1 is a TorchScript archive, \"engine\" is \"onnx\"; set engine: torchscript"
            .formatted(file("network.onnx")));
    BrokenModels.edited(model, "engine: onnx", "engine: torchscript");
    refused(
        translator(model),
        "model.yaml of model same 1 describes the inputs [in] but the network has [x]; correct model.yaml");
  }

  @Test
  void aFileThatIsNoNetworkIsReported() {
    BrokenModels.replaced(
        same(model), "network.onnx", "no network".getBytes(StandardCharsets.UTF_8));
    refused(
        translator(model),
        "Model file %s of model same 1 is not an ONNX network, \"engine\" is \"onnx\"; export it again"
            .formatted(file("network.onnx")));
  }

  @Test
  void anArchiveThatLeavesItsFolderIsRefused() throws IOException {
    var archive = folder.resolve("evil.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("../evil"));
    }
    refused(
        translator(archive),
        "Model archive %s holds \"../evil\" but every path must stay inside the archive; pack the bundle again without \"..\" and without a leading \"/\""
            .formatted(archive));
    assertThat(folder.getParent().resolve("evil")).doesNotExist();
  }

  @Test
  void anAddressOfNothingIsReported() {
    refused(
        latent(folder.resolve("absent")),
        "Model %s not found on the driver but must be the folder or the archive of a model bundle; pass an archive with --files, or give a path that every executor can read"
            .formatted(folder.resolve("absent")));
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsReported() {
    refused(
        sampler(TinyModels.sampler(model)).setCounts("{\"7\": 2}"),
        "Unknown class \"7\" for model tiny-shapes 1.0.0; known: circle, cross, square");
    refused(
        translator(ImageModels.brightening(model)).setLabel("3"),
        "Unknown class \"3\" for model brightening 1; known: full, half, none");
    refused(
        imageToImage(Denoisers.tiny(model)).setLabel("3"),
        "Unknown class \"3\" for model tiny-diffusion 1.0.0; known: circle, cross, square");
    refused(
        repainter(model).setLabel("squares"),
        "Unknown class \"squares\" for model tiny-diffusion 1.0.0; did you mean \"square\"? Known: circle, cross, square");
    refused(
        latent(TinyModels.autoencoder(model)).setLabel("3"),
        "Label is \"3\" but model tiny-mirror 1.0.0 takes none; leave it out");
  }

  @Test
  void aFrameThatTheModelCannotTakeIsReported() {
    refused(
        filler(InpaintModels.halving(model)).setFit("native"),
        "Fit is \"native\" but model halving 1 takes images of 8x8 alone; choose auto, resize, pad or tile");
    refused(
        new StyleTransfer().setModel(same(model).toString()).setStylesPerImage(2),
        "Number of styles per image is 2 but must be 1 for models of fixed styles; take a model of task stylize to mix styles");
  }

  /** Each stage with a network that makes no numbers of black images, and its output's name. */
  static Stream<Arguments> stagesWithoutNumbers() {
    return Stream.of(
        Arguments.of(translator(BrokenModels.dividingTranslator(fresh())), "out"),
        Arguments.of(enlarger(BrokenModels.dividingUpscaler(fresh())), "out"),
        Arguments.of(filler(BrokenModels.dividingInpainter(fresh())), "filled"),
        Arguments.of(latent(BrokenModels.dividingEncoder(fresh())), "code"),
        Arguments.of(painter(BrokenModels.dividingStylizer(fresh())), "features"),
        Arguments.of(classifier(BrokenModels.dividingClassifier(fresh())), "scores"));
  }

  @ParameterizedTest
  @MethodSource("stagesWithoutNumbers")
  void anImageThatBecomesNoNumbersIsARowThatCannotBeUsed(Transformer stage, String output) {
    var name = stage instanceof ImageClassifier ? "" : "Row \"black\" cannot be used: ";
    assertThatThrownBy(() -> stage.transform(table()).collectAsList())
        .hasStackTraceContaining(name + "Output \"" + output + "\" of model ")
        .hasStackTraceContaining(
            " is NaN at element 0 but must be finite; its weights or its inputs are out of range"
                + FIX);
    invalid(stage, "skip");
    assertThat(keys(stage.transform(table()))).containsOnly("white");
    invalid(stage, "keep");
    var kept = stage.transform(table());
    assertThat(keys(kept.filter("error like 'Output \"" + output + "\" of model%is NaN%'")))
        .containsExactly("black");
    assertThat(keys(kept.filter("error is null"))).containsOnly("white");
  }

  @Test
  void aDiffusionModelOfNoNumbersRefusesItsRows() {
    var stage = imageToImage(BrokenModels.infiniteDenoiser(model)).setHandleInvalid("keep");
    var kept = stage.transform(table()).filter("error like 'Output \"noise\"%must be finite%'");
    assertThat(keys(kept)).containsExactlyInAnyOrder("black", "white");
  }

  @Test
  void aSearchForDirectionsNamesTheImageThatBecomesNoNumbers() {
    var search = finder(BrokenModels.dividingEncoder(model));
    assertThatThrownBy(() -> search.fit(table()))
        .hasStackTraceContaining(
            "Row \"black\" cannot be used: Output \"code\" of model tiny-mirror");
    var more = Images.table(List.of(Images.row("half", Images.png(3), "cross", "train")));
    var found = search.setHandleInvalid("skip").fit(table().union(more));
    assertThat(found.directions()).isEmpty(); // since what is left is all alike
  }

  @Test
  void aSampleThatBecomesNoNumbersIsNamed() {
    assertThatThrownBy(() -> sampler(TinyModels.infiniteSampler(model)).transform(table()).count())
        .hasStackTraceContaining(
            "Sample \"sample/circle/0\" cannot be made: Output \"image\" of model tiny-shapes 1.0.0 is ");
  }

  @Test
  void anImageBelowTheMinimumIsARowThatCannotBeUsed() {
    ImageModels.same(model, -1, ", minimum: 20");
    var stage = translator(model).setHandleInvalid("keep");
    assertThat(reason(stage.transform(table()), "white"))
        .isEqualTo(
            "Image is 8x8 but must be at least 20x20 for model same 1; leave it out, or choose the fit pad or resize");
  }

  @Test
  void aMaskOfAnotherSizeIsARowThatCannotBeUsed() {
    var masked = table().withColumn("mask", lit(gray(4, 255)));
    var stage =
        filler(InpaintModels.halving(model)).setHoleMaskCol("mask").setHandleInvalid("keep");
    assertThat(reason(stage.transform(masked), "white"))
        .isEqualTo("Mask is 4x4 but must be 8x8, the size of its image; resize one of them");
  }

  @Test
  void lackingMemoryEndsTheJobWithAdviceWhateverBecomesOfBadRows() {
    var stage = translator(BrokenModels.hungryTranslator(model)).setHandleInvalid("skip");
    assertThatThrownBy(() -> stage.transform(table()).count())
        .hasStackTraceContaining("Model same 1 ran out of memory with batch 4: ")
        .hasStackTraceContaining(
            "; lower \"batch\" in model.yaml or the size of the images, run fewer tasks at once (spark.executor.cores), or give executors more memory outside of the heap (spark.executor.memoryOverhead)");
  }

  private void refused(PipelineStage stage, String message) {
    var jobs = Jobs.during(() -> assertThatThrownBy(() -> run(stage)).hasMessage(message));
    assertThat(jobs).isZero();
  }

  private Path file(String name) {
    return model.resolve(name);
  }

  private static void invalid(Transformer stage, String what) {
    ((HasDecoding<?>) stage).setHandleInvalid(what);
  }

  private static Dataset<Row> table() {
    return Images.table(
            List.of(
                Images.row("white", gray(8, 255), "square", "train"),
                Images.row("black", gray(8, 0), "circle", "train")))
        .coalesce(1);
  }

  private static byte[] gray(int side, int level) {
    var samples = new byte[side * side];
    Arrays.fill(samples, (byte) level);
    try (var image = Image.ofBytes(side, side, 1, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  private static void run(PipelineStage stage) {
    if (stage instanceof Estimator<?> estimator) {
      estimator.fit(table());
    } else {
      ((Transformer) stage).transform(table());
    }
  }

  private static List<String> keys(Dataset<Row> table) {
    return table.select("key").collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static String reason(Dataset<Row> table, String key) {
    return table.filter("key = '" + key + "' and error is not null").first().getAs("error");
  }

  /** Counts the jobs that Spark starts. */
  private static final class Jobs extends SparkListener {
    private final AtomicInteger started = new AtomicInteger();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      started.incrementAndGet();
    }

    static int during(Runnable work) {
      var context = LocalSpark.session().sparkContext();
      var jobs = new Jobs();
      context.addSparkListener(jobs);
      try {
        work.run();
        context.listenerBus().waitUntilEmpty();
        return jobs.started.get();
      } catch (TimeoutException e) {
        throw new IllegalStateException(e);
      } finally {
        context.removeSparkListener(jobs);
      }
    }
  }
}
