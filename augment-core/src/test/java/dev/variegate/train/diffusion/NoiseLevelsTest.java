package dev.variegate.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.generate.schedule.SchedulerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseLevelsTest {

  @Test
  void linearIsThatOfHo() {
    double kept = 1;
    var levels = NoiseLevels.of(options(NoiseCurve.LINEAR, 1000).scheduler());
    for (int t = 0; t < 1000; t++) {
      kept *= 1 - (1e-4 + (0.02 - 1e-4) * t / 999);
      assertThat(levels.kept()[t]).isCloseTo(kept, within(1e-12));
    }
    assertThat(kept).isCloseTo(4.0358e-5, within(1e-9));
  }

  @Test
  void cosineIsThatOfNicholAndDhariwal() {
    var levels = NoiseLevels.of(options(NoiseCurve.COSINE, 1000).scheduler());
    for (int t = 0; t < 998; t++) { // the last steps are capped at 0.999
      double wanted = cosine((t + 1) / 1000.0) / cosine(0);
      assertThat(levels.kept()[t]).isCloseTo(wanted, within(1e-9));
    }
  }

  private static double cosine(double time) {
    return Math.pow(Math.cos((time + 0.008) / 1.008 * Math.PI / 2), 2);
  }

  @Test
  void fewerStepsEndAsNoisy() {
    var levels = NoiseLevels.of(options(NoiseCurve.LINEAR, 200).scheduler());
    assertThat(levels.kept()).hasSize(200);
    assertThat(levels.kept()[199]).isLessThan(1e-4);
    assertThat(levels.step(0)).isZero();
    assertThat(levels.step(0.9999999f)).isEqualTo(199);
  }

  /** What is trained on is what the sampler of the bundle believes. */
  @ParameterizedTest
  @EnumSource(NoiseCurve.class)
  void equalsTheSchedulersOwnNoise(NoiseCurve curve) {
    var config = options(curve, 1000).scheduler();
    var levels = NoiseLevels.of(config);
    assertThat(config.kind()).isEqualTo(SchedulerKind.DDIM);
    var scheduler = config.scheduler(1000, 0);
    for (int i = 0; i < 1000; i++) {
      int t = (int) scheduler.timestep(i);
      assertThat(t).isEqualTo(999 - i);
      assertThat((float) scheduler.addNoise(new double[] {1}, new double[] {0}, i)[0])
          .isEqualTo(levels.signal(t));
      assertThat((float) scheduler.addNoise(new double[] {0}, new double[] {1}, i)[0])
          .isCloseTo(levels.sigma(t), within(1e-7f));
    }
  }

  private static DdpmOptions options(NoiseCurve curve, int steps) {
    return new DdpmOptions(8, Target.EPSILON, curve, steps, 0);
  }
}
