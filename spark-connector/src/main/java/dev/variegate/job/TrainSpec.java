package dev.variegate.job;

import dev.variegate.stage.train.GeneratorTrainer;
import java.util.Map;
import java.util.Optional;

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
    Optional<String> report) {}
