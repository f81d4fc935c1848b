package dev.variegate.stage.train;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.train.ImageShape;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params that every trainer has: where it writes, how long and how fast it trains. */
public interface TrainingParams<S> extends Params {

  default Param<String> output() {
    return ParamSupport.text(
        this,
        "output",
        "folder of trainings, on any Hadoop file system: each has a folder of its own in it, named by its settings and images, with its checkpoints, losses, samples and bundle; the same training goes on where it was ended");
  }

  default Param<String> modelName() {
    return ParamSupport.text(
        this,
        "modelName",
        "name of the bundle, as messages and lineage have it",
        TrainingParams::requireName);
  }

  default Param<String> license() {
    return ParamSupport.text(
        this,
        "license",
        "license that the training images ask for, as the bundle states it (SPDX name or free text); if empty, it states none");
  }

  default BooleanParam classes() {
    return new BooleanParam(
        this,
        "classes",
        "whether the model learns the classes of labelCol, so that images of a requested class can be sampled");
  }

  default IntParam imageSize() {
    return ParamSupport.whole(
        this,
        "imageSize",
        "side in pixels, 8 to 128, that images are resized to, without keeping their shape; if unset, all must have one size",
        value -> TrainingParams.requireSide((int) value));
  }

  default Param<String> initFrom() {
    return ParamSupport.text(
        this,
        "initFrom",
        "folder of a bundle that the same trainer wrote, with whose weights this training begins instead of drawn ones (fine-tuning); its settings, image shape, classes and seed must be those of this one; if empty, none");
  }

  default IntParam epochs() {
    return ParamSupport.whole(
        this,
        "epochs",
        "passes over the training images, at most",
        value -> ParamSupport.requirePositive((int) value, "epochs"));
  }

  default IntParam batchSize() {
    return ParamSupport.whole(
        this,
        "batchSize",
        "images in a step of training",
        value -> ParamSupport.requirePositive((int) value, "batchSize"));
  }

  default DoubleParam learningRate() {
    return ParamSupport.real(
        this,
        "learningRate",
        "step size of Adam at first; it falls linearly to a tenth",
        value -> TrainingParams.requireAbove((double) value, "learningRate"));
  }

  default DoubleParam averaging() {
    return ParamSupport.real(
        this,
        "averaging",
        "decay of the moving average of weights that is kept, 0 to below 1; 0 keeps the last weights",
        value -> TrainingParams.requireFraction((double) value, "averaging"));
  }

  default DoubleParam validationFraction() {
    return ParamSupport.real(
        this,
        "validationFraction",
        "part of the images that is held out to measure the validation loss, 0 to below 1; the bundle has the epoch with the smallest, but for adversarial networks, whose losses say nothing of it",
        value -> TrainingParams.requireFraction((double) value, "validationFraction"));
  }

  default IntParam patience() {
    return ParamSupport.whole(
        this,
        "patience",
        "epochs without a smaller validation loss after which training ends; 0 for never",
        value -> TrainingParams.requireCount((int) value, "patience"));
  }

  default S setOutput(String value) {
    return ParamSupport.set(this, output(), value);
  }

  default String getOutput() {
    return getOrDefault(output());
  }

  default S setModelName(String value) {
    return ParamSupport.set(this, modelName(), value);
  }

  default String getModelName() {
    return getOrDefault(modelName());
  }

  default S setLicense(String value) {
    return ParamSupport.set(this, license(), value);
  }

  default String getLicense() {
    return getOrDefault(license());
  }

  default S setClasses(boolean value) {
    return ParamSupport.set(this, classes(), value);
  }

  default boolean getClasses() {
    return (boolean) getOrDefault(classes());
  }

  default S setImageSize(int value) {
    return ParamSupport.set(this, imageSize(), value);
  }

  default int getImageSize() {
    return (int) getOrDefault(imageSize());
  }

  default S setInitFrom(String value) {
    return ParamSupport.set(this, initFrom(), value);
  }

  default String getInitFrom() {
    return getOrDefault(initFrom());
  }

  default S setEpochs(int value) {
    return ParamSupport.set(this, epochs(), value);
  }

  default int getEpochs() {
    return (int) getOrDefault(epochs());
  }

  default S setBatchSize(int value) {
    return ParamSupport.set(this, batchSize(), value);
  }

  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  default S setLearningRate(double value) {
    return ParamSupport.set(this, learningRate(), value);
  }

  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  default S setAveraging(double value) {
    return ParamSupport.set(this, averaging(), value);
  }

  default double getAveraging() {
    return (double) getOrDefault(averaging());
  }

  default S setValidationFraction(double value) {
    return ParamSupport.set(this, validationFraction(), value);
  }

  default double getValidationFraction() {
    return (double) getOrDefault(validationFraction());
  }

  default S setPatience(int value) {
    return ParamSupport.set(this, patience(), value);
  }

  default int getPatience() {
    return (int) getOrDefault(patience());
  }

  /** Sets the defaults that all trainers share. */
  static void defaults(TrainingParams<?> trainer) {
    trainer.setDefault(trainer.modelName(), "generator");
    trainer.setDefault(trainer.license(), "");
    trainer.setDefault(trainer.classes(), true);
    trainer.setDefault(trainer.initFrom(), "");
    trainer.setDefault(trainer.batchSize(), 64);
    trainer.setDefault(trainer.validationFraction(), 0.05);
    trainer.setDefault(trainer.patience(), 0);
  }

  private static void requireName(String given) {
    if (!given.matches("[\\w.-]+")) {
      throw new IllegalArgumentException(
          "modelName is \"%s\" but must have letters, digits, dots, dashes and underscores alone; rename it"
              .formatted(given));
    }
  }

  private static void requireSide(int given) {
    if (given < ImageShape.MIN_SIDE || given > ImageShape.MAX_SIDE) {
      throw new IllegalArgumentException(
          "imageSize is %d but must be from %d to %d; choose another"
              .formatted(given, ImageShape.MIN_SIDE, ImageShape.MAX_SIDE));
    }
  }

  private static void requireAbove(double given, String param) {
    if (!(given > 0 && Double.isFinite(given))) {
      throw new IllegalArgumentException(
          "%s is %s but must be a number above 0; change it".formatted(param, given));
    }
  }

  private static void requireFraction(double given, String param) {
    if (!(given >= 0 && given < 1)) {
      throw new IllegalArgumentException(
          "%s is %s but must be from 0 to below 1; change it".formatted(param, given));
    }
  }

  private static void requireCount(int given, String param) {
    if (given < 0) {
      throw new IllegalArgumentException(
          "%s is %d but must be 0 or more; raise it".formatted(param, given));
    }
  }
}
