package dev.variegate.generate.inpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.inpaint.JumpSchedule.Move;
import dev.variegate.generate.inpaint.RePaint.Settings;
import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.DrawKey;
import dev.variegate.testing.Denoisers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RePaintTest {

  private static final int HOLE_FROM = 24;
  private static final int HOLE_TO = 40;

  @TempDir Path folder;
  private ModelBundle bundle;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(Denoisers.tiny(folder));
  }

  private RePaint rePaint() {
    var settings = new Settings(30, 5, 3, "circle", 1);
    return RePaint.open(bundle, ComputeOptions.threads(1), settings, StepListener.NONE);
  }

  private static Image mask() {
    var bytes = new byte[64];
    for (int i = HOLE_FROM; i < HOLE_TO; i++) {
      bytes[i] = (byte) 255;
    }
    return Image.ofBytes(8, 8, 1, bytes);
  }

  /** The circle's image with other samples in the hole. */
  private static Image image(int inHole) {
    var of = Denoisers.image(0);
    var bytes = new byte[64];
    for (int i = 0; i < 64; i++) {
      boolean hole = i >= HOLE_FROM && i < HOLE_TO;
      bytes[i] = (byte) (hole ? inHole : Math.round((of[i] + 1) * 127.5));
    }
    return Image.ofBytes(8, 8, 1, bytes);
  }

  private static ImageRequest request(Image image, Image mask, String key) {
    return new ImageRequest(image, "ab", new DrawKey(7, key, 1), Optional.of(mask));
  }

  @Test
  void fillsTheHoleAndKeepsEverySampleOutsideIt() {
    try (var image = image(255);
        var mask = mask();
        var rePaint = rePaint();
        var made = rePaint.make(List.of(request(image, mask, "a"))).get(0)) {
      var before = image.toBytes();
      var after = made.image().toBytes();
      var of = Denoisers.image(0);
      double error = 0;
      for (int i = 0; i < 64; i++) {
        if (i < HOLE_FROM || i >= HOLE_TO) {
          assertThat(after[i]).isEqualTo(before[i]);
        } else {
          error += Math.abs((after[i] & 255) / 127.5 - 1 - of[i]) / (HOLE_TO - HOLE_FROM);
        }
      }
      assertThat(error).isLessThan(0.15);
      assertThat(made.lineage().method()).isEqualTo("inpaint");
      assertThat(made.lineage().steps())
          .isEqualTo(
              "[{\"inpaint\":{\"method\":\"repaint\",\"steps\":30,\"jumpLength\":5,\"resamplings\":3,\"guidanceScale\":1.0,\"label\":\"circle\",\"pixels\":16,\"hole\":[0,3,8,2]}}]");
    }
  }

  @Test
  void neitherNeighborsNorWhatWasInTheHoleChangeABit() {
    try (var white = image(255);
        var black = image(0);
        var mask = mask();
        var rePaint = rePaint()) {
      var whole =
          rePaint.make(
              List.of(
                  request(white, mask, "a"), request(black, mask, "b"), request(black, mask, "a")));
      try (var alone = rePaint.make(List.of(request(white, mask, "a"))).get(0)) {
        assertThat(alone.image().sameSamples(whole.get(0).image())).isTrue();
        assertThat(alone.image().sameSamples(whole.get(2).image())).isTrue();
        assertThat(alone.image().sameSamples(whole.get(1).image())).isFalse();
      }
      whole.forEach(Sample::close);
    }
  }

  @Test
  void jumpsGoThroughEachStretchAsOftenAsAsked() {
    assertThat(JumpSchedule.of(3, 1, 1)).containsExactly(Move.DENOISE, Move.DENOISE, Move.DENOISE);
    var moves = JumpSchedule.of(50, 10, 10);
    assertThat(moves.stream().filter(move -> move == Move.DENOISE).count()).isEqualTo(410);
    int step = 0;
    for (var move : moves) {
      step += move == Move.DENOISE ? 1 : -1;
      assertThat(step).isBetween(0, 50);
    }
    assertThat(step).isEqualTo(50);
  }

  @Test
  void refusesImagesWithoutMasksAndJumpsOfNoLength() {
    try (var image = image(0);
        var rePaint = rePaint()) {
      var without = new ImageRequest(image, "ab", new DrawKey(7, "row-1", 1), Optional.empty());
      assertThatThrownBy(() -> rePaint.make(List.of(without)))
          .hasMessage("Image \"row-1\" has no mask but must have one; name the hole");
    }
    assertThatThrownBy(() -> new Settings(50, 0, 10, "", 1))
        .hasMessage(
            "Jump length and resamplings are 0 and 10 but must be 1 or more; 10 and 10 are usual");
  }
}
