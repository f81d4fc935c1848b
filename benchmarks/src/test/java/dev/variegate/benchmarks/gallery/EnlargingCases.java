package dev.variegate.benchmarks.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.quality.SuperResolutionScore;
import java.util.Map;
import java.util.function.Consumer;

/** Set5, made smaller and enlarged again, as the literature measures it. */
final class EnlargingCases {

  private static final int ALL = 5;

  private EnlargingCases() {}

  static void add(Map<String, Consumer<Hall>> cases) {
    cases.put("fsrcnn-x2", EnlargingCases::luma);
    cases.put("esrgan-slim-x2", hall -> generative(hall, "esrgan-slim-x2", 2, 33.53, 0.9289));
    cases.put("esrgan-slim-x4", hall -> generative(hall, "esrgan-slim-x4", 4, 28.60, 0.8135));
  }

  private static void luma(Hall hall) {
    assertThat(score(hall, "bicubic", 2).psnr()).isCloseTo(33.69, offset(0.02));
    assertThat(score(hall, "fsrcnn-x2", 2).psnr()).isGreaterThanOrEqualTo(34.8);
  }

  /** Sharp rather than near: a GAN's figures do not beat those of a kernel, but are its own. */
  private static void generative(Hall hall, String model, int factor, double psnr, double ssim) {
    var score = score(hall, model, factor);
    assertThat(score.psnr()).isCloseTo(psnr, offset(0.02));
    assertThat(score.ssim()).isCloseTo(ssim, offset(0.001));
  }

  /** Refuses images of other sizes than their originals. */
  private static SuperResolutionScore score(Hall hall, String way, int factor) {
    var enlarging = Enlarging.by(factor, Hall.images(hall.images("set5", ALL)));
    var made = Hall.made(enlarging.stage(hall, way), hall.table(enlarging.shrunk()));
    assertThat(made).hasSize(ALL);
    return enlarging.score(made);
  }
}
