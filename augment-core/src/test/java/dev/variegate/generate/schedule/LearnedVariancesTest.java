package dev.variegate.generate.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.sample.DiffusionSampler;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.Denoisers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of DDPM whose noise is as large as the network says. */
class LearnedVariancesTest {

  private static final int WIDTH = 5;
  private static final int STEPS = 10;

  @TempDir Path folder;

  private Ddpm ddpm(String variance) throws IOException {
    var file = folder.resolve(variance + ".json");
    Files.writeString(
        file,
        "{\"_class_name\": \"DDPMScheduler\", \"num_train_timesteps\": 100, \"clip_sample\": false, \"variance_type\": \"%s\"}"
            .formatted(variance));
    return SchedulerConfig.read(file).ancestral(STEPS);
  }

  private static double[] step(Ddpm scheduler, int step, double fraction) {
    var prediction = new double[scheduler.takesVariances() ? 2 * WIDTH : WIDTH];
    Arrays.fill(prediction, WIDTH, prediction.length, fraction);
    var sample = new double[WIDTH];
    var noise = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      sample[i] = 0.3 * i - 0.5;
      prediction[i] = 0.1 * i;
      noise[i] = 1 - 0.4 * i;
    }
    return scheduler.denoised(sample, prediction, () -> noise, step);
  }

  /** The ends of the range are the two fixed variances. */
  @ParameterizedTest
  @CsvSource({"-1, fixed_small", "1, fixed_large"})
  void reachFromTheSmallToTheLarge(double fraction, String fixed) throws IOException {
    var learned = ddpm("learned_range");
    assertThat(learned.takesVariances()).isTrue();
    for (int step = 0; step < STEPS - 1; step++) {
      var expected = step(ddpm(fixed), step, 0);
      var made = step(learned, step, fraction);
      for (int i = 0; i < WIDTH; i++) {
        assertThat(made[i]).isCloseTo(expected[i], Offset.offset(1e-6));
      }
    }
  }

  @Test
  void inTheMiddleAreTheirGeometricMean() throws IOException {
    var small = ddpm("fixed_small");
    var large = ddpm("fixed_large");
    var made = step(ddpm("learned_range"), 3, 0);
    double deviation = Math.sqrt(Math.sqrt(small.variance(3) * large.variance(3)));
    double fixed = Math.sqrt(small.variance(3));
    var expected = step(small, 3, 0);
    for (int i = 0; i < WIDTH; i++) {
      double noise = 1 - 0.4 * i;
      assertThat(made[i]).isCloseTo(expected[i] + (deviation - fixed) * noise, Offset.offset(1e-6));
    }
  }

  /** That of the tiny model gives some; the plain one does not. */
  @Test
  void areTakenFromANetworkThatGivesThem() throws IOException {
    var with = learned(Denoisers.withVariances(folder.resolve("with")));
    var options = DiffusionOptions.of(SchedulerKind.DDPM, STEPS);
    try (var sampler =
        DiffusionSampler.open(with, ComputeOptions.threads(1), options, StepListener.NONE)) {
      var samples = sampler.sample(List.of(new SampleRequest("key", 1, 7, "square")));
      var made = samples.get(0).image().toBytes();
      var expected = Denoisers.image(1);
      double distance = 0;
      for (int i = 0; i < made.length; i++) {
        distance += Math.abs(Byte.toUnsignedInt(made[i]) / 127.5 - 1 - expected[i]) / made.length;
      }
      assertThat(distance).isLessThan(0.2);
      samples.forEach(Sample::close);
    }
    var without = learned(Denoisers.tiny(folder.resolve("without")));
    assertThatThrownBy(() -> DiffusionSampler.check(without, options))
        .hasMessage(
            "Model tiny-diffusion 1.0.0 has the \"variance_type\" learned_range but its predictions have no variances behind them; write fixed_small or fixed_large into scheduler_config.json");
  }

  private static ModelBundle learned(Path bundle) throws IOException {
    var file = bundle.resolve("scheduler_config.json");
    var before = Files.readString(file);
    var after =
        before
            .replace("DDIMScheduler", "DDPMScheduler")
            .replace("\"clip_sample\"", "\"variance_type\": \"learned_range\", \"clip_sample\"");
    Files.writeString(file, after);
    var yaml = bundle.resolve("model.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace(hash(before), hash(after)));
    return ModelBundle.open(bundle);
  }

  private static String hash(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
