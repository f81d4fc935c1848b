package dev.variegate.generate.schedule;

import static dev.variegate.generate.schedule.Toys.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The numbers that the unit tests of diffusers expect: toy network, 10 steps, sum of magnitudes of
 * 768 samples.
 */
class GoldenSchedulersTest {

  private static final int STEPS = 10;
  private static final double A_THOUSANDTH = 0.1;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DDIMScheduler | | 172.0067
          DDIMScheduler | "prediction_type": "v_prediction" | 52.5302
          DDIMScheduler | "set_alpha_to_one": true, "beta_start": 0.01 | 149.8295
          DDIMScheduler | "set_alpha_to_one": false, "beta_start": 0.01 | 149.0784
          PNDMScheduler | | 198.1318
          PNDMScheduler | "prediction_type": "v_prediction" | 67.3986
          PNDMScheduler | "set_alpha_to_one": true, "beta_start": 0.01 | 230.0399
          PNDMScheduler | "set_alpha_to_one": false, "beta_start": 0.01 | 186.9482
          """)
  void samplesAsDiffusersDoes(String name, String more, double expected) {
    var scheduler = config(name, more == null ? "" : more).scheduler(STEPS, 0);
    assertThat(Toys.sumOfMagnitudes(Toys.run(scheduler, Toys.sample(), Toys::toy)))
        .isCloseTo(expected, withinPercentage(A_THOUSANDTH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "prediction_type": "epsilon" | 0.3301
          "prediction_type": "v_prediction" | 0.2251
          """)
  void solvesAsDiffusersDoes(String more, double expectedMean) {
    var scheduler =
        config("DPMSolverMultistepScheduler", solver() + ", " + more).scheduler(STEPS, 0);
    var made = Toys.run(scheduler, Toys.sample(), Toys::toy);
    assertThat(Toys.sumOfMagnitudes(made) / made.length)
        .isCloseTo(expectedMean, withinPercentage(A_THOUSANDTH));
  }

  /** Within the tolerance of diffusers' own test, which is wider than that of the others. */
  @Test
  void solvesOverKarrasSigmasAsDiffusersDoes() {
    var more = ", \"prediction_type\": \"v_prediction\", \"use_karras_sigmas\": true";
    var scheduler = config("DPMSolverMultistepScheduler", solver() + more).scheduler(STEPS, 0);
    var made = Toys.run(scheduler, Toys.sample(), Toys::toy);
    assertThat(Toys.sumOfMagnitudes(made) / made.length).isCloseTo(0.2096, offset(1e-3));
  }

  private static String solver() {
    return "\"lower_order_final\": false, \"final_sigmas_type\": \"sigma_min\", \"lambda_min_clipped\": -Infinity, \"variance_type\": null";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EulerDiscreteScheduler | false | 10.0807
          EulerDiscreteScheduler | true | 124.52299
          HeunDiscreteScheduler | false | 0.1233
          LMSDiscreteScheduler | false | 1006.388
          LMSDiscreteScheduler | true | 3812.9927
          """)
  void followsTheFlowAsDiffusersDoes(String name, boolean karras, double expected) {
    var scheduler = config(name, flow() + ", \"use_karras_sigmas\": " + karras).scheduler(STEPS, 0);
    var start = LinearCombination.times(scheduler.initialScale(), Toys.sample());
    assertThat(Toys.sumOfMagnitudes(Toys.runFeedingBack(scheduler, start)))
        .isCloseTo(expected, withinPercentage(A_THOUSANDTH));
  }

  private static String flow() {
    return "\"num_train_timesteps\": 1100, \"beta_start\": 0.0001, \"beta_end\": 0.02";
  }

  @ParameterizedTest
  @CsvSource({"EulerDiscreteScheduler, 57062.9297", "HeunDiscreteScheduler, 75074.8906"})
  void followsTheFlowFromTheEighthStepAsDiffusersDoes(String name, double expected) {
    var whole = config(name, flow()).scheduler(STEPS, 0);
    var end = whole.tail(2);
    var start =
        end.addNoise(LinearCombination.times(whole.initialScale(), Toys.sample()), Toys.noise(), 0);
    assertThat(Toys.sumOfMagnitudes(Toys.runFeedingBack(end, start)))
        .isCloseTo(expected, withinPercentage(A_THOUSANDTH));
  }

  @Test
  void remakesAnImageAsDiffusersDoes() {
    var ddim = config("DDIMScheduler", "").scheduler(STEPS, 0).tail(2);
    var start = ddim.addNoise(Toys.sample(), Toys.noise(), 0);
    assertThat(Toys.sumOfMagnitudes(Toys.run(ddim, start, Toys::toy)))
        .isCloseTo(354.5418, withinPercentage(A_THOUSANDTH));

    var solver = config("DPMSolverMultistepScheduler", solver()).scheduler(STEPS, 0).tail(5);
    var noisy = solver.addNoise(Toys.sample(), Toys.noise(), 0);
    assertThat(Toys.sumOfMagnitudes(Toys.run(solver, noisy, Toys::toy)))
        .isCloseTo(318.4111, withinPercentage(A_THOUSANDTH));
  }

  @Test
  void variancesAreThoseOfDiffusers() {
    var noise = config("DDIMScheduler", "").noise();
    assertThat(Ddim.variance(noise.level(420), noise.level(400))).isCloseTo(0.14771, offset(1e-5));
    assertThat(Ddim.variance(noise.level(980), noise.level(960))).isCloseTo(0.32460, offset(1e-5));
    assertThat(Ddim.variance(noise.level(487), noise.level(486))).isCloseTo(0.00979, offset(1e-5));
    assertThat(Ddim.variance(noise.level(999), noise.level(998))).isCloseTo(0.02, offset(1e-5));

    var ddpm = Ddpm.of(config("DDPMScheduler", ""), 1000);
    assertThat(ddpm.variance(999 - 487)).isCloseTo(0.00979, offset(1e-5));
    assertThat(ddpm.variance(0)).isCloseTo(0.02, offset(1e-5));
    assertThat(ddpm.variance(999)).isCloseTo(0, offset(1e-5));
  }

  @Test
  void timestepsAreThoseOfDiffusers() {
    assertThat(times(config("DDIMScheduler", "\"steps_offset\": 1").scheduler(5, 0)))
        .containsExactly(801, 601, 401, 201, 1);
    assertThat(times(config("PNDMScheduler", "\"steps_offset\": 1").scheduler(10, 0)))
        .containsExactly(
            901, 851, 851, 801, 801, 751, 751, 701, 701, 651, 651, 601, 601, 501, 401, 301, 201,
            101, 1);
    assertThat(
            times(
                config("PNDMScheduler", "\"steps_offset\": 1, \"skip_prk_steps\": true")
                    .scheduler(5, 0)))
        .containsExactly(801, 601, 601, 401, 201, 1);
    assertThat(times(config("DPMSolverMultistepScheduler", "").scheduler(5, 0)))
        .containsExactly(999, 799, 599, 400, 200);
    assertThat(times(config("HeunDiscreteScheduler", "").scheduler(4, 0)))
        .containsExactly(999, 666, 666, 333, 333, 0, 0);
  }

  private static double[] times(Scheduler scheduler) {
    return IntStream.range(0, scheduler.evaluations()).mapToDouble(scheduler::timestep).toArray();
  }

  @Test
  void spacingsAreThoseOfTheirPaper() {
    assertThat(TimestepSpacing.LEADING.times(1000, 10, 0)[0]).isEqualTo(900);
    assertThat(TimestepSpacing.TRAILING.times(1000, 10, 0)).startsWith(999, 899).endsWith(99);
    assertThat(TimestepSpacing.TRAILING.times(10, 3, 0)).containsExactly(9, 6, 2);
    assertThat(TimestepSpacing.LINSPACE.times(1000, 3, 0)).containsExactly(999, 499.5, 0);
    assertThat(Arrays.stream(TimestepSpacing.LINSPACE.times(1000, 1, 0))).containsExactly(999.0);
  }
}
