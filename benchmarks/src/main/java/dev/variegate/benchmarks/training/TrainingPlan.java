package dev.variegate.benchmarks.training;

/**
 * How long and how fast a generator is trained.
 *
 * @param latent length of the latent
 * @param batch images in a step, 2 to 1024
 * @param judgeEpochs epochs of the judge, on real images
 * @param vaeEpochs epochs as a conditional VAE
 * @param ganEpochs epochs against the critic, after those
 * @param judgeRate step size of the judge, falling linearly to a tenth
 * @param vaeRate step size of the VAE, falling linearly to a tenth
 * @param ganRate step size against the critic; constant, since the moving average does the settling
 * @param judgeWeight weight of the judge's surprise beside the critic's score
 * @param averaging decay of the moving average of the decoder's weights, 0 to below 1
 */
public record TrainingPlan(
    long seed,
    int latent,
    int batch,
    int judgeEpochs,
    int vaeEpochs,
    int ganEpochs,
    double judgeRate,
    double vaeRate,
    double ganRate,
    double judgeWeight,
    double averaging) {

  public TrainingPlan {
    require(latent > 0, "latent", latent, "1 or more");
    require(batch > 1 && batch <= 1024, "batch", batch, "from 2 to 1024");
    require(judgeEpochs >= 0, "judge-epochs", judgeEpochs, "0 or more");
    require(vaeEpochs >= 0, "vae-epochs", vaeEpochs, "0 or more");
    require(ganEpochs >= 0, "gan-epochs", ganEpochs, "0 or more");
    require(judgeRate > 0, "judge-rate", judgeRate, "above 0");
    require(vaeRate > 0, "vae-rate", vaeRate, "above 0");
    require(ganRate > 0, "gan-rate", ganRate, "above 0");
    require(judgeWeight >= 0, "judge-weight", judgeWeight, "0 or more");
    require(averaging >= 0 && averaging < 1, "averaging", averaging, "from 0 to below 1");
  }

  /** What the shipped generator of clothes was trained with. */
  public static TrainingPlan usual() {
    return new TrainingPlan(7, 32, 64, 3, 2, 3, 1e-3, 1e-3, 2e-4, 0.1, 0.999);
  }

  private static void require(boolean holds, String what, Number given, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Training plan has %s=%s, which must be %s; correct it".formatted(what, given, rule));
    }
  }
}
