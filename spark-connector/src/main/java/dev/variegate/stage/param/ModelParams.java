package dev.variegate.stage.param;

import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params of stages that run models or remake images, as mix-ins like {@link SharedParams}. */
public interface ModelParams {

  /** How many copies are made, and whether their sources stay. */
  interface HasCopies<S> extends Params {
    default IntParam copies() {
      return ParamSupport.whole(
          this,
          "copies",
          "copies made of each image",
          value -> ParamSupport.requirePositive((int) value, "copies"));
    }

    default BooleanParam keepOriginals() {
      return new BooleanParam(
          this, "keepOriginals", "whether the source images are kept along with their copies");
    }

    default S setCopies(int value) {
      return ParamSupport.set(this, copies(), value);
    }

    default int getCopies() {
      return (int) getOrDefault(copies());
    }

    default S setKeepOriginals(boolean value) {
      return ParamSupport.set(this, keepOriginals(), value);
    }

    default boolean getKeepOriginals() {
      return (boolean) getOrDefault(keepOriginals());
    }
  }

  /** What stages have that make copies of images by other means than a policy. */
  interface HasGeneratedCopies<S>
      extends HasImageOutput<S>, HasDecoding<S>, HasCopies<S>, HasLineageInPng<S> {}

  /** Whether made images say themselves how they were made. */
  interface HasLineageInPng<S> extends Params {
    default BooleanParam lineageInPng() {
      return new BooleanParam(
          this,
          "lineageInPng",
          "whether images written as PNG carry their lineage as text inside the file");
    }

    default S setLineageInPng(boolean value) {
      return ParamSupport.set(this, lineageInPng(), value);
    }

    default boolean getLineageInPng() {
      return (boolean) getOrDefault(lineageInPng());
    }
  }

  /** Which model a stage runs, and on what. */
  interface HasModel<S> extends HasDevice<S> {
    default Param<String> model() {
      return ParamSupport.text(
          this,
          "model",
          "folder or archive (.zip, .tar.gz) of the model bundle, on any Hadoop file system or on the class path (classpath:models/x)");
    }

    default S setModel(String value) {
      return ParamSupport.set(this, model(), value);
    }

    default String getModel() {
      return getOrDefault(model());
    }
  }

  /** What a model's user answers for, and what it runs on. */
  interface HasDevice<S> extends Params {
    default BooleanParam allowUnlicensed() {
      return new BooleanParam(
          this,
          "allowUnlicensed",
          "whether a model that states no license is accepted; the user is responsible for the right to use it");
    }

    default Param<String> device() {
      return ParamSupport.text(
          this,
          "device",
          "device that networks run on: cpu, gpu (the task's Spark resource \"gpu\") or auto (the gpu if the task has one)",
          Device::parse);
    }

    default S setAllowUnlicensed(boolean value) {
      return ParamSupport.set(this, allowUnlicensed(), value);
    }

    default boolean getAllowUnlicensed() {
      return (boolean) getOrDefault(allowUnlicensed());
    }

    default S setDevice(String value) {
      return ParamSupport.set(this, device(), value);
    }

    default String getDevice() {
      return getOrDefault(device());
    }

    /** Whether bundles without a license are taken. */
    default Licensing licensing() {
      return (boolean) getOrDefault(allowUnlicensed()) ? Licensing.ANY : Licensing.STATED;
    }
  }
}
