package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.getNumThreads;

import org.junit.jupiter.api.Test;

class OpenCvThreadsTest {

  @Test
  void limitsOpenCv() {
    OpenCvThreads.limit(1);
    assertThat(getNumThreads()).isEqualTo(1);
  }

  @Test
  void refusesLessThanOne() {
    assertThatThrownBy(() -> OpenCvThreads.limit(0))
        .hasMessage("OpenCV threads is 0 but must be at least 1; give the cores of one task");
  }
}
