package dev.variegate.stage.train;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.train.flow.FlowKind;
import dev.variegate.train.flow.FlowOptions;
import dev.variegate.train.flow.NormalizingFlow;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Trains a normalizing flow, conditional on the class where {@code classes} is set: an invertible
 * network that samples, encodes without loss and knows the exact density of an image with uniform
 * noise of one level. Images must have even sides.
 *
 * <p>Loss: {@code bits/dim}, bits for each sample of an image of 8 bits. Source: Dinh et al.,
 * arXiv:1605.08803; Kingma and Dhariwal, arXiv:1807.03039.
 */
public final class FlowTrainer extends GeneratorTrainer<FlowTrainer> {

  private static final long serialVersionUID = 1L;

  public FlowTrainer() {
    this(Identifiable$.MODULE$.randomUID("flowTrainer"));
  }

  public FlowTrainer(String uid) {
    super(uid);
    setDefault(epochs(), 12);
    setDefault(learningRate(), 2e-3);
    setDefault(averaging(), 0.999);
    setDefault(flow(), KebabCase.kebab(FlowOptions.DEFAULT.kind()));
    setDefault(couplings(), FlowOptions.DEFAULT.steps());
    setDefault(width(), FlowOptions.DEFAULT.width());
    setDefault(alpha(), FlowOptions.DEFAULT.alpha());
    setDefault(temperature(), FlowOptions.DEFAULT.temperature());
  }

  public static MLReader<FlowTrainer> read() {
    return new DefaultParamsReader<>();
  }

  public static FlowTrainer load(String path) {
    return read().load(path);
  }

  public Param<String> flow() {
    return ParamSupport.text(
        this,
        "flow",
        "glow, with learned 1x1 convolutions between couplings, or real-nvp, with checkerboards and halves of channels in turn",
        value -> Choice.parse(FlowKind.class, value, "flow"));
  }

  public IntParam couplings() {
    return ParamSupport.whole(
        this,
        "couplings",
        "steps at each size of the image, which is halved while its sides are even",
        value -> ParamSupport.requirePositive((int) value, "couplings"));
  }

  public IntParam width() {
    return ParamSupport.whole(
        this,
        "width",
        "channels inside the networks of the couplings",
        value -> ParamSupport.requirePositive((int) value, "width"));
  }

  public DoubleParam alpha() {
    return ParamSupport.real(
        this,
        "alpha",
        "how far from 0 and 1 samples are kept before their logit is taken, 0 to below 0.5; 0 takes them as they are",
        value -> requireAlpha((double) value));
  }

  public DoubleParam temperature() {
    return ParamSupport.real(
        this,
        "temperature",
        "deviation of the latents that the bundle draws: 1 for the distribution that was learned, less for more typical and less varied images",
        value -> requireTemperature((double) value));
  }

  private static void requireAlpha(double given) {
    if (!(given >= 0 && given < 0.5)) {
      throw new IllegalArgumentException(
          "alpha is %s but must be 0 to below 0.5; 0.05 is usual".formatted(given));
    }
  }

  private static void requireTemperature(double given) {
    if (!(given > 0)) {
      throw new IllegalArgumentException(
          "temperature is %s but must be above 0; 1 samples what was learned".formatted(given));
    }
  }

  public FlowTrainer setFlow(String value) {
    return ParamSupport.set(this, flow(), value);
  }

  public String getFlow() {
    return getOrDefault(flow());
  }

  public FlowTrainer setCouplings(int value) {
    return ParamSupport.set(this, couplings(), value);
  }

  public int getCouplings() {
    return (int) getOrDefault(couplings());
  }

  public FlowTrainer setWidth(int value) {
    return ParamSupport.set(this, width(), value);
  }

  public int getWidth() {
    return (int) getOrDefault(width());
  }

  public FlowTrainer setAlpha(double value) {
    return ParamSupport.set(this, alpha(), value);
  }

  public double getAlpha() {
    return (double) getOrDefault(alpha());
  }

  public FlowTrainer setTemperature(double value) {
    return ParamSupport.set(this, temperature(), value);
  }

  public double getTemperature() {
    return (double) getOrDefault(temperature());
  }

  @Override
  TrainingTask.TrainerFamily family() {
    var kind = Choice.parse(FlowKind.class, getFlow(), "flow");
    int steps = getCouplings();
    int channels = getWidth();
    double kept = getAlpha();
    double deviation = getTemperature();
    return () ->
        new NormalizingFlow.Family(new FlowOptions(kind, steps, channels, kept, deviation));
  }

  @Override
  public FlowTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
