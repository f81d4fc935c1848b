package dev.variegate.stage.param;

import dev.variegate.codec.ColorProfiles;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.stage.param.ModelParams.HasCopies;
import dev.variegate.stage.param.ModelParams.HasDevice;
import dev.variegate.stage.param.ModelParams.HasLineageInPng;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.param.SharedParams.HasLineageInput;
import dev.variegate.stage.param.SharedParams.HasMaskCols;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.Dataset;
import scala.jdk.javaapi.OptionConverters;

/** What the mix-ins of {@link SharedParams} stand on: typed setting, defaults, validators. */
public final class ParamSupport {

  private ParamSupport() {}

  /** A check that travels with its Param. */
  @FunctionalInterface
  public interface Check<T> extends Consumer<T>, Serializable {}

  /** Sets a Param and returns the stage as itself. */
  // A mix-in's S is the stage that mixes it in.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <S, T> S set(Params stage, Param<T> param, Object value) {
    return (S) stage.set(param, (T) value);
  }

  /** The value of a Param that may be unset. */
  public static <T> Optional<T> value(Params stage, Param<T> param) {
    return stage.isDefined(param) ? Optional.of(stage.getOrDefault(param)) : Optional.empty();
  }

  /** Sets the defaults of every mix-in that the stage has; the stage must have its uid. */
  public static void defaults(Params stage) {
    if (stage instanceof HasImageInput<?> s) {
      s.setDefault(s.inputCol(), "image");
    }
    if (stage instanceof HasImageOutput<?> s) {
      s.setDefault(s.lineageCol(), "lineage");
      s.setDefault(s.trainValue(), "train");
      s.setDefault(s.encoding(), EncodingChoice.SAME);
      s.setDefault(s.seed(), 0L);
    }
    if (stage instanceof HasDecoding<?> s) {
      s.setDefault(s.maxPixels(), 100_000_000L);
      s.setDefault(s.colorProfile(), ColorProfiles.KEEP.word());
      s.setDefault(s.handleInvalid(), "error");
      s.setDefault(s.errorCol(), "error");
    }
    if (stage instanceof HasCopies<?> s) {
      s.setDefault(s.copies(), 1);
      s.setDefault(s.keepOriginals(), true);
    }
    ofModels(stage);
  }

  /** Those of stages that run models or remake images. */
  private static void ofModels(Params stage) {
    if (stage instanceof HasMaskCols<?> s) {
      s.setDefault(s.maskCols(), new String[0]);
    }
    if (stage instanceof LabelParams<?> s) {
      LabelOptions.defaults(s);
    }
    if (stage instanceof UnlabeledParams<?> s) {
      s.setDefault(s.handleLabels(), UnlabeledParams.REFUSE);
    }
    if (stage instanceof HasLineageInPng<?> s) {
      s.setDefault(s.lineageInPng(), false);
    }
    if (stage instanceof HasDevice<?> s) {
      s.setDefault(s.allowUnlicensed(), false);
      s.setDefault(s.device(), "cpu");
    }
    if (stage instanceof HoleParams<?> s) {
      HoleOptions.defaults(s);
    }
    if (stage instanceof FramingParams<?> s) {
      s.setDefault(s.fit(), Fit.AUTO.toString());
      s.setDefault(s.overlap(), Framing.AUTO.overlap());
    }
    if (stage instanceof DiffusionParams<?> s) {
      s.setDefault(s.eta(), 0.0);
      s.setDefault(s.guidanceScale(), 1.0);
    }
    if (stage instanceof HasLineageInput<?> s) {
      s.setDefault(s.lineageCol(), "lineage");
    }
    if (stage instanceof DuplicateParams<?> s) {
      s.setDefault(s.minSimilarity(), 0.99);
    }
    if (stage instanceof AuditParams<?> s) {
      s.setDefault(s.outputCol(), "audit");
      s.setDefault(s.sourceWeight(), "uniform");
      s.setDefault(s.thresholds(), "{}");
      s.setDefault(s.minSimilarity(), 0.99);
      s.setDefault(s.seed(), 0L);
    }
    if (stage instanceof GateParams<?> s) {
      s.setDefault(s.handleRefused(), GateParams.SKIP);
      s.setDefault(s.reasonCol(), "refusedBy");
    }
    if (stage instanceof HasLabelCol<?> s) {
      s.setDefault(s.labelCol(), "label");
    }
  }

  /** What decodes the images of a stage, by its limit and its rule for color profiles. */
  public static ImageCodec codec(HasDecoding<?> stage) {
    return new ImageCodec(
        (long) stage.getOrDefault(stage.maxPixels()),
        ColorProfiles.parse(stage.getOrDefault(stage.colorProfile())));
  }

  /** A Param of text. It carries its type, without which Spark Connect refuses some values. */
  public static Param<String> text(Params stage, String param, String doc) {
    return text(stage, param, doc, any -> {});
  }

  public static Param<String> text(Params stage, String param, String doc, Check<String> check) {
    return other(stage, param, doc, String.class, check);
  }

  /** A Param of a type that Spark has no class for. */
  public static <T> Param<T> other(
      Params stage, String param, String doc, Class<? super T> type, Check<T> check) {
    @SuppressWarnings("unchecked") // a class object knows no type parameters
    var erased = (Class<T>) type;
    return new Param<>(stage.uid(), param, doc, new Validated<>(param, type, check), erased);
  }

  /** A Param that names a column. */
  public static Param<String> column(Params stage, String param, String doc) {
    return text(stage, param, doc, value -> requireName(value, param));
  }

  public static StringArrayParam texts(Params stage, String param, String doc) {
    return texts(stage, param, doc, any -> {});
  }

  public static StringArrayParam texts(
      Params stage, String param, String doc, Check<String[]> check) {
    return new StringArrayParam(stage, param, doc, new Validated<>(param, String[].class, check));
  }

  public static IntParam whole(Params stage, String param, String doc, Check<Object> check) {
    return new IntParam(stage, param, doc, new Validated<>(param, Integer.class, check));
  }

  public static LongParam large(Params stage, String param, String doc) {
    return large(stage, param, doc, any -> {});
  }

  public static LongParam large(Params stage, String param, String doc, Check<Object> check) {
    return new LongParam(stage, param, doc, new Validated<>(param, Long.class, check));
  }

  static DoubleParam real(Params stage, String param, String doc) {
    return real(stage, param, doc, any -> {});
  }

  public static DoubleParam real(Params stage, String param, String doc, Check<Object> check) {
    return new DoubleParam(stage, param, doc, new Validated<>(param, Double.class, check));
  }

  static DoubleArrayParam reals(Params stage, String param, String doc, Check<double[]> check) {
    return new DoubleArrayParam(stage, param, doc, new Validated<>(param, double[].class, check));
  }

  /** As Spark explains a Param, but with the values of arrays. */
  public static String explained(Params stage, Param<?> param) {
    var values =
        Stream.of(
                stage.getDefault(param).map(value -> "default: " + shown(value)),
                stage.get(param).map(value -> "current: " + shown(value)))
            .flatMap(value -> OptionConverters.toJava(value).stream())
            .collect(Collectors.joining(", "));
    return "%s: %s (%s)"
        .formatted(param.name(), param.doc(), values.isEmpty() ? "undefined" : values);
  }

  /** A value as text, arrays too. */
  static String shown(Object value) {
    if (value instanceof double[] numbers) {
      return Arrays.toString(numbers);
    }
    return value instanceof Object[] all ? Arrays.toString(all) : String.valueOf(value);
  }

  public static void requirePositive(long given, String param) {
    if (given < 1) {
      throw new IllegalArgumentException(
          "%s is %d but must be at least 1; raise it".formatted(param, given));
    }
  }

  public static void requireSet(Params stage, Param<?> param, String remedy) {
    if (!stage.isDefined(param)) {
      throw new IllegalArgumentException(
          "%s of %s is not set but must be; %s".formatted(param.name(), stage.uid(), remedy));
    }
  }

  /** Refuses a stream, where all rows are needed at once. */
  public static void requireTable(Params stage, Dataset<?> rows, String reason) {
    if (rows.isStreaming()) {
      throw new IllegalArgumentException(
          "Rows given to %s are a stream but must be a table, because %s; call it for each batch, in foreachBatch"
              .formatted(stage.uid(), reason));
    }
  }

  public static void requireAtMostOne(Params stage, Param<?> one, Param<?> other) {
    if (stage.isDefined(one) && stage.isDefined(other)) {
      throw new IllegalArgumentException(
          "%s and %s of %s are both set but at most one may be; clear one of them"
              .formatted(one.name(), other.name(), stage.uid()));
    }
  }

  static void requireName(String given, String param) {
    if (given == null || given.isBlank()) {
      throw new IllegalArgumentException(
          "%s is \"%s\" but must be the name of a column; name one".formatted(param, given));
    }
  }
}
