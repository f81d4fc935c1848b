package dev.variegate.benchmarks.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.quality.Comparison;
import dev.variegate.quality.Comparison.Channel;
import dev.variegate.quality.Psnr;
import dev.variegate.stage.LatentAugmenter;
import java.util.List;

/** Photos into the latent space and back. */
final class AutoencodingCase {

  private static final int PHOTOS = 6;

  private AutoencodingCase() {}

  static void check(Hall hall) {
    double there = decibels(hall, "reconstruct", "0", PHOTOS);
    assertThat(there).as("there and back").isGreaterThanOrEqualTo(25);
    assertThat(decibels(hall, "perturb", "0.5", 2)).as("perturbed").isBetween(8.0, there - 3);
  }

  private static double decibels(Hall hall, String change, String amount, int count) {
    var photos = hall.images("photos", count);
    var changer =
        hall.replacing(new LatentAugmenter(), "taef2").setOperation(change).setAmount(amount);
    var before = List.copyOf(Hall.images(photos).values());
    var after = Hall.made(changer, photos);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      try (var photo = Hall.decoded(before.get(i));
          var image = Hall.decoded(after.get(i))) {
        sum += Psnr.of(photo, image, new Comparison(Channel.RGB, 0));
      }
    }
    return sum / count;
  }
}
