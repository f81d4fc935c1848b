package dev.variegate.train.gan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.variegate.train.layer.Snapshot;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeCamRegularizerTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @Test
  void countsOnlyScoresBeyondTheOtherSidesAverage() {
    try (var manager = NDManager.newBaseManager()) {
      var leCam = new LeCamRegularizer();
      var real = manager.create(new float[] {2, -1});
      var fake = manager.create(new float[] {-2, 1});
      // Both averages begin at 0: (2^2 + 0) / 2 on each side.
      assertThat(leCam.penalty(real, fake).getFloat()).isCloseTo(4, TOLERANCE);
    }
  }

  @Test
  void itsAveragesMoveByAHundredth() {
    try (var manager = NDManager.newBaseManager()) {
      var leCam = new LeCamRegularizer();
      leCam.follow(manager.create(new float[] {60, 40}), manager.create(new float[] {-100}));
      // The averages are now 0.5 and -1: (1 + 1)^2 for the real one, (0.5 + 2)^2 for the made one.
      var penalty =
          leCam.penalty(manager.create(new float[] {1}), manager.create(new float[] {-2}));
      assertThat(penalty.getFloat()).isCloseTo(4 + 6.25f, TOLERANCE);
    }
  }

  @Test
  void getsUsedToTheScoresOfTheSteps() {
    try (var manager = NDManager.newBaseManager()) {
      var leCam = new LeCamRegularizer();
      var same = manager.create(new float[] {1, 1});
      for (int i = 0; i < 2000; i++) {
        leCam.follow(same, same);
      }
      assertThat(leCam.penalty(same, same).getFloat()).isCloseTo(0, TOLERANCE);
    }
  }

  @Test
  void goesOnFromASnapshot() {
    try (var manager = NDManager.newBaseManager()) {
      var leCam = new LeCamRegularizer();
      leCam.follow(manager.create(new float[] {3}), manager.create(new float[] {-5}));
      var snapshot = new Snapshot();
      leCam.save("l.", snapshot);
      var other = new LeCamRegularizer();
      other.restore("l.", Snapshot.read("one", snapshot.bytes()));
      var real = manager.create(new float[] {1});
      var fake = manager.create(new float[] {-1});
      assertThat(other.penalty(real, fake).getFloat())
          .isEqualTo(leCam.penalty(real, fake).getFloat())
          .isNotEqualTo(new LeCamRegularizer().penalty(real, fake).getFloat());
    }
  }
}
