package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DihedralTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Dihedral();
  }

  @Test
  void givesEightDifferentPictures() {
    var seen = new java.util.HashSet<String>();
    for (var mirror : Dihedral.Mirror.values()) {
      for (int turns = 0; turns < 4; turns++) {
        var made = Pictures.run(new Dihedral.At(turns, mirror), Pictures.grey(2, 2, 1, 2, 3, 4));
        seen.add(java.util.Arrays.toString(made));
      }
    }
    assertThat(seen).hasSize(8);
  }

  @Test
  void mirrorsBeforeItTurns() {
    assertThat(
            Pictures.run(new Dihedral.At(1, Dihedral.Mirror.YES), Pictures.grey(3, 1, 10, 20, 30)))
        .containsExactly(10, 20, 30);
  }
}
