package dev.variegate.train;

import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.model.ModelDescription.TrainingOrigin;
import dev.variegate.train.layer.Snapshot;
import java.util.Map;
import java.util.OptionalDouble;

/** How far a training is: its epochs, its losses, and the best epoch. */
final class TrainingProgress {

  private static final String EPOCHS = "epochs";
  private static final String BEST_EPOCH = "best-epoch";
  private static final String BEST = "best";
  private static final String SECONDS = "seconds";
  private static final String LOSSES = "losses";

  private final LossCurve curve = new LossCurve();
  private long start = System.nanoTime();
  private int epochs;
  private int bestEpoch;
  private double best = Double.NaN;

  int epochs() {
    return epochs;
  }

  int bestEpoch() {
    return bestEpoch;
  }

  /** What the model comes from. */
  TrainingOrigin origin(TrainingImages images, long seed) {
    var loss = Double.isNaN(best) ? OptionalDouble.empty() : OptionalDouble.of(best);
    return new TrainingOrigin(images.count(), images.sha256(), seed, epochs, bestEpoch, loss);
  }

  LossCurve curve() {
    return curve;
  }

  /** A mean loss of the epoch that runs. */
  void add(String phase, String loss, double value) {
    curve.add(new LossCurve.Point(phase, epochs + 1, loss, value, seconds()));
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Ends an epoch.
   *
   * @param validation its validation loss, NaN where none is measured
   * @return whether it is the best so far
   */
  boolean finish(double validation) {
    epochs++;
    boolean better = Double.isNaN(validation) || Double.isNaN(best) || validation < best;
    if (better) {
      best = validation;
      bestEpoch = epochs;
    }
    return better;
  }

  void save(Snapshot to) {
    to.text(EPOCHS, Integer.toString(epochs));
    to.text(BEST_EPOCH, Integer.toString(bestEpoch));
    to.text(BEST, Double.toString(best));
    to.text(SECONDS, Double.toString(seconds()));
    to.text(LOSSES, Json.json(Map.of(LOSSES, curve.points())));
  }

  void restore(Snapshot from) {
    epochs = Integer.parseInt(from.text(EPOCHS));
    bestEpoch = Integer.parseInt(from.text(BEST_EPOCH));
    best = Double.parseDouble(from.text(BEST));
    start = System.nanoTime() - (long) (1e9 * Double.parseDouble(from.text(SECONDS)));
    var source = Source.of("Checkpoint", IllegalArgumentException::new);
    for (var point : Json.read(from.text(LOSSES), source).path(LOSSES)) {
      curve.add(
          new LossCurve.Point(
              point.path("phase").asText(),
              point.path("epoch").asInt(),
              point.path("loss").asText(),
              point.path("value").asDouble(),
              point.path("seconds").asDouble()));
    }
  }
}
