package dev.variegate.train.gan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.KeyedNoise;
import java.util.EnumSet;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiffAugmentTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-5f);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Two RGB images of 1x2 pixels. */
  private NDArray small() {
    return manager.create(
        new float[] {0, 1, 0.2f, 0, 0.1f, 0.5f, -1, -1, 0, 0, 1, 1}, new Shape(2, 3, 1, 2));
  }

  private NDArray uniform(float... values) {
    return manager.create(values, new Shape(values.length, 1, 1, 1));
  }

  @Test
  void brightnessIsAddedToAllSamplesOfAnImage() {
    assertThat(DiffAugment.brightened(small(), uniform(0.75f, 0.25f)).toFloatArray())
        .containsExactly(
            new float[] {
              0.25f, 1.25f, 0.45f, 0.25f, 0.35f, 0.75f, -1.25f, -1.25f, -0.25f, -0.25f, 0.75f, 0.75f
            },
            TOLERANCE);
  }

  @Test
  void saturationScalesTheDistanceToTheMeanOfTheChannels() {
    // Means of the pixels: 0.1 and 0.5 in the first image, 0 and 0 in the second.
    assertThat(DiffAugment.saturated(small(), uniform(0, 0.75f)).toFloatArray())
        .containsExactly(
            new float[] {0.1f, 0.5f, 0.1f, 0.5f, 0.1f, 0.5f, -1.5f, -1.5f, 0, 0, 1.5f, 1.5f},
            TOLERANCE);
  }

  @Test
  void contrastScalesTheDistanceToTheMeanOfTheImage() {
    // Means of the images: 0.3 and 0.
    assertThat(DiffAugment.contrasted(small(), uniform(0, 0.25f)).toFloatArray())
        .containsExactly(
            new float[] {
              0.15f, 0.65f, 0.25f, 0.15f, 0.2f, 0.4f, -0.75f, -0.75f, 0, 0, 0.75f, 0.75f
            },
            TOLERANCE);
  }

  @Test
  void aShiftMovesByUpToAnEighthAndBringsInZeros() {
    var image = new float[8 * 10];
    for (int i = 0; i < image.length; i++) {
      image[i] = i + 1;
    }
    var x = manager.create(image, new Shape(1, 1, 8, 10));
    // Of shifts -1, 0 and 1: down by one, left by one.
    float[] moved = DiffAugment.shifted(x, new float[] {0.99f}, new float[] {0.01f}).toFloatArray();
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 10; column++) {
        float expected = row == 0 || column == 9 ? 0 : image[(row - 1) * 10 + column + 1];
        assertThat(moved[row * 10 + column]).isEqualTo(expected);
      }
    }
    float[] kept = DiffAugment.shifted(x, new float[] {0.5f}, new float[] {0.5f}).toFloatArray();
    assertThat(kept).isEqualTo(image);
  }

  @Test
  void aHoleOfHalfOfEachSideReachesOverTheBorder() {
    var x = manager.ones(new Shape(2, 1, 4, 4));
    float[] cut =
        DiffAugment.cut(x, new float[] {0.5f, 0}, new float[] {0.5f, 0.99f}).toFloatArray();
    // Holes of 2x2 around the third of five places; and around the first row and fifth column.
    assertThat(cut)
        .containsExactly(
            1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, //
            1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void noneLeavesTheImagesAsTheyAre() {
    var x = small();
    var augment = new DiffAugment(Set.of());
    assertThat(augment.apply(x, new KeyedNoise(manager, 1, 0), "d").toFloatArray())
        .isEqualTo(x.toFloatArray());
  }

  @Test
  void itsNumbersBelongToTheStepAndTheNameAlone() {
    var augment = new DiffAugment(EnumSet.allOf(DiffAugmentation.class));
    var x = manager.ones(new Shape(4, 3, 16, 12));
    float[] first = augment.apply(x, new KeyedNoise(manager, 1, 0), "d").toFloatArray();
    assertThat(augment.apply(x, new KeyedNoise(manager, 1, 0), "d").toFloatArray())
        .isEqualTo(first);
    assertThat(augment.apply(x, new KeyedNoise(manager, 1, 0), "g").toFloatArray())
        .isNotEqualTo(first);
    assertThat(augment.apply(x, new KeyedNoise(manager, 1, 1), "d").toFloatArray())
        .isNotEqualTo(first);
  }

  @Test
  void gradientsPassAsFiniteDifferencesSay() {
    var augment = new DiffAugment(EnumSet.allOf(DiffAugmentation.class));
    var values = new float[3 * 8 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    var shape = new Shape(1, 3, 8, 8);
    float[] gradient;
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var x = manager.create(values, shape);
      x.setRequiresGradient(true);
      try (var collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(squares(augment, x));
      }
      gradient = x.getGradient().toFloatArray();
    }
    assertThat(gradient).doesNotContain(Float.NaN);
    for (int i = 0; i < values.length; i += 37) {
      float step = 1e-2f;
      var up = values.clone();
      up[i] += step;
      var down = values.clone();
      down[i] -= step;
      float slope =
          (squares(augment, manager.create(up, shape)).getFloat()
                  - squares(augment, manager.create(down, shape)).getFloat())
              / (2 * step);
      assertThat(gradient[i]).isCloseTo(slope, Offset.offset(0.01f));
    }
    assertThat(gradient).isNotEqualTo(new float[gradient.length]);
  }

  private NDArray squares(DiffAugment augment, NDArray x) {
    var changed = augment.apply(x, new KeyedNoise(manager, 3, 0), "d");
    return changed.mul(changed).sum();
  }
}
