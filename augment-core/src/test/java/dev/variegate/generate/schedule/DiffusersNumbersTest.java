package dev.variegate.generate.schedule;

import static dev.variegate.generate.schedule.Toys.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.image.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scheduler with every spacing, what the network predicts, Karras sigmas, offsets and ends,
 * against the numbers that diffusers makes.
 */
class DiffusersNumbersTest {

  private static final double LARGEST_DIFFERENCE = 1e-5;

  /**
   * A consistency model's image is the prediction times 20,000 at the first timestep of cosine
   * betas, which takes digits of a network's floats.
   */
  private static final double LARGEST_DIFFERENCE_OF_COSINE_LCM = 3e-5;

  /** A line of the file; its samples are what diffusers ends with. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Case(
      String name, String keys, int steps, int tokens, double eta, double toy, double[] samples) {

    static Case of(String line) {
      var cells = line.split("\\|");
      var steps = cells[2].split("/", -1);
      var samples = Arrays.stream(cells).skip(5).mapToDouble(Double::parseDouble).toArray();
      return new Case(
          cells[0],
          cells[1],
          Integer.parseInt(steps[0]),
          steps.length > 1 ? Integer.parseInt(steps[1]) : 0,
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]),
          samples);
    }

    /** The largest difference, of the largest magnitude where that is above 1. */
    double difference() {
      var made = run();
      double scale = Math.max(1, Arrays.stream(samples).map(Math::abs).max().orElseThrow());
      double largest = 0;
      for (int i = 0; i < made.length; i++) {
        largest = Math.max(largest, Math.abs(made[i] - samples[i]) / scale);
      }
      return largest;
    }

    private double[] run() {
      var size = new Size(Math.max(1, 2 * tokens), 2); // of patches in a row
      var scheduler = config(name, keys).forImages(4, size).scheduler(steps, eta);
      var start = new double[samples.length];
      for (int k = 0; k < start.length; k++) {
        start[k] = (k - 2.5) / 4 * scheduler.initialScale();
      }
      var walk = SchedulerState.from(start);
      while (walk.evaluation() < scheduler.evaluations()) {
        int i = walk.evaluation();
        double time = scheduler.timestep(i);
        var input = floats(scheduler.scaleInput(walk.sample(), i));
        var prediction = floats(LinearCombination.times(toy * time / (time + 1), input));
        walk = scheduler.step(walk, prediction, () -> noise(start.length, i));
      }
      return walk.sample();
    }

    /** What a network takes and gives. */
    private static double[] floats(double[] x) {
      return Arrays.stream(x).map(value -> (float) value).toArray();
    }

    private static double[] noise(int count, int evaluation) {
      var noise = new double[count];
      for (int k = 0; k < count; k++) {
        noise[k] = Math.sin(1 + 1.7 * k + 0.9 * evaluation);
      }
      return noise;
    }

    @Override
    public String toString() {
      return name + " " + keys;
    }
  }

  static Stream<Case> cases() {
    try (var in = DiffusersNumbersTest.class.getResourceAsStream("diffusers-0.40.csv")) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(Case::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsWhereDiffusersEnds(Case golden) {
    assertThat(golden.difference()).isLessThanOrEqualTo(allowed(golden));
  }

  private static double allowed(Case golden) {
    boolean scaledUp = golden.name().equals("LCMScheduler") && golden.keys().contains("squaredcos");
    return scaledUp ? LARGEST_DIFFERENCE_OF_COSINE_LCM : LARGEST_DIFFERENCE;
  }

  @Test
  void everySchedulerAndSpacingHasItsCases() {
    var largest = new TreeMap<String, Double>();
    cases()
        .forEach(
            golden -> {
              var spacing =
                  golden.keys().contains("timestep_spacing")
                      ? golden.keys().replaceAll(".*timestep_spacing\": \"(\\w+).*", "$1")
                      : "";
              var betas = golden.keys().contains("squaredcos") ? " cosine" : "";
              largest.merge(golden.name() + " " + spacing + betas, golden.difference(), Math::max);
            });
    System.out.println("Largest difference to diffusers 0.40:");
    largest.forEach((which, difference) -> System.out.printf("%s %.1e%n", which, difference));
    for (var kind : SchedulerKind.values()) {
      boolean spaced = !kind.isFlow() && kind != SchedulerKind.LCM;
      for (var spacing : spaced ? List.of("leading", "linspace", "trailing") : List.of("")) {
        assertThat(largest).containsKey(kind.className() + " " + spacing);
        if (!kind.isFlow()) {
          assertThat(largest).containsKey(kind.className() + " " + spacing + " cosine");
        }
      }
    }
  }

  /** diffusers starts from timestep 0, where there is no noise to take away. */
  @Test
  void aSingleStepOfLinspaceStartsFromTheLastTimestepUnlikeDiffusers() {
    for (var kind : SchedulerKind.values()) {
      if (!kind.isFlow()) {
        var config = config("DDIMScheduler", "\"timestep_spacing\": \"linspace\"").with(kind);
        assertThat(config.scheduler(1, 0).timestep(0)).isEqualTo(999);
      }
    }
  }

  /** Whole timesteps of cosine schedules are cut, those of others rounded. */
  @Test
  void karrasTimestepsOfDpmSolverAreThoseOfDiffusers() {
    var karras = "\"use_karras_sigmas\": true, \"prediction_type\": \"v_prediction\"";
    assertThat(times(karras)).containsExactly(999, 917, 815, 681, 484, 205, 32, 0);
    assertThat(times(karras + ", \"beta_schedule\": \"squaredcos_cap_v2\""))
        .containsExactly(999, 998, 998, 998, 994, 965, 508, 0);
  }

  private static double[] times(String more) {
    var scheduler = config("DPMSolverMultistepScheduler", more).scheduler(8, 0);
    return DoubleStream.iterate(0, i -> i + 1)
        .limit(8)
        .map(i -> scheduler.timestep((int) i))
        .toArray();
  }

  @Test
  void theLastStepOfDdpmAddsTheNoiseOfFixedLargeUnlessItEndsAtZero() {
    var more = "\"variance_type\": \"fixed_large\", \"timestep_spacing\": ";
    for (var spacing : new String[] {"\"trailing\"", "\"leading\""}) {
      var ddpm = config("DDPMScheduler", more + spacing).ancestral(10);
      var zeros = new double[4];
      var end = ddpm.denoised(zeros, zeros, () -> new double[] {1, 1, 1, 1}, 9);
      assertThat(end[0] > 0).as(spacing).isEqualTo(spacing.contains("trailing"));
      assertThat(end[0])
          .isCloseTo(spacing.contains("trailing") ? Math.sqrt(ddpm.variance(9)) : 0, offset(1e-6));
    }
  }
}
