package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.KebabCase;
import dev.variegate.io.ImageSource;
import dev.variegate.job.check.JobKeys;
import dev.variegate.job.training.GeneratorFamily;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamKeys;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.train.GeneratorTrainer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.ml.param.Param;

/** Reads a whole {@link TrainSpec}; whatever it does not know is an error. */
final class TrainReader {

  private static final List<String> KEYS =
      List.of("name", "input", "family", "params", "output", "seed", "handle-invalid", "report");

  private static final List<String> PLACE_KEYS = List.of("path");

  private static final String MODEL_NAME = "modelName";
  private static final String OUTPUT = "output";

  /** What the file has elsewhere, and what is of sampling alone. */
  private static final ParamKeys PARAMS =
      new ParamKeys(
          Set.of(
              "inputCol",
              "outputCol",
              "lineageCol",
              "keyCol",
              "labelCol",
              "splitCol",
              "trainValue",
              "seed",
              "maxPixels",
              "handleInvalid",
              "errorCol",
              MODEL_NAME,
              OUTPUT,
              "encoding",
              "handleLabels",
              "maskCols",
              "counts",
              "outputLabel",
              "scheduler",
              "steps",
              "eta",
              "guidanceScale",
              "truncation",
              "keyPrefix",
              "partitions"),
          "is no setting of a training, or has a key of its own in the job file; remove it here",
          List.of());

  private TrainReader() {}

  /**
   * Opens every mapping before it reads one, so that unknown keys are reported before missing ones.
   */
  static TrainSpec read(JobFile file) {
    var job = file.root().only(KEYS);
    var input = InputReader.section(job);
    var output = job.at(OUTPUT).only(PLACE_KEYS);
    var report = job.at("report").only(PLACE_KEYS);
    var family = job.at("family").word(GeneratorFamily.class);
    var trainer = family.trainer();
    PARAMS.set(trainer, job.at("params"));
    var handling = handling(job.at("handle-invalid"));
    var given = InputReader.input(input, handling);
    requireClasses(trainer, given.source());
    job.at("seed")
        .ifGiven(seed -> seed.whole(Long.MIN_VALUE, Long.MAX_VALUE))
        .ifPresent(trainer::setSeed);
    job.at("name")
        .ifGiven(ConfigNode::text)
        .ifPresent(name -> job.at("name").checked(() -> trainer.setModelName(name)));
    trainer.setOutput(output.at("path").text());
    trainer.setHandleInvalid(handling.word());
    trainer.setMaxPixels(given.maxPixels());
    return new TrainSpec(
        trainer.getModelName(),
        given,
        family,
        trainer,
        settings(trainer),
        trainer.getOutput(),
        report.ifGiven(place -> place.at("path").text()));
  }

  private static InvalidRows handling(ConfigNode word) {
    var known = List.of(InvalidRows.ERROR.word(), InvalidRows.SKIP.word());
    return word.ifGiven(given -> given.word(known))
        .flatMap(given -> Choice.find(InvalidRows.class, given))
        .orElse(InvalidRows.ERROR);
  }

  private static void requireClasses(GeneratorTrainer<?> trainer, ImageSource source) {
    if (trainer.getClasses() && !source.isLabeled()) {
      throw new BadJobException(
          "params.classes is true but must be false where the images of the input have no class of their own; set params.classes: false, or say where their classes are");
    }
  }

  private static Map<String, String> settings(GeneratorTrainer<?> trainer) {
    var settings = new TreeMap<String, String>();
    for (var param : trainer.params()) {
      if (PARAMS.gives(param)) {
        ParamSupport.value(trainer, param)
            .ifPresent(value -> settings.put(ParamKeys.key(param), shown(value)));
      }
    }
    return settings;
  }

  private static String shown(Object value) {
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    return value instanceof Object[] all ? Arrays.toString(all) : String.valueOf(value);
  }

  /** What messages about a training call Params; a single word may mean something else. */
  static JobKeys keys() {
    var keys = new HashMap<String, String>();
    keys.put(MODEL_NAME, "name");
    for (var family : GeneratorFamily.values()) {
      Arrays.stream(family.trainer().params())
          .filter(param -> PARAMS.gives(param) && isCamelCase(param))
          .forEach(param -> keys.put(param.name(), "params." + ParamKeys.key(param)));
    }
    return JobKeys.of(keys);
  }

  private static boolean isCamelCase(Param<?> param) {
    return !KebabCase.kebab(param.name()).equals(param.name());
  }
}
