package dev.variegate.generate.diffusion;

/** Samples on their way: networks take and give floats, schedulers calculate in double. */
final class Samples {

  private Samples() {}

  static double[] of(float[] floats) {
    var samples = new double[floats.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = floats[i];
    }
    return samples;
  }

  static float[] floats(double[] samples) {
    var floats = new float[samples.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) samples[i];
    }
    return floats;
  }
}
