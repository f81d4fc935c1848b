package dev.variegate.generate.diffusion;

import dev.variegate.generate.StepListener;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.schedule.Scheduler;
import dev.variegate.generate.schedule.SchedulerConfig;
import dev.variegate.generate.schedule.SchedulerState;
import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Tensor;
import dev.variegate.random.DrawKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes batches of images from noise to clean samples by a bundle's network and scheduler. */
public final class DiffusionProcess implements AutoCloseable {

  /** Place of the noise that a run starts from; that of evaluation i is i + 1. */
  public static final int START = 0;

  private final ModelBundle bundle;
  private final SchedulerConfig trained;
  private final Denoiser denoiser;
  private final StepListener listener;
  private final NoisyImages images;
  private final Optional<LatentCodec> codec;
  private final ClassCondition classes;
  private final ImageCondition sources;

  private DiffusionProcess(
      ModelBundle bundle,
      SchedulerConfig trained,
      Denoiser denoiser,
      Optional<LatentCodec> codec,
      ClassCondition classes,
      NoisyImages images,
      StepListener listener) {
    this.bundle = bundle;
    this.trained = trained;
    this.denoiser = denoiser;
    this.codec = codec;
    this.classes = classes;
    this.sources = new ImageCondition(bundle.description(), images.size());
    this.listener = listener;
    this.images = images;
  }

  public static DiffusionProcess open(
      ModelBundle bundle, ComputeOptions compute, StepListener listener) {
    var trained = trained(bundle);
    var images = new NoisyImages(bundle.description());
    var denoiser = Denoiser.open(bundle, compute);
    try {
      var classes = ClassCondition.open(bundle, compute);
      try {
        var codec = LatentCodec.open(bundle, compute);
        return new DiffusionProcess(bundle, trained, denoiser, codec, classes, images, listener);
      } catch (RuntimeException e) {
        classes.close();
        throw e;
      }
    } catch (RuntimeException e) {
      denoiser.close();
      throw e;
    }
  }

  /**
   * How the network of a bundle was trained, for images of its size.
   *
   * @throws IllegalArgumentException if it leaves the size of its images free and names none
   */
  public static SchedulerConfig trained(ModelBundle bundle) {
    var noisy = NoisyTensor.of(bundle.description());
    return SchedulerConfig.read(bundle.file(ModelDescription.SCHEDULER))
        .forImages(noisy.width(), noisy.size());
  }

  public ModelBundle bundle() {
    return bundle;
  }

  public SchedulerConfig trained() {
    return trained;
  }

  /** What converts images to the model's batches and back. */
  public NoisyImages images() {
    return images;
  }

  /**
   * The clean samples of images, which have the model's size and channels: what noise is added to.
   */
  double[] entering(List<Image> given) {
    return codec
        .map(of -> of.encode(images.tensor(given), given.size()))
        .orElseGet(() -> images.samples(given));
  }

  /**
   * The samples of images, for {@link #images}, of clean ones.
   *
   * @param count of the batch that are there
   */
  public float[] leaving(double[] clean, int count) {
    return codec.map(of -> of.decode(clean, count)).orElseGet(() -> Samples.floats(clean));
  }

  public Denoiser denoiser() {
    return denoiser;
  }

  public StepListener listener() {
    return listener;
  }

  public BatchNoise noise(List<DrawKey> keys) {
    return new BatchNoise(keys, denoiser.width(), denoiser.batch());
  }

  /** The class as lineages name it; "" for none. */
  public String labelName(String asked) {
    return ClassCondition.name(bundle.description(), asked);
  }

  /**
   * What images that are made from noise alone are denoised toward.
   *
   * @param labels the class of each image, by name or index; "" for none
   * @param guidanceScale see {@link DiffusionOptions}
   */
  public Conditions making(List<String> labels, double guidanceScale) {
    return conditions(labels, guidanceScale, Map.of());
  }

  /** What images that are redrawn are denoised toward. */
  Conditions redrawing(List<String> labels, double guidanceScale, List<Image> images, Fit fit) {
    return conditions(labels, guidanceScale, sources.redrawing(images, fit));
  }

  /**
   * What images whose holes are filled are denoised toward.
   *
   * @param masks 255 in the holes
   */
  public Conditions filling(
      List<String> labels, double guidanceScale, List<Image> images, List<Image> masks, Fit fit) {
    return conditions(labels, guidanceScale, sources.filling(images, masks, fit));
  }

  private Conditions conditions(
      List<String> labels, double guidanceScale, Map<String, Tensor> images) {
    return new Conditions(
        joined(classes.of(labels), images),
        guidanceScale == 1
            ? Optional.empty()
            : Optional.of(joined(classes.none(labels.size()), images)),
        guidanceScale,
        labels.size());
  }

  private static Map<String, Tensor> joined(Map<String, Tensor> one, Map<String, Tensor> other) {
    var all = new HashMap<>(one);
    all.putAll(other);
    return all;
  }

  /**
   * Follows a scheduler to its end.
   *
   * @param start as noisy as the scheduler begins
   * @return clean samples of the batch
   */
  public double[] follow(
      Scheduler scheduler, double[] start, BatchNoise noise, Conditions conditions) {
    var state = SchedulerState.from(start);
    while (state.evaluation() < scheduler.evaluations()) {
      int i = state.evaluation();
      var prediction = predict(scheduler, state, conditions);
      state = scheduler.step(state, prediction, () -> noise.at(i + 1));
      listener.done(i + 1, scheduler.evaluations());
    }
    return state.sample();
  }

  double[] predict(Scheduler scheduler, SchedulerState state, Conditions conditions) {
    int i = state.evaluation();
    var scaled = scheduler.scaleInput(state.sample(), i);
    return denoiser.predict(scaled, scheduler.timestep(i), conditions, scheduler.takesVariances());
  }

  @Override
  public void close() {
    try (denoiser;
        classes) {
      codec.ifPresent(LatentCodec::close);
    }
  }
}
