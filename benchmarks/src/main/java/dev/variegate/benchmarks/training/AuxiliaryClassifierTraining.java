package dev.variegate.benchmarks.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.train.layer.Adam;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.List;

/** Teaches the {@link AuxiliaryClassifier} on real images; afterwards it only judges. */
final class AuxiliaryClassifierTraining implements TrainingPhase {

  private final AuxiliaryClassifier judge;
  private final TrainableWeights weights;
  private final Adam adam;

  AuxiliaryClassifierTraining(NDManager manager, int classes, long seed) {
    this.judge = new AuxiliaryClassifier(classes);
    this.weights = judge.declare(new TrainableWeights(manager, "judge", seed));
    this.adam = new Adam(manager, weights, 0.9, 0.999);
  }

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public List<String> losses() {
    return List.of("surprise");
  }

  @Override
  public float[] step(Batches.Batch batch, double rate) {
    weights.learn();
    NDArray loss;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      loss = surprise(batch.images(), batch.oneHot());
      collector.backward(loss);
    }
    adam.step(rate);
    weights.rest();
    return new float[] {loss.getFloat()};
  }

  /** Cross-entropy, in nats, of the asked classes; gradients pass through to the images. */
  NDArray surprise(NDArray images, NDArray oneHot) {
    return judge.surprise(new TorchLayers(weights::at), images, oneHot);
  }

  @Override
  public void close() {
    adam.close();
    weights.close();
  }
}
