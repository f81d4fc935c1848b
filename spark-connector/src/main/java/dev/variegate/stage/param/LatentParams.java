package dev.variegate.stage.param;

import dev.variegate.generate.latent.LatentPath;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params of stages that change latents, as mix-ins like {@link SharedParams}. */
public interface LatentParams {

  /** What is done to latents. */
  interface HasLatentChange<S> extends Params {
    default Param<String> change() {
      return ParamSupport.text(
          this,
          "change",
          "change applied to each latent: reconstruct (nothing), perturb (adds noise of amount times its own size), turn (toward noise, by amount of a right angle, at constant length), interpolate (amount of the way to another latent) or edit (by amount standard deviations along direction)",
          ChangeChoice::requireKnown);
    }

    default Param<String> amount() {
      return ParamSupport.text(
          this,
          "amount",
          "amount of change, drawn uniformly for each copy: a number, or JSON [least, most]",
          ChangeChoice::range);
    }

    default Param<String> course() {
      return ParamSupport.text(
          this,
          "course",
          "interpolation path: slerp (an arc, for normally distributed latents), lerp (a line) or spline",
          ChangeChoice::course);
    }

    default Param<String> direction() {
      return ParamSupport.text(
          this,
          "direction",
          "direction for edit: its JSON, or the path of a file with it, on any Hadoop file system");
    }

    default S setChange(String value) {
      return ParamSupport.set(this, change(), value);
    }

    default String getChange() {
      return getOrDefault(change());
    }

    default S setAmount(String value) {
      return ParamSupport.set(this, amount(), value);
    }

    default String getAmount() {
      return getOrDefault(amount());
    }

    default S setCourse(LatentPath value) {
      return ParamSupport.set(this, course(), value.toString());
    }

    default String getCourse() {
      return getOrDefault(course());
    }

    default S setDirection(String value) {
      return ParamSupport.set(this, direction(), value);
    }

    default String getDirection() {
      return getOrDefault(direction());
    }
  }

  /** The class that a model is given. */
  interface HasModelLabel<S> extends Params {
    default Param<String> modelLabel() {
      return ParamSupport.text(
          this,
          "modelLabel",
          "class passed to encoder and generator for all images, by name or index; empty for models that take none");
    }

    default S setModelLabel(String value) {
      return ParamSupport.set(this, modelLabel(), value);
    }

    default String getModelLabel() {
      return getOrDefault(modelLabel());
    }
  }
}
