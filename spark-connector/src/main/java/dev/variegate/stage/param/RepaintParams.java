package dev.variegate.stage.param;

import dev.variegate.generate.inpaint.RePaint;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params of filling holes with a diffusion model; see {@link RePaint}. */
public interface RepaintParams<S> extends Params {

  default IntParam steps() {
    return ParamSupport.whole(
        this,
        "steps",
        "repaint: number of denoising steps; more are finer and slower",
        value -> ParamSupport.requirePositive((int) value, "steps"));
  }

  default IntParam jumpLength() {
    return ParamSupport.whole(
        this,
        "jumpLength",
        "repaint: number of steps in one jump back toward noise",
        value -> ParamSupport.requirePositive((int) value, "jumpLength"));
  }

  default IntParam resamplings() {
    return ParamSupport.whole(
        this,
        "resamplings",
        "repaint: how often each stretch of jumpLength steps is repeated, 1 for no jumps; the work is about steps times this",
        value -> ParamSupport.requirePositive((int) value, "resamplings"));
  }

  default Param<String> label() {
    return ParamSupport.text(
        this, "label", "repaint: class requested from the model, by name or index; if unset, none");
  }

  default DoubleParam guidanceScale() {
    return ParamSupport.real(
        this,
        "guidanceScale",
        "repaint: classifier-free guidance scale, how far predictions for the class are moved away from the unconditional ones; 1 is the class alone");
  }

  default S setSteps(int value) {
    return ParamSupport.set(this, steps(), value);
  }

  default int getSteps() {
    return (int) getOrDefault(steps());
  }

  default S setJumpLength(int value) {
    return ParamSupport.set(this, jumpLength(), value);
  }

  default int getJumpLength() {
    return (int) getOrDefault(jumpLength());
  }

  default S setResamplings(int value) {
    return ParamSupport.set(this, resamplings(), value);
  }

  default int getResamplings() {
    return (int) getOrDefault(resamplings());
  }

  default S setLabel(String value) {
    return ParamSupport.set(this, label(), value);
  }

  default String getLabel() {
    return getOrDefault(label());
  }

  default S setGuidanceScale(double value) {
    return ParamSupport.set(this, guidanceScale(), value);
  }

  default double getGuidanceScale() {
    return (double) getOrDefault(guidanceScale());
  }

  /** What they say together. */
  default RePaint.Settings repainting() {
    return new RePaint.Settings(
        (int) getOrDefault(steps()),
        (int) getOrDefault(jumpLength()),
        (int) getOrDefault(resamplings()),
        ParamSupport.value(this, label()).orElse(""),
        (double) getOrDefault(guidanceScale()));
  }
}
