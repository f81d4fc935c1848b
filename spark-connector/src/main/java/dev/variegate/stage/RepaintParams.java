package dev.variegate.stage;

import dev.variegate.generate.RePaint;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params of filling holes with a diffusion model; see {@link RePaint}. */
public interface RepaintParams<S> extends Params {

  default IntParam steps() {
    return Mixing.whole(
        this,
        "steps",
        "repaint: steps from noise to picture; more are finer and slower",
        value -> Mixing.requirePositive((int) value, "steps"));
  }

  default IntParam jumpLength() {
    return Mixing.whole(
        this,
        "jumpLength",
        "repaint: steps of one jump back into the noise",
        value -> Mixing.requirePositive((int) value, "jumpLength"));
  }

  default IntParam resamplings() {
    return Mixing.whole(
        this,
        "resamplings",
        "repaint: how often each stretch of a jump's length is gone through, 1 for no jumps; the work is about steps times this",
        value -> Mixing.requirePositive((int) value, "resamplings"));
  }

  default Param<String> label() {
    return Mixing.text(
        this,
        "label",
        "repaint: class that the model is asked for, by name or index; where unset, none");
  }

  default DoubleParam guidanceScale() {
    return Mixing.real(
        this,
        "guidanceScale",
        "repaint: how far predictions for the class are moved away from those for no class; 1 is the class alone");
  }

  default S setSteps(int value) {
    return Mixing.set(this, steps(), value);
  }

  default S setJumpLength(int value) {
    return Mixing.set(this, jumpLength(), value);
  }

  default S setResamplings(int value) {
    return Mixing.set(this, resamplings(), value);
  }

  default S setLabel(String value) {
    return Mixing.set(this, label(), value);
  }

  default S setGuidanceScale(double value) {
    return Mixing.set(this, guidanceScale(), value);
  }

  /** What they say together. */
  default RePaint.Settings repainting() {
    return new RePaint.Settings(
        (int) getOrDefault(steps()),
        (int) getOrDefault(jumpLength()),
        (int) getOrDefault(resamplings()),
        Mixing.value(this, label()).orElse(""),
        (double) getOrDefault(guidanceScale()));
  }
}
