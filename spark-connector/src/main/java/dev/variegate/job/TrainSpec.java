package dev.variegate.job;

import dev.variegate.base.KebabCase;
import dev.variegate.io.FileSystemPath;
import dev.variegate.job.training.GeneratorFamily;
import dev.variegate.job.training.TrainingOutput;
import dev.variegate.stage.train.GeneratorTrainer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What the job file of a training asks for, checked as far as it can be without opening anything.
 *
 * @param name of the job and of the bundle
 * @param trainer with all Params that the file gives
 * @param settings the Params of the training by their keys, defaults among them
 * @param output folder of trainings
 * @param report folder of the report, if one is wanted
 */
record TrainSpec(
    String name,
    JobSpec.Input input,
    GeneratorFamily family,
    GeneratorTrainer<?> trainer,
    Map<String, String> settings,
    String output,
    Optional<String> report) {

  /** Where its trainings lie. */
  TrainingOutput trainings(SparkSession spark) {
    var decisive = new LinkedHashMap<String, String>();
    decisive.put("name", name);
    decisive.put("family", KebabCase.kebab(family));
    decisive.put("seed", Long.toString(trainer.getSeed()));
    settings.forEach((key, value) -> decisive.put("params." + key, value));
    return new TrainingOutput(FileSystemPath.of(spark, output), name, decisive);
  }
}
