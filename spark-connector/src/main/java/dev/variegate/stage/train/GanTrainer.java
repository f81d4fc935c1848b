package dev.variegate.stage.train;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.train.gan.DiffAugmentation;
import dev.variegate.train.gan.GanOptions;
import dev.variegate.train.gan.HingeGan;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Trains a generative adversarial network, conditional on the class where {@code classes} is set.
 * Its images are sharper than those of a variational autoencoder, at the price that it may leave
 * out kinds of images; the bundle has no encoder.
 *
 * <p>Losses: {@code discriminator}, the hinge loss, 2 where it knows nothing and 0 where it knows
 * all; {@code lecam}, how far its scores run apart; {@code generator}, the negative mean score of
 * made images. They are the state of a game and do not fall as images get better, so the bundle has
 * the last epoch and {@code patience} changes nothing. Source: Lim and Ye, arXiv:1705.02894; Miyato
 * and Koyama, arXiv:1802.05637; Miyato et al., arXiv:1802.05957; Tseng et al., arXiv:2104.03310;
 * Zhao et al., arXiv:2006.10738.
 */
public final class GanTrainer extends GeneratorTrainer<GanTrainer>
    implements DecoderParams<GanTrainer> {

  private static final long serialVersionUID = 1L;

  public GanTrainer() {
    this(Identifiable$.MODULE$.randomUID("ganTrainer"));
  }

  public GanTrainer(String uid) {
    super(uid);
    setDefault(epochs(), 12);
    setDefault(learningRate(), 4e-4);
    setDefault(averaging(), 0.999);
    setDefault(validationFraction(), 0.0); // it would choose no epoch
    setDefault(latentSize(), GanOptions.DEFAULT.latent());
    setDefault(width(), GanOptions.DEFAULT.width());
    setDefault(hiddenSize(), GanOptions.DEFAULT.hidden());
    setDefault(discriminatorWidth(), GanOptions.DEFAULT.discriminatorWidth());
    setDefault(discriminatorSteps(), GanOptions.DEFAULT.discriminatorSteps());
    setDefault(leCamWeight(), GanOptions.DEFAULT.leCamWeight());
    setDefault(diffAugment(), words(GanOptions.DEFAULT.augmentations()));
  }

  private static String[] words(Set<DiffAugmentation> kinds) {
    return kinds.stream().sorted().map(DiffAugmentation::word).toArray(String[]::new);
  }

  public static MLReader<GanTrainer> read() {
    return new DefaultParamsReader<>();
  }

  public static GanTrainer load(String path) {
    return read().load(path);
  }

  public IntParam discriminatorWidth() {
    return ParamSupport.whole(
        this,
        "discriminatorWidth",
        "channels of the discriminator's convolutions at the whole size of the image; smaller sizes have up to four times as many",
        value -> ParamSupport.requirePositive((int) value, "discriminatorWidth"));
  }

  public IntParam discriminatorSteps() {
    return ParamSupport.whole(
        this,
        "discriminatorSteps",
        "steps of the discriminator, each on new images, for each step of the generator",
        value -> ParamSupport.requirePositive((int) value, "discriminatorSteps"));
  }

  public DoubleParam leCamWeight() {
    return ParamSupport.real(
        this,
        "leCamWeight",
        "weight of the LeCam regularizer, which keeps the discriminator from running away, beside the hinge loss; 0 for none",
        value -> requireWeight((double) value));
  }

  public StringArrayParam diffAugment() {
    return ParamSupport.texts(
        this,
        "diffAugment",
        "what is changed at random in all images that the discriminator sees, any of color, translation and cutout, so that it does not learn few images by heart; empty for none",
        words -> kinds(words));
  }

  private static void requireWeight(double given) {
    if (!(given >= 0)) {
      throw new IllegalArgumentException(
          "leCamWeight is %s but must be 0 or more; raise it".formatted(given));
    }
  }

  private static Set<DiffAugmentation> kinds(String[] words) {
    var kinds = EnumSet.noneOf(DiffAugmentation.class);
    Arrays.stream(words).map(DiffAugmentation::parse).forEach(kinds::add);
    return kinds;
  }

  public GanTrainer setDiscriminatorWidth(int value) {
    return ParamSupport.set(this, discriminatorWidth(), value);
  }

  public int getDiscriminatorWidth() {
    return (int) getOrDefault(discriminatorWidth());
  }

  public GanTrainer setDiscriminatorSteps(int value) {
    return ParamSupport.set(this, discriminatorSteps(), value);
  }

  public int getDiscriminatorSteps() {
    return (int) getOrDefault(discriminatorSteps());
  }

  public GanTrainer setLeCamWeight(double value) {
    return ParamSupport.set(this, leCamWeight(), value);
  }

  public double getLeCamWeight() {
    return (double) getOrDefault(leCamWeight());
  }

  public GanTrainer setDiffAugment(String[] value) {
    return ParamSupport.set(this, diffAugment(), value);
  }

  public String[] getDiffAugment() {
    return getOrDefault(diffAugment());
  }

  @Override
  TrainingTask.TrainerFamily family() {
    int latent = getLatentSize();
    int channels = getWidth();
    int hidden = getHiddenSize();
    int discriminator = getDiscriminatorWidth();
    int steps = getDiscriminatorSteps();
    double leCam = getLeCamWeight();
    String[] augmentations = getDiffAugment();
    return () ->
        new HingeGan.Family(
            new GanOptions(
                latent,
                channels,
                hidden,
                discriminator,
                steps,
                leCam,
                kinds(augmentations),
                GanOptions.DEFAULT.beta1(),
                GanOptions.DEFAULT.beta2()));
  }

  @Override
  public GanTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
