package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class DihedralTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Dihedral();
  }

  @Test
  void givesEightDifferentImages() {
    var seen = new java.util.HashSet<String>();
    for (var mirror : Dihedral.Mirror.values()) {
      for (int turns = 0; turns < 4; turns++) {
        var made =
            TestImages.run(new Dihedral.At(turns, mirror), TestImages.gray(2, 2, 1, 2, 3, 4));
        seen.add(java.util.Arrays.toString(made));
      }
    }
    assertThat(seen).hasSize(8);
  }

  @Test
  void mirrorsBeforeItTurns() {
    assertThat(
            TestImages.run(
                new Dihedral.At(1, Dihedral.Mirror.YES), TestImages.gray(3, 1, 10, 20, 30)))
        .containsExactly(10, 20, 30);
  }
}
