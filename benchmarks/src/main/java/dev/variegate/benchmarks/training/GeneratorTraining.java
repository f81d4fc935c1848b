package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.train.EpochMeter;
import dev.variegate.train.LossCurve;
import dev.variegate.train.layer.MovingAverage;
import dev.variegate.train.layer.TrainableWeights;
import java.util.function.DoubleUnaryOperator;

/**
 * Trains a decoder: first as a conditional VAE, which covers the training set, then against a
 * critic, which sharpens it, and a judge, which sees to the asked class.
 *
 * <p>One training at a time in a JVM, since DJL has one gradient collector. All chance is keyed,
 * and on one thread of the same kind of processor a training repeats bit for bit (checked to the
 * end of the VAE phase on the whole set, and on small sets with a critic).
 */
public final class GeneratorTraining implements AutoCloseable {

  private final TrainingPlan plan;
  private final Batches batches;
  private final NDManager manager = NDManager.newBaseManager();
  private final DecoderNetwork decoder;
  private final TrainableWeights decoding;
  private final MovingAverage average;
  private final AuxiliaryClassifierTraining judge;
  private final LossCurve curve = new LossCurve();
  private final long start = System.nanoTime();
  private int epochs;
  private int steps;

  public GeneratorTraining(TrainingPlan plan, LabeledImages images, int classes) {
    this.plan = plan;
    this.batches = new Batches(images, classes, plan.latent(), plan.batch(), plan.seed());
    this.decoder = new DecoderNetwork(plan.latent(), classes);
    this.decoding = decoder.declare(new TrainableWeights(manager, "decoder", plan.seed()));
    this.average = new MovingAverage(manager, decoding, plan.averaging());
    this.judge = new AuxiliaryClassifierTraining(manager, classes, plan.seed());
  }

  /** Runs the whole plan; {@code epochDone} is called after each epoch of the decoder. */
  public void run(Runnable epochDone) {
    run(judge, plan.judgeEpochs(), falling(plan.judgeRate()), () -> {});
    try (var vae = new ConditionalVae(manager, decoder, decoding, plan.seed())) {
      run(vae, plan.vaeEpochs(), falling(plan.vaeRate()), epochDone);
      try (var gan =
          new HingeGan(manager, decoder, decoding, vae, judge, plan.judgeWeight(), plan.seed())) {
        run(gan, plan.ganEpochs(), done -> plan.ganRate(), epochDone);
      }
    }
  }

  private void run(TrainingPhase phase, int count, DoubleUnaryOperator rate, Runnable epochDone) {
    for (int epoch = 0; epoch < count; epoch++) {
      var meter = new EpochMeter(phase.name(), phase.losses(), epoch, count);
      int[] order = batches.order(epochs++);
      int all = batches.perEpoch();
      for (int i = 0; i < all; i++) {
        double done = (double) (epoch * all + i) / (count * all);
        meter.count(step(phase, order, i, rate.applyAsDouble(done)), all, batches.size());
      }
      record(phase, epoch, meter);
      epochDone.run();
    }
  }

  private float[] step(TrainingPhase phase, int[] order, int index, double rate) {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      float[] losses = phase.step(batches.batch(manager, order, index, steps++), rate);
      average.follow();
      return losses;
    }
  }

  private void record(TrainingPhase phase, int epoch, EpochMeter meter) {
    double seconds = (System.nanoTime() - start) / 1e9;
    for (int i = 0; i < phase.losses().size(); i++) {
      var name = phase.losses().get(i);
      curve.add(new LossCurve.Point(phase.name(), epoch + 1, name, meter.mean(i), seconds));
    }
  }

  /** Linear from the whole rate to a tenth of it. */
  private static DoubleUnaryOperator falling(double rate) {
    return done -> rate * (1 - 0.9 * done);
  }

  /** The averaged decoder as an ONNX model. */
  public byte[] onnx() {
    return decoder.onnx(average.all());
  }

  /** The losses of the epochs run so far. */
  public LossCurve curve() {
    return curve;
  }

  /** Number of arrays held between steps; constant within a phase unless something leaks. */
  int held() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    judge.close();
    average.close();
    decoding.close();
    manager.close();
  }
}
