package dev.variegate.benchmarks.operations;

import static java.util.Map.entry;

import dev.variegate.op.Augmentation;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.op.blur.MotionBlur;
import dev.variegate.op.noise.MultiplicativeNoise;
import dev.variegate.op.noise.MultiplicativeNoise.Grain;
import dev.variegate.op.weather.Rain;
import dev.variegate.random.Range;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Albumentations 1.3.1 does a second, in memory, one thread, 512x512 RGB, measured once on a
 * machine of the same kind with two cores; not in the run of the table.
 *
 * @param rate images a second
 * @param alike our operation with the peer's defaults, where they differ much from ours in cost
 */
record Peer(double rate, Optional<Augmentation> alike) {

  /** What Python's libraries are slow at, where three times their figure is the aim. */
  private static final double FAR = 3;

  private static final Set<String> SLOW =
      Set.of(
          "rotate90",
          "transpose",
          "auto-contrast",
          "median-blur",
          "elastic-transform",
          "fog",
          "jpeg-compression",
          "gaussian-noise",
          "iso-noise",
          "multiplicative-noise",
          "salt-and-pepper",
          "shot-noise");

  private static final Map<String, Peer> BY_WORD =
      Map.ofEntries(
          entry("flip", of(8657)),
          entry("rotate90", of(1397)),
          entry("transpose", of(1046)),
          entry("rotate", of(832)),
          entry("affine", of(943)),
          entry("perspective", of(536)),
          entry("elastic-transform", of(8)),
          entry("grid-distortion", of(673)),
          entry("optical-distortion", of(599)),
          entry("random-resized-crop", of(9289)),
          entry("color-jitter", of(498)),
          entry("hue", of(825)),
          entry("brightness", of(4003)),
          entry("contrast", of(4003)),
          entry("gamma", of(4299)),
          entry("clahe", of(298)),
          entry("equalize", of(1111)),
          entry("posterize", of(4305)),
          entry("solarize", of(4428)),
          entry("invert", of(32_579)),
          entry("grayscale", of(7668)),
          entry("sepia", of(1538)),
          // Kernels of 3, 5 or 7 pixels.
          entry("gaussian-blur", of(2424, new GaussianBlur(Range.of(1 / 3.0, 1)))),
          entry("median-blur", of(172)),
          // Lines of 3, 5 or 7 pixels.
          entry("motion-blur", of(3203, new MotionBlur(Range.of(1, 3), Range.of(-90, 90)))),
          entry("gaussian-noise", of(56)),
          entry("iso-noise", of(41)),
          // One factor for the image.
          entry(
              "multiplicative-noise",
              of(2796, new MultiplicativeNoise(Range.fixed(0.1), Grain.IMAGE))),
          entry("sharpen", of(1524)),
          entry("emboss", of(1901)),
          entry("jpeg-compression", of(257)),
          entry("coarse-dropout", of(22_202)),
          entry("grid-dropout", of(8248)),
          entry("fog", of(89)),
          // 437 drops of 20 pixels.
          entry(
              "rain",
              of(
                  482,
                  new Rain(
                      Range.fixed(16.7),
                      Range.fixed(20 / 512.0),
                      Range.of(-10, 10),
                      Range.fixed(0.3)))),
          entry("shadow", of(577)));

  private static Peer of(double rate) {
    return new Peer(rate, Optional.empty());
  }

  private static Peer of(double rate, Augmentation alike) {
    return new Peer(rate, Optional.of(alike));
  }

  static Optional<Peer> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** How many times the peer's figure is aimed at. */
  static double aim(String word) {
    return SLOW.contains(word) ? FAR : 1;
  }
}
