package dev.variegate.stage;

import dev.variegate.stage.param.GateParams;
import dev.variegate.stage.train.ConditionalVaeTrainer;
import dev.variegate.stage.train.DiffusionTrainer;
import dev.variegate.stage.train.FlowTrainer;
import dev.variegate.stage.train.GanTrainer;
import dev.variegate.stage.train.PixelCnnTrainer;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.ImageModels;
import dev.variegate.testing.SegmentationForms;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One of each stage, set up for {@link Images#unbalanced()}. */
public final class Specimens {

  public static final String POLICY =
      "{\"name\": \"turn\", \"steps\": [{\"rotate\": {\"degrees\": [-20, 20]}}, \"flip\"]}";

  /** As it is, and then like a reference. */
  private static final String ALIKE =
      "{\"name\": \"alike\", \"steps\": [{\"rotate\": {\"degrees\": [-20, 20]}}, \"flip\", {\"one-of\": [\"histogram-matching\", \"fourier-domain-adaptation\", \"color-transfer\"]}]}";

  private static final String CLASSIFIER =
      TinyModels.classifier(TinyModels.folder("classifier")).toString();

  private static final String HEAD = TinyModels.scorer(TinyModels.folder("head"), 1).toString();

  private static final String LIKELIHOOD =
      TinyModels.imageScorer(TinyModels.folder("likelihood")).toString();

  private static final String SEGMENTER =
      SegmentationForms.plain().write(TinyModels.folder("segmenter")).toString();

  static final String DENOISER = Denoisers.tiny(TinyModels.folder("denoiser")).toString();

  static final String TRANSLATOR = ImageModels.sloping(TinyModels.folder("translator")).toString();

  static final String UPSCALER =
      ImageModels.doubling(TinyModels.folder("upscaler"), 12, "luma").toString();

  static final String STYLIZER = StyleModels.stylizer(TinyModels.folder("stylizer")).toString();

  static final String STYLES = Images.folder(TinyModels.folder("styles"), 3).toString();

  static final String AUTOENCODER =
      TinyModels.autoencoder(TinyModels.folder("autoencoder")).toString();

  private static final String TRAININGS = TinyModels.folder("trainings").toString();

  /** Shared by all tests, so that the balancer is fitted once; not to be set again. */
  public static final List<PipelineStage> ALL =
      List.of(
          augmenter(),
          mixer(),
          sampler(),
          vectorizer(),
          classifier(),
          segmenter(),
          inpainting(),
          imageToImage(),
          translator(),
          enlarger(),
          styleTransfer(),
          latent(),
          directions(),
          directions().fit(Images.unbalanced()),
          balancer(),
          balancer().fit(Images.unbalanced()),
          estimator(),
          inspector(),
          scorer(),
          gate(),
          gate().fit(Images.unbalanced()),
          shortcuts(),
          leakage(),
          splitter(),
          audit(),
          trainer(),
          gan(),
          diffusion(),
          flowTrainer(),
          pixelCnnTrainer(),
          likelihood(),
          trainer().fit(Images.unbalanced()));

  private Specimens() {}

  /** Those that read images, without those that look at other columns alone. */
  static List<PipelineStage> ofImages() {
    return ALL.stream()
        .filter(
            stage ->
                !(stage instanceof GateParams<?>
                    || stage instanceof FeatureScorer
                    || stage instanceof ShortcutCheck
                    || stage instanceof LeakageCheck))
        .toList();
  }

  static ClassicAugmenter augmenter() {
    return new ClassicAugmenter()
        .setPolicy(ALIKE)
        .setReferences(STYLES)
        .setKeyCol("key")
        .setSplitCol("split")
        .setCopies(2)
        .setSeed(7)
        .setEncoding("webp:80");
  }

  public static ImageMixer mixer() {
    return new ImageMixer()
        .setMixture("[cut-mix, mix-up, {mosaic: {width: 20, height: 12}}]")
        .setSoftLabelCol("fractions")
        .setKeyCol("key")
        .setSplitCol("split")
        .setCopies(3)
        .setSeed(7);
  }

  public static GenerativeSampler sampler() {
    return new GenerativeSampler()
        .setModel(model())
        .setCounts("{\"shirt\": 66, \"bag\": 2}")
        .setKeyCol("key")
        .setSeed(7);
  }

  static StyleTransfer styleTransfer() {
    return new StyleTransfer()
        .setModel(STYLIZER)
        .setStyles(STYLES)
        .setStylesPerImage(2)
        .setStyleSize(8)
        .setKeyCol("key")
        .setSplitCol("split")
        .setCopies(2)
        .setSeed(7);
  }

  static LatentAugmenter latent() {
    return new LatentAugmenter()
        .setModel(AUTOENCODER)
        .setOperation("interpolate")
        .setAmount("[0.2, 0.8]")
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(7);
  }

  static LatentDirections directions() {
    return new LatentDirections()
        .setModel(AUTOENCODER)
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(7);
  }

  static ImageVectorizer vectorizer() {
    return new ImageVectorizer().setWidth(4).setHeight(3).setChannels("gray");
  }

  static QualityGate gate() {
    return new QualityGate().setGates("weight >= 0.5").setHandleRefused("keep");
  }

  static FeatureScorer scorer() {
    return new FeatureScorer().setModel(HEAD).setFeaturesCol("weight");
  }

  static LikelihoodScorer likelihood() {
    return new LikelihoodScorer().setModel(LIKELIHOOD);
  }

  static ShortcutCheck shortcuts() {
    return new ShortcutCheck().setKeyCol("key").setProperties("weight");
  }

  static LeakageCheck leakage() {
    return new LeakageCheck().setKeyCol("key").setHandleLeakage("warn");
  }

  static GroupSplitter splitter() {
    return new GroupSplitter().setKeyCol("key").setOutputCol("fold").setSeed(7);
  }

  static SourceAudit audit() {
    return new SourceAudit().setKeyCol("key").setWeightCol("share").setSourceWeight("uniqueness");
  }

  private static FlowTrainer flowTrainer() {
    return new FlowTrainer()
        .setOutput(TRAININGS)
        .setCounts("{\"coat\": 2}")
        .setKeyCol("key")
        .setSplitCol("split")
        .setImageSize(8)
        .setEpochs(1)
        .setBatchSize(4)
        .setCouplings(2)
        .setWidth(2)
        .setSeed(7);
  }

  private static PixelCnnTrainer pixelCnnTrainer() {
    return new PixelCnnTrainer()
        .setOutput(TRAININGS)
        .setCounts("{\"coat\": 2}")
        .setKeyCol("key")
        .setSplitCol("split")
        .setImageSize(8)
        .setEpochs(1)
        .setBatchSize(4)
        .setBlocks(1)
        .setComponents(2)
        .setWidth(2)
        .setSeed(7);
  }

  static ConditionalVaeTrainer trainer() {
    return new ConditionalVaeTrainer()
        .setOutput(TRAININGS)
        .setCounts("{\"coat\": 2}")
        .setKeyCol("key")
        .setSplitCol("split")
        .setImageSize(8)
        .setEpochs(1)
        .setBatchSize(4)
        .setWidth(2)
        .setHiddenSize(4)
        .setSeed(7);
  }

  static GanTrainer gan() {
    return new GanTrainer()
        .setOutput(TRAININGS)
        .setModelName("gan")
        .setCounts("{\"coat\": 2}")
        .setKeyCol("key")
        .setSplitCol("split")
        .setImageSize(8)
        .setEpochs(1)
        .setBatchSize(4)
        .setWidth(2)
        .setHiddenSize(4)
        .setDiscriminatorWidth(2)
        .setSeed(7);
  }

  static DiffusionTrainer diffusion() {
    return new DiffusionTrainer()
        .setOutput(TRAININGS)
        .setModelName("diffusion")
        .setCounts("{\"coat\": 2}")
        .setKeyCol("key")
        .setSplitCol("split")
        .setImageSize(8)
        .setEpochs(1)
        .setBatchSize(4)
        .setWidth(8)
        .setTimesteps(100)
        .setSeed(7);
  }

  static ImageInspector inspector() {
    return new ImageInspector();
  }

  static ImageClassifier classifier() {
    return new ImageClassifier().setModel(CLASSIFIER).setFeaturesCol("samples");
  }

  static ImageSegmenter segmenter() {
    return new ImageSegmenter()
        .setModel(SEGMENTER)
        .setMaskValues("car=255", "tree=1")
        .setPolygonsCol("polygons");
  }

  public static Inpainting inpainting() {
    return new Inpainting()
        .setKeyCol("key")
        .setSplitCol("split")
        .setCopies(2)
        .setSeed(7)
        .setEraseArea(0.1, 0.3);
  }

  static ImageToImage imageToImage() {
    return new ImageToImage()
        .setModel(DENOISER)
        .setLabel("square")
        .setSteps(4)
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(7);
  }

  static ImageTranslator translator() {
    return new ImageTranslator()
        .setModel(TRANSLATOR)
        .setKeyCol("key")
        .setSplitCol("split")
        .setFit("tile")
        .setOverlap(0.5);
  }

  static SuperResolution enlarger() {
    return new SuperResolution().setModel(UPSCALER).setKeyCol("key").setKeepSize(true);
  }

  public static ClassBalancer balancer() {
    return new ClassBalancer()
        .setMethods(methods(POLICY))
        .setTarget("9")
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(7);
  }

  static AugmentedEstimator<?> estimator() {
    return new AugmentedEstimator<StringIndexerModel>()
        .setAugmenters(augmenter(), balancer().setTarget("20"))
        .setEstimator(new StringIndexer().setInputCol("label").setOutputCol("index"));
  }

  /** Classic, sampled and oversampled, 2 to 1 to 1. */
  static String methods(String policy) {
    return "[{\"method\": \"classic\", \"policy\": %s, \"weight\": 2}, {\"method\": \"sample\", \"model\": \"%s\"}, {\"method\": \"oversample\"}]"
        .formatted(policy, model());
  }

  /** The bundle that the repository ships. */
  static String model() {
    return Path.of(System.getProperty("variegate.root", ".."), "examples/models/fashion-clothes")
        .toAbsolutePath()
        .normalize()
        .toString();
  }

  /** What comes out of a stage, fitted first if it is an estimator. */
  public static Dataset<Row> run(PipelineStage stage, Dataset<Row> table) {
    var transformer =
        stage instanceof Estimator<?> estimator ? estimator.fit(table) : (Transformer) stage;
    return transformer.transform(table);
  }
}
