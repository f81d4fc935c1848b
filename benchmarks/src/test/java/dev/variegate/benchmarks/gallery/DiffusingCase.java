package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageToImage;
import dev.variegate.stage.Inpainting;
import java.util.List;

/** Clothes of noise, redrawn, and with a hole filled. */
final class DiffusingCase {

  private static final String MODEL = "fashion-ddpm-unet";
  private static final int IMAGES = 16;
  private static final String THIRD = "t10k/000002";

  private DiffusingCase() {}

  static void check(Hall hall) {
    samples(hall);
    redraws(hall);
    fillsHoles(hall);
  }

  /** A classifier is nearer to its certainty of clothes (0.95) than to that of noise (0.41). */
  private static void samples(Hall hall) {
    var made =
        new GenerativeSampler()
            .setModel(hall.bundle(MODEL))
            .setCounts(IMAGES + "")
            .setKeyCol("key")
            .setScheduler("ddim")
            .setSteps(50)
            .setEta(1)
            .transform(hall.nothing())
            .cache();
    double ofClothes = Certainty.of(hall, Certainty.JUDGE, hall.clothes(IMAGES));
    double ofNoise = Certainty.of(hall, Certainty.JUDGE, hall.table(Certainty.noise(IMAGES)));
    assertThat(Certainty.of(hall, Certainty.JUDGE, made))
        .as("certainty of samples, where it is %s of noise", ofNoise)
        .isGreaterThan((ofClothes + ofNoise) / 2);
    var seen = Hall.images(made).values().stream().map(Seen::of).toList();
    assertThat(seen).hasSize(IMAGES).allMatch(each -> each.size().equals("28x28x1"));
    assertThat(seen.stream().mapToDouble(Seen::middleOverRim).average().orElseThrow())
        .as("clothes are bright before black")
        .isGreaterThan(40);
    made.unpersist();
  }

  private static void redraws(Hall hall) {
    var clothes = hall.clothes(IMAGES);
    var imageToImage = hall.replacing(new ImageToImage(), MODEL).setScheduler("ddim").setSteps(20);
    var little = gaps(hall, imageToImage.setStrength(0.1));
    var much = gaps(hall, imageToImage.setStrength(0.7));
    assertThat(little).isGreaterThan(1).isLessThan(much / 2);
    assertThat(Certainty.labeled(hall, imageToImage.setStrength(0.1).transform(clothes)))
        .isGreaterThan(0.7);
  }

  private static double gaps(Hall hall, ImageToImage imageToImage) {
    var clothes = hall.clothes(IMAGES);
    var before = List.copyOf(Hall.images(clothes).values());
    var after = Hall.made(imageToImage, clothes);
    double sum = 0;
    for (int i = 0; i < after.size(); i++) {
      sum += Seen.of(before.get(i)).gap(Seen.of(after.get(i)));
    }
    return sum / after.size();
  }

  /** Fewer images than a batch, most of which stays empty; more like the source than gray is. */
  private static void fillsHoles(Hall hall) {
    var clothes =
        hall.clothes(IMAGES)
            .where("key <= '%s'".formatted(THIRD))
            .withColumn("hole", expr("array(array(6, 9, 16, 10))"));
    var filler =
        Hall.replacing(new Inpainting())
            .setAlgorithm("repaint")
            .setModel(hall.bundle(MODEL))
            .setSteps(25)
            .setJumpLength(5)
            .setResamplings(2)
            .setHoleBoxesCol("hole");
    var before = List.copyOf(Hall.images(clothes).values());
    var after = Hall.made(filler, clothes);
    for (int i = 0; i < 3; i++) {
      requireFilled(Seen.of(before.get(i)), Seen.of(after.get(i)));
    }
  }

  private static void requireFilled(Seen before, Seen after) {
    int changed = 0;
    for (int i = 0; i < before.samples().length; i++) {
      int x = i % 28;
      int y = i / 28;
      boolean hole = x >= 6 && x < 22 && y >= 9 && y < 19;
      boolean same = before.samples()[i] == after.samples()[i];
      assertThat(hole || same).as("sample %s is kept", i).isTrue();
      changed += same ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(80);
    assertThat(before.gap(after)).isLessThan(15);
  }
}
