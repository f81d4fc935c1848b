package dev.variegate.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.base.Json;
import dev.variegate.train.layer.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one model, from its last checkpoint if there is one, and writes its bundle: the networks
 * of the epoch with the smallest validation loss, or of the last one where none is measured.
 *
 * <p>All chance is keyed, and on one thread of the same kind of processor a training repeats bit
 * for bit, whether it was ended and resumed or not. DJL has one gradient collector in a JVM: a
 * second training waits for the first.
 */
public final class Training {

  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final TrainableModel.Family family;
  private final TrainingImages images;
  private final TrainingOptions options;
  private final BundleIdentity identity;
  private final TrainingFolder folder;
  private final Optional<InitialWeights> start;
  private final BooleanSupplier canceled;
  private final Checkpoints checkpoints;
  private final TrainedBundle bundle;
  private final TrainingProgress progress = new TrainingProgress();

  private Training(
      TrainableModel.Family family,
      TrainingImages images,
      TrainingOptions options,
      BundleIdentity identity,
      TrainingFolder folder,
      Optional<InitialWeights> start,
      BooleanSupplier canceled) {
    this.family = family;
    this.images = images;
    this.options = options;
    this.identity = identity;
    this.folder = folder;
    this.start = start;
    this.canceled = canceled;
    var configuration = configuration(family, images, options, identity, start);
    this.checkpoints = new Checkpoints(folder, configuration);
    this.bundle = new TrainedBundle(folder, family, identity, configuration);
  }

  /**
   * All that decides what is trained, as YAML; equal texts give equal bundles on one machine.
   *
   * @param images what is learned from
   * @param start the weights that it begins with, where these are not drawn
   */
  public static String configuration(
      TrainableModel.Family family,
      TrainingImages images,
      TrainingOptions options,
      BundleIdentity identity,
      Optional<InitialWeights> start) {
    var text = new LinkedHashMap<String, Object>();
    text.put("family", family.name());
    text.put("settings", family.settings());
    text.put("options", options);
    text.put("bundle", identity);
    text.put("shape", images.shape());
    text.put("images", images.count());
    text.put("sha256", images.sha256());
    start.ifPresent(weights -> text.put("init-from", weights.sha256()));
    return Json.yaml(text);
  }

  /**
   * Trains; the same training that has ended is read.
   *
   * @param start the weights that it begins with, where these are not drawn
   * @param canceled is asked before each step
   * @throws TrainingException if there are too few images, a loss is no number, the folder cannot
   *     be written or has a checkpoint of another training, the weights are of another kind of
   *     model, or the training is canceled
   */
  public static TrainingResult run(
      TrainableModel.Family family,
      TrainingImages images,
      TrainingOptions options,
      BundleIdentity identity,
      TrainingFolder folder,
      Optional<InitialWeights> start,
      BooleanSupplier canceled) {
    options.requireEnough(images.count(), identity.labels().size());
    try {
      var training = new Training(family, images, options, identity, folder, start, canceled);
      var finished = training.bundle.finished();
      return finished.isPresent() ? finished.get() : training.exclusively();
    } catch (IOException e) {
      throw new TrainingException(
          "The training's folder cannot be read or written: %s; see that it has room and may be written"
              .formatted(e.getMessage()),
          e);
    }
  }

  private TrainingResult exclusively() throws IOException {
    try (var engine = ExclusiveEngine.take(canceled)) {
      return run(engine.start(options.threads(), options.device()));
    }
  }

  private TrainingResult run(Device device) throws IOException {
    try (var manager = NDManager.newBaseManager(device);
        var model = family.open(manager, images.shape(), identity.labels().size(), options)) {
      var saved = checkpoints.latest();
      if (saved.isPresent()) {
        model.restore("", saved.get());
        progress.restore(saved.get());
        LOG.info("Resuming {} after epoch {}", family.name(), progress.epochs());
      } else if (start.isPresent()) {
        start.get().require(checkpoints.configuration());
        model.restore("", start.get().weights());
        LOG.info("Beginning {} with the weights of {}", family.name(), start.get().place());
      }
      var batches = new Batches(images, manager, options);
      while (progress.epochs() < options.epochs() && !isSettled(batches)) {
        epoch(model, batches, manager);
      }
      return bundle.finish(model, progress.origin(images, options.seed()));
    }
  }

  private boolean isSettled(Batches batches) {
    return options.patience() > 0
        && batches.heldOut() > 0
        && progress.epochs() - progress.bestEpoch() >= options.patience();
  }

  private void epoch(TrainableModel model, Batches batches, NDManager manager) throws IOException {
    int epoch = progress.epochs();
    learn(model, batches, epoch);
    var snapshot = new Snapshot();
    model.save("", snapshot);
    if (snapshot.notFinite().isPresent()) {
      throw diverged("Weights %s are".formatted(snapshot.notFinite().get()), Double.NaN, epoch);
    }
    double validation = batches.heldOut() == 0 ? Double.NaN : validate(model, batches, epoch);
    if (progress.finish(validation)) {
      bundle.keep(epoch + 1, model, snapshot);
    }
    var sheet = new SampleSheet(images.shape(), identity.labels(), options.seed());
    var title = identity.name() + " after epoch " + (epoch + 1);
    folder.write(
        String.format(Locale.ROOT, "samples-%03d.png", epoch + 1),
        sheet.png(title, model, manager));
    folder.write("losses.csv", progress.curve().csv().getBytes(StandardCharsets.UTF_8));
    progress.save(snapshot);
    checkpoints.save(epoch + 1, snapshot);
  }

  private void learn(TrainableModel model, Batches batches, int epoch) {
    int[] order = batches.order(epoch);
    int steps = batches.steps();
    var meter = new EpochMeter(family.name(), model.losses(), epoch, options.epochs());
    for (int i = 0; i < steps; i++) {
      double done = (double) (epoch * steps + i) / (options.epochs() * steps);
      TrainingException.requireWanted(canceled);
      try (var scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        float[] losses = model.step(batches.training(order, epoch, i), options.rate(done));
        requireFinite(model.losses(), losses, epoch, i);
        meter.count(losses, steps, options.batchSize());
      }
    }
    for (int i = 0; i < model.losses().size(); i++) {
      progress.add("train", model.losses().get(i), meter.mean(i));
    }
  }

  private void requireFinite(List<String> names, float[] losses, int epoch, int step) {
    for (int i = 0; i < losses.length; i++) {
      if (!Float.isFinite(losses[i])) {
        throw diverged("Loss %s of step %d is".formatted(names.get(i), step + 1), losses[i], epoch);
      }
    }
  }

  private TrainingException diverged(String what, double value, int epoch) {
    return new TrainingException(
        "%s %s in epoch %d but must be a number; lower learningRate (now %s), or choose another seed"
            .formatted(what, value, epoch + 1, options.learningRate()));
  }

  private double validate(TrainableModel model, Batches batches, int epoch) {
    var sums = new double[model.losses().size()];
    for (int number = 0; number < batches.validations(); number++) {
      try (var scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        var batch = batches.validation(number);
        float[] losses = model.evaluate(batch);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += (double) losses[i] * batch.size() / batches.heldOut();
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      var loss = model.losses().get(i);
      if (!Double.isFinite(sums[i])) {
        throw diverged("Validation loss %s is".formatted(loss), sums[i], epoch);
      }
      progress.add("validation", loss, sums[i]);
    }
    double objective = model.objective(sums);
    if (!Double.isNaN(objective)) {
      LOG.info(String.format(Locale.ROOT, "epoch %d: validation %.4f", epoch + 1, objective));
    }
    return objective;
  }
}
