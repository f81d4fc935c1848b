package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import org.junit.jupiter.api.Test;

class CropWindowTest {

  @Test
  void cutsAPartOutExactly() {
    try (var image = Image.ofBytes(3, 2, 1, bytes(1, 2, 3, 4, 5, 6));
        var part = new CropWindow(1, 0, new Size(2, 2)).cut(image)) {
      assertThat(part.toBytes()).containsExactly(2, 3, 5, 6);
    }
  }

  @Test
  void mirrorsWithoutTheEdgeAsOftenAsItTakes() {
    try (var image = Image.ofBytes(3, 1, 1, bytes(1, 2, 3));
        var wide = new CropWindow(-5, 0, new Size(12, 1)).cut(image)) {
      assertThat(wide.toBytes()).containsExactly(2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3);
    }
  }

  @Test
  void repeatsASinglePixel() {
    try (var image = Image.ofBytes(1, 1, 3, bytes(7, 8, 9));
        var wide = CropWindow.centered(image.size(), new Size(2, 2)).cut(image)) {
      assertThat(wide.toBytes()).containsExactly(7, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9);
    }
  }

  @Test
  void aWindowThatHangsOverSeesWhatLiesBeyondItsOwnPart() {
    try (var image = Image.ofBytes(4, 1, 1, bytes(1, 2, 3, 4));
        var part = new CropWindow(-2, 0, new Size(3, 1)).cut(image)) {
      assertThat(part.toBytes()).containsExactly(3, 2, 1);
    }
  }

  @Test
  void backUndoesWhatCenteredDid() {
    for (var size : new Size[] {new Size(8, 9), new Size(5, 2), new Size(3, 3)}) {
      var window = CropWindow.centered(new Size(3, 2), size);
      try (var image = Image.ofBytes(3, 2, 1, bytes(1, 2, 3, 4, 5, 6));
          var wide = window.cut(image);
          var back = window.back(image.size()).cut(wide)) {
        assertThat(wide.size()).isEqualTo(size);
        assertThat(back.sameSamples(image)).isTrue();
      }
    }
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
