package dev.variegate.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.train.LossCurve;
import org.junit.jupiter.api.Test;

class TrainingWatchTest {

  private static final LossCurve LOSSES =
      LossCurve.read(
          """
          phase,epoch,loss,value,seconds
          train,1,error,0.41234,10
          validation,1,error,0.39999,12
          train,2,error,0.30000,30
          train,3,error,0.20000,120
          """);

  @Test
  void anEpochIsItsLossesAndTheTimeLeft() {
    assertThat(TrainingWatch.line(LOSSES, 1, 4, 36))
        .isEqualTo("  epoch 1 of 4: error 0.4123, validation error 0.4000; 12 s, about 36 s left");
    assertThat(TrainingWatch.line(LOSSES, 3, 3, 0))
        .isEqualTo("  epoch 3 of 3: error 0.2000; 2 min 0 s");
  }

  @Test
  void theTimeLeftIsByTheEpochsOfThisRun() {
    assertThat(TrainingWatch.left(LOSSES, 0, 2, 4)).isEqualTo(30);
    assertThat(TrainingWatch.left(LOSSES, 2, 3, 5)).isEqualTo(180);
  }

  @Test
  void beforeTheFirstEpochNobodyKnowsTheTimeLeft() {
    assertThat(TrainingWatch.waiting(33, Double.NaN))
        .isEqualTo("  33 s; no epoch has finished yet");
    assertThat(TrainingWatch.waiting(130, 61)).isEqualTo("  2 min 10 s; about 61 s left");
  }
}
