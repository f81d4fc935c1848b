package dev.variegate.stage;

import dev.variegate.generate.Fit;
import dev.variegate.generate.Framing;
import dev.variegate.stage.ModelParams.Computing;
import dev.variegate.stage.ModelParams.Copying;
import dev.variegate.stage.ModelParams.Noting;
import dev.variegate.stage.SharedParams.Decoding;
import dev.variegate.stage.SharedParams.Labelled;
import dev.variegate.stage.SharedParams.PictureInput;
import dev.variegate.stage.SharedParams.RowMaking;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import scala.Function1;

/** What the mix-ins of {@link SharedParams} stand on: typed setting, defaults, validators. */
final class Mixing {

  private Mixing() {}

  /** A check that travels with its Param. */
  @FunctionalInterface
  interface Check<T> extends Consumer<T>, Serializable {}

  @FunctionalInterface
  private interface Validator<T> extends Function1<T, Object>, Serializable {}

  /** Sets a Param and returns the stage as itself. */
  // A mix-in's S is the stage that mixes it in.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <S, T> S set(Params stage, Param<T> param, Object value) {
    return (S) stage.set(param, (T) value);
  }

  /** The value of a Param that may be unset. */
  static <T> Optional<T> value(Params stage, Param<T> param) {
    return stage.isDefined(param) ? Optional.of(stage.getOrDefault(param)) : Optional.empty();
  }

  /** Sets the defaults of every mix-in that the stage has; the stage must have its uid. */
  static void defaults(Params stage) {
    if (stage instanceof PictureInput<?> s) {
      s.setDefault(s.inputCol(), "image");
    }
    if (stage instanceof RowMaking<?> s) {
      s.setDefault(s.lineageCol(), "lineage");
      s.setDefault(s.trainValue(), "train");
      s.setDefault(s.encoding(), EncodingChoice.SAME);
      s.setDefault(s.seed(), 0L);
    }
    if (stage instanceof Decoding<?> s) {
      s.setDefault(s.maxPixels(), 100_000_000L);
      s.setDefault(s.handleInvalid(), "error");
      s.setDefault(s.errorCol(), "error");
    }
    if (stage instanceof Copying<?> s) {
      s.setDefault(s.copies(), 1);
      s.setDefault(s.keepOriginals(), true);
    }
    ofModels(stage);
  }

  /** Those of stages that run models or remake pictures. */
  private static void ofModels(Params stage) {
    if (stage instanceof LabelParams<?> s) {
      Annotating.defaults(s);
    }
    if (stage instanceof Noting<?> s) {
      s.setDefault(s.lineageInPng(), false);
    }
    if (stage instanceof Computing<?> s) {
      s.setDefault(s.allowUnlicensed(), false);
      s.setDefault(s.device(), "cpu");
    }
    if (stage instanceof HoleParams<?> s) {
      Holes.defaults(s);
    }
    if (stage instanceof FramingParams<?> s) {
      s.setDefault(s.fit(), Fit.AUTO.toString());
      s.setDefault(s.overlap(), Framing.AUTO.overlap());
    }
    if (stage instanceof DiffusionParams<?> s) {
      s.setDefault(s.eta(), 0.0);
      s.setDefault(s.guidanceScale(), 1.0);
    }
    if (stage instanceof Labelled<?> s) {
      s.setDefault(s.labelCol(), "label");
    }
  }

  /** A validator that accepts, or throws its own message. */
  static <T> Function1<T, Object> accept(Check<T> check) {
    Validator<T> validator =
        value -> {
          check.accept(value);
          return true;
        };
    return validator;
  }

  /** A Param that names a column. */
  static Param<String> column(Params stage, String param, String doc) {
    return new Param<>(stage, param, doc, accept(value -> requireName(value, param)));
  }

  static void requirePositive(long given, String param) {
    if (given < 1) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least 1; raise it".formatted(param, given));
    }
  }

  static void requireSet(Params stage, Param<?> param, String remedy) {
    if (!stage.isDefined(param)) {
      throw new IllegalArgumentException(
          "%s of %s is not set, must be; %s".formatted(param.name(), stage.uid(), remedy));
    }
  }

  static void requireAtMostOne(Params stage, Param<?> one, Param<?> other) {
    if (stage.isDefined(one) && stage.isDefined(other)) {
      throw new IllegalArgumentException(
          "%s and %s of %s are both set, at most one must be; clear one of them"
              .formatted(one.name(), other.name(), stage.uid()));
    }
  }

  static void requireName(String given, String param) {
    if (given == null || given.isBlank()) {
      throw new IllegalArgumentException(
          "%s is \"%s\", must be the name of a column; name one".formatted(param, given));
    }
  }
}
