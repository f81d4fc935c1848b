package dev.variegate.stage.train;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.stage.param.DiffusionParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.train.diffusion.DdpmOptions;
import dev.variegate.train.diffusion.DenoisingDiffusion;
import dev.variegate.train.diffusion.NoiseCurve;
import dev.variegate.train.diffusion.Target;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Trains a denoising diffusion model, conditional on the class where {@code classes} is set. It
 * learns steadily and leaves out no kind of image, at the price that each sample takes as many runs
 * of the network as it has steps. The fitted model takes over how it is followed: by {@code ddim}
 * unless {@code scheduler} says otherwise, guided by {@code guidanceScale} where {@code
 * classDropout} is above 0.
 *
 * <p>Loss: {@code error}, the mean square error of what is predicted, 1 at first. Source: Ho et
 * al., arXiv:2006.11239; Nichol and Dhariwal, arXiv:2102.09672; Salimans and Ho, arXiv:2202.00512;
 * Ho and Salimans, arXiv:2207.12598.
 */
public final class DiffusionTrainer extends GeneratorTrainer<DiffusionTrainer>
    implements DiffusionParams<DiffusionTrainer> {

  private static final long serialVersionUID = 1L;

  public DiffusionTrainer() {
    this(Identifiable$.MODULE$.randomUID("diffusionTrainer"));
  }

  public DiffusionTrainer(String uid) {
    super(uid);
    setDefault(epochs(), 5);
    setDefault(learningRate(), 1e-3);
    setDefault(averaging(), 0.999);
    setDefault(width(), DdpmOptions.DEFAULT.width());
    setDefault(prediction(), KebabCase.kebab(DdpmOptions.DEFAULT.target()));
    setDefault(noiseSchedule(), KebabCase.kebab(DdpmOptions.DEFAULT.curve()));
    setDefault(timesteps(), DdpmOptions.DEFAULT.steps());
    setDefault(classDropout(), DdpmOptions.DEFAULT.classDropout());
  }

  public static MLReader<DiffusionTrainer> read() {
    return new DefaultParamsReader<>();
  }

  public static DiffusionTrainer load(String path) {
    return read().load(path);
  }

  public IntParam width() {
    return ParamSupport.whole(
        this,
        "width",
        "channels of the convolutions at the whole size of the image, a multiple of 8; smaller sizes have twice as many",
        value -> DdpmOptions.DEFAULT.withWidth((int) value));
  }

  public Param<String> prediction() {
    return ParamSupport.text(
        this,
        "prediction",
        "what the network says of a noisy image: epsilon, the noise; velocity, a sum of noise and image that is steadier where there is much noise",
        DiffusionTrainer::target);
  }

  public Param<String> noiseSchedule() {
    return ParamSupport.text(
        this,
        "noiseSchedule",
        "how noise grows with the timestep: linear in its variance, or cosine, which keeps more of the image and suits larger ones",
        DiffusionTrainer::curve);
  }

  public IntParam timesteps() {
    return ParamSupport.whole(
        this,
        "timesteps",
        "timesteps that the way from image to noise is cut into, 100 to 10,000; samples take fewer",
        value -> DdpmOptions.DEFAULT.withSteps((int) value));
  }

  public DoubleParam classDropout() {
    return ParamSupport.real(
        this,
        "classDropout",
        "part of the images whose class is hidden from the network, 0 to below 1, so that samples can be guided; 0 for no guidance",
        value -> DdpmOptions.DEFAULT.withClassDropout((double) value));
  }

  private static Target target(String word) {
    return Choice.parse(Target.class, word, "prediction");
  }

  private static NoiseCurve curve(String word) {
    return Choice.parse(NoiseCurve.class, word, "noiseSchedule");
  }

  public DiffusionTrainer setWidth(int value) {
    return ParamSupport.set(this, width(), value);
  }

  public int getWidth() {
    return (int) getOrDefault(width());
  }

  public DiffusionTrainer setPrediction(String value) {
    return ParamSupport.set(this, prediction(), value);
  }

  public String getPrediction() {
    return getOrDefault(prediction());
  }

  public DiffusionTrainer setNoiseSchedule(String value) {
    return ParamSupport.set(this, noiseSchedule(), value);
  }

  public String getNoiseSchedule() {
    return getOrDefault(noiseSchedule());
  }

  public DiffusionTrainer setTimesteps(int value) {
    return ParamSupport.set(this, timesteps(), value);
  }

  public int getTimesteps() {
    return (int) getOrDefault(timesteps());
  }

  public DiffusionTrainer setClassDropout(double value) {
    return ParamSupport.set(this, classDropout(), value);
  }

  public double getClassDropout() {
    return (double) getOrDefault(classDropout());
  }

  @Override
  TrainingTask.TrainerFamily family() {
    int channels = getWidth();
    var target = target(getPrediction());
    var curve = curve(getNoiseSchedule());
    int steps = getTimesteps();
    double dropout = getClassDropout();
    return () ->
        new DenoisingDiffusion.Family(new DdpmOptions(channels, target, curve, steps, dropout));
  }

  @Override
  public DiffusionTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
