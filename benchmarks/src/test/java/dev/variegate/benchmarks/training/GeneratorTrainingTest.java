package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.train.LossCurve;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class GeneratorTrainingTest {

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Outcome(byte[] onnx, LossCurve curve) {}

  @Test
  void theSameSeedGivesTheSameWeightsAndLosses() {
    var first = train(Toys.plan(5));
    var second = train(Toys.plan(5));
    assertThat(second.onnx()).isEqualTo(first.onnx());
    assertThat(values(second.curve())).isEqualTo(values(first.curve()));
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    assertThat(train(Toys.plan(6)).onnx()).isNotEqualTo(train(Toys.plan(5)).onnx());
  }

  @Test
  void learnsFromEveryPhase() {
    var curve = train(new TrainingPlan(5, 4, 8, 3, 3, 1, 1e-3, 1e-3, 2e-4, 0.1, 0.9)).curve();
    assertThat(values(curve, "judge", "surprise")).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(values(curve, "vae", "reconstruction"))
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(values(curve, "gan", "critic")).allMatch(loss -> loss < 2.5);
  }

  @Test
  void holdsNoMoreArraysAfterManyStepsThanAfterOne() {
    var held = new ArrayList<Integer>();
    var plan = new TrainingPlan(5, 4, 8, 0, 3, 3, 1e-3, 1e-3, 2e-4, 0.1, 0.9);
    try (var training = new GeneratorTraining(plan, Toys.images(24), 3)) {
      training.run(() -> held.add(training.held()));
    }
    assertThat(held.subList(0, 3)).containsOnly(held.get(0));
    assertThat(held.subList(3, 6)).containsOnly(held.get(3));
  }

  private static Outcome train(TrainingPlan plan) {
    try (var training = new GeneratorTraining(plan, Toys.images(48), 3)) {
      training.run(() -> {});
      return new Outcome(training.onnx(), training.curve());
    }
  }

  private static java.util.List<Double> values(LossCurve curve) {
    return curve.points().stream().map(LossCurve.Point::value).toList();
  }

  private static java.util.List<Double> values(LossCurve curve, String phase, String loss) {
    return curve.points().stream()
        .filter(point -> point.phase().equals(phase) && point.loss().equals(loss))
        .map(LossCurve.Point::value)
        .toList();
  }
}
