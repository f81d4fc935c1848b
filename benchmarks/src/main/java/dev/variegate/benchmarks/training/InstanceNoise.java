package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import dev.variegate.random.KeyedRandom;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.EngineArrays;
import java.util.Arrays;

/**
 * Noise over every image that the critic sees, real or made, so that it judges shapes and not
 * single samples.
 *
 * <p>Source: Sonderby et al., "Amortized MAP inference for image super-resolution",
 * arXiv:1610.04490, section 3.3 (instance noise).
 */
final class InstanceNoise {

  private static final float DEVIATION = 0.05f;
  private static final int POOL = 1 << 20;

  /** Drawing each sample again would take longer than the critic: windows of one long draw do. */
  private final float[] pool = new float[POOL];

  private final KeyedRandom places;

  InstanceNoise(long seed) {
    var random = Seeds.generator(seed, "haze", 0, 0);
    for (int i = 0; i < POOL; i++) {
      pool[i] = (float) (DEVIATION * random.nextGaussian());
    }
    this.places = Seeds.generator(seed, "haze", 0, 1);
  }

  /** The images with new noise added; gradients pass through. */
  NDArray over(NDArray images) {
    int size = (int) images.size();
    int place = places.nextInt(POOL - size);
    float[] window = Arrays.copyOfRange(pool, place, place + size);
    return images.add(EngineArrays.array(images.getManager(), window, images.getShape()));
  }
}
