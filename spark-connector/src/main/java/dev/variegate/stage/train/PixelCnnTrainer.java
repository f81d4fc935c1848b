package dev.variegate.stage.train;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.train.autoregressive.PixelCnn;
import dev.variegate.train.autoregressive.PixelCnnOptions;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Trains a PixelCNN++, conditional on the class where {@code classes} is set: it says how likely
 * each pixel is given all above it and on its left, and so knows the exact probability of an image.
 * Of all models here it gives the most of it, at the price that samples are drawn pixel by pixel.
 *
 * <p>Loss: {@code bits/dim}, bits for each sample of an image of 8 bits. Source: Salimans et al.,
 * arXiv:1701.05517.
 */
public final class PixelCnnTrainer extends GeneratorTrainer<PixelCnnTrainer> {

  private static final long serialVersionUID = 1L;

  public PixelCnnTrainer() {
    this(Identifiable$.MODULE$.randomUID("pixelCnnTrainer"));
  }

  public PixelCnnTrainer(String uid) {
    super(uid);
    setDefault(epochs(), 4);
    setDefault(batchSize(), 16);
    setDefault(learningRate(), 2e-3);
    setDefault(averaging(), 0.999);
    setDefault(width(), PixelCnnOptions.DEFAULT.width());
    setDefault(blocks(), PixelCnnOptions.DEFAULT.blocks());
    setDefault(components(), PixelCnnOptions.DEFAULT.components());
    setDefault(temperature(), PixelCnnOptions.DEFAULT.temperature());
  }

  public static MLReader<PixelCnnTrainer> read() {
    return new DefaultParamsReader<>();
  }

  public static PixelCnnTrainer load(String path) {
    return read().load(path);
  }

  public IntParam width() {
    return ParamSupport.whole(
        this,
        "width",
        "channels of the features",
        value -> ParamSupport.requirePositive((int) value, "width"));
  }

  public IntParam blocks() {
    return ParamSupport.whole(
        this,
        "blocks",
        "residual blocks of each of the two stacks of convolutions; with each, a pixel is predicted from two more rows above and two more columns on each side",
        value -> ParamSupport.requirePositive((int) value, "blocks"));
  }

  public IntParam components() {
    return ParamSupport.whole(
        this,
        "components",
        "logistic distributions whose mixture is the distribution of a pixel",
        value -> ParamSupport.requirePositive((int) value, "components"));
  }

  public DoubleParam temperature() {
    return ParamSupport.real(
        this,
        "temperature",
        "how freely the bundle draws pixels: 1 for the distribution that was learned, less for likelier pixels and less varied images",
        value -> requireTemperature((double) value));
  }

  private static void requireTemperature(double given) {
    if (!(given > 0)) {
      throw new IllegalArgumentException(
          "temperature is %s but must be above 0; 1 samples what was learned".formatted(given));
    }
  }

  public PixelCnnTrainer setWidth(int value) {
    return ParamSupport.set(this, width(), value);
  }

  public int getWidth() {
    return (int) getOrDefault(width());
  }

  public PixelCnnTrainer setBlocks(int value) {
    return ParamSupport.set(this, blocks(), value);
  }

  public int getBlocks() {
    return (int) getOrDefault(blocks());
  }

  public PixelCnnTrainer setComponents(int value) {
    return ParamSupport.set(this, components(), value);
  }

  public int getComponents() {
    return (int) getOrDefault(components());
  }

  public PixelCnnTrainer setTemperature(double value) {
    return ParamSupport.set(this, temperature(), value);
  }

  public double getTemperature() {
    return (double) getOrDefault(temperature());
  }

  @Override
  TrainingTask.TrainerFamily family() {
    int channels = getWidth();
    int depth = getBlocks();
    int logistics = getComponents();
    double drawn = getTemperature();
    return () -> new PixelCnn.Family(new PixelCnnOptions(channels, depth, logistics, drawn));
  }

  @Override
  public PixelCnnTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
