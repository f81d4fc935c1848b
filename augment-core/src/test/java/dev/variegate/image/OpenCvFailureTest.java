package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenCvFailureTest {

  private static final Size SIZE = new Size(40_000, 2);

  @Test
  void saysWhichImageOpenCvRefusesAndWhy() {
    var thrown =
        new RuntimeException(
            "OpenCV(4.13.0) /home/x/imgwarp.cpp:1788: error: (-215:Assertion failed) dst.cols < SHRT_MAX in function 'remap'\n");

    assertThat(OpenCvFailure.translate(thrown, SIZE))
        .isInstanceOf(BadImageException.class)
        .hasCause(thrown)
        .hasMessage(
            "Image of 40000x2 cannot be worked on, OpenCV says: (-215:Assertion failed) dst.cols < SHRT_MAX in function 'remap'; leave it out or make it smaller");
  }

  @Test
  void leavesTheExceptionsOfOthers() {
    var faults =
        new RuntimeException[] {
          new IllegalStateException("OpenCV(4.13.0) x: error: y"),
          new RuntimeException("no such column"),
          new RuntimeException((String) null)
        };
    for (var fault : faults) {
      assertThat(OpenCvFailure.translate(fault, SIZE)).isSameAs(fault);
    }
  }

  @Test
  void turnsMemoryThatRanOutIntoAnError() {
    var thrown =
        new RuntimeException(
            "OpenCV(4.13.0) alloc.cpp:73: error: (-4:Insufficient memory) Failed to allocate 9 bytes");

    assertThatThrownBy(() -> OpenCvFailure.translate(thrown, SIZE))
        .isInstanceOf(OutOfMemoryError.class)
        .hasCause(thrown);
  }
}
