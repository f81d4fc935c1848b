package dev.variegate.benchmarks.training;

import dev.variegate.benchmarks.data.FashionMnist;
import dev.variegate.model.TrainingAssembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the generator of clothes on Fashion-MNIST and writes it as a model bundle, with the loss
 * curve beside it. After each epoch the bundle is whole, so that a training may be stopped early.
 */
public final class TrainGenerator {

  private static final Logger LOG = LoggerFactory.getLogger(TrainGenerator.class);

  private static final String USAGE =
      "%d arguments are given but must be at least 2; call it with DATA-FOLDER BUNDLE-FOLDER [key=value ...]";

  private TrainGenerator() {}

  /** Arguments: the folder of the IDX files, the bundle's folder, then changes to the plan. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException(USAGE.formatted(args.length));
    }
    TrainingAssembly.require("Training");
    var changes = Arrays.asList(args).subList(2, args.length);
    train(
        Path.of(args[0]),
        Path.of(args[1]),
        TrainingPlanArguments.change(TrainingPlan.usual(), changes));
  }

  private static void train(Path data, Path folder, TrainingPlan plan) throws IOException {
    var images = LabeledImages.read(data, "train");
    LOG.info("Training on {} images by {}", images.count(), plan);
    var bundle =
        new SamplerBundle("fashion-clothes", "1.1.0", "MIT", FashionMnist.CLASSES, plan.latent());
    try (var training = new GeneratorTraining(plan, images, FashionMnist.CLASSES.size())) {
      training.run(() -> save(training, bundle, folder));
    }
    LOG.info("The bundle is in {}", folder);
  }

  private static void save(GeneratorTraining training, SamplerBundle bundle, Path folder) {
    try {
      bundle.write(folder, training.onnx());
      Files.writeString(folder.resolve("losses.csv"), training.curve().csv());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the bundle to %s; check the folder".formatted(folder), e);
    }
  }
}
