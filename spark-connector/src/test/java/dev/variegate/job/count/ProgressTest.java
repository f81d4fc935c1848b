package dev.variegate.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void aLineSaysSpeedAndTimeLeft() {
    assertThat(Progress.line(500, 3000, 10))
        .isEqualTo("  500 of 3,000 images (16%), 50 images/s, about 50 s left");
  }

  @Test
  void beforeTheFirstTaskEndsNothingIsGuessed() {
    assertThat(Progress.line(0, 3000, 2.1))
        .isEqualTo("  0 of 3,000 images, 2 s; no task has finished yet");
  }

  @Test
  void longTimesAreReportedInLargerUnits() {
    assertThat(Progress.duration(99)).isEqualTo("99 s");
    assertThat(Progress.duration(200)).isEqualTo("3 min 20 s");
    assertThat(Progress.duration(7500)).isEqualTo("2 h 5 min");
  }
}
