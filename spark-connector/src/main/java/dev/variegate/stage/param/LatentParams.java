package dev.variegate.stage.param;

import dev.variegate.generate.latent.LatentInterpolation;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params of stages that change latents, as mix-ins like {@link SharedParams}. */
public interface LatentParams {

  /** What is done to latents. */
  interface HasLatentOperation<S> extends Params {
    default Param<String> operation() {
      return ParamSupport.text(
          this,
          "operation",
          "change applied to each latent: reconstruct (nothing), perturb (adds noise of amount times its own size), turn (toward noise, by amount of a right angle, at constant length), interpolate (amount of the way to another latent) or edit (by amount standard deviations along direction)",
          LatentOperations::requireKnown);
    }

    default Param<String> amount() {
      return ParamSupport.text(
          this,
          "amount",
          "amount of change, drawn uniformly for each copy: a number, or JSON [least, most]",
          LatentOperations::range);
    }

    default Param<String> interpolation() {
      return ParamSupport.text(
          this,
          "interpolation",
          "interpolation path: slerp (an arc, for normally distributed latents), lerp (a line) or spline",
          LatentOperations::interpolation);
    }

    default Param<String> direction() {
      return ParamSupport.text(
          this,
          "direction",
          "direction for edit: its JSON, or the path of a file with it, on any Hadoop file system");
    }

    default S setOperation(String value) {
      return ParamSupport.set(this, operation(), value);
    }

    default String getOperation() {
      return getOrDefault(operation());
    }

    default S setAmount(String value) {
      return ParamSupport.set(this, amount(), value);
    }

    default String getAmount() {
      return getOrDefault(amount());
    }

    default S setInterpolation(LatentInterpolation value) {
      return ParamSupport.set(this, interpolation(), value.toString());
    }

    default String getInterpolation() {
      return getOrDefault(interpolation());
    }

    default S setDirection(String value) {
      return ParamSupport.set(this, direction(), value);
    }

    default String getDirection() {
      return getOrDefault(direction());
    }
  }

  /** The class that a model is given. */
  interface HasLabel<S> extends Params {
    default Param<String> label() {
      return ParamSupport.text(
          this,
          "label",
          "class passed to encoder and generator for all images, by name or index; empty for models that take none");
    }

    default S setLabel(String value) {
      return ParamSupport.set(this, label(), value);
    }

    default String getLabel() {
      return getOrDefault(label());
    }
  }
}
