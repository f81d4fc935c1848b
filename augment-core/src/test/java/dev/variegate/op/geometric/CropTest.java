package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CropTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Crop(Range.of(10, 20), Range.fixed(12), Crop.Place.CENTER, 1);
  }

  @Test
  void cutsAWindow() {
    assertThat(TestImages.run(new Crop.At(1, 0, 2, 2), TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(2, 3, 5, 6);
  }

  @Test
  void liesInTheMiddle() {
    assertThat(draw(new Crop(Range.fixed(4), Range.fixed(0.5), Crop.Place.CENTER, 1)))
        .isEqualTo(new Crop.At(3, 2, 4, 4));
  }

  @Test
  void reachesBothEnds() {
    var crop = new Crop(Range.fixed(0.9), Range.fixed(1), Crop.Place.RANDOM, 1);
    assertThat(
            IntStream.range(0, 50)
                .mapToObj(i -> crop.draw(Seeds.generator(i, "", 1, 0), new Size(10, 9))))
        .contains(new Crop.At(0, 0, 9, 9), new Crop.At(1, 0, 9, 9));
  }

  @Test
  void refusesMoreThanTheImage() {
    assertThatThrownBy(() -> draw(new Crop(Range.fixed(12), Range.fixed(1), Crop.Place.CENTER, 1)))
        .hasMessage(
            "Crop width is 12 pixels but must be at most the image's 10; resize first or crop by a fraction");
  }

  @Test
  void refusesTwoUnitsAtOnce() {
    assertThatThrownBy(() -> new Crop(Range.fixed(1), Range.of(0.5, 20), Crop.Place.CENTER, 1))
        .hasMessage(
            "Crop height is [0.5, 20.0] but must be a fraction above 0 and up to 1, or 2 pixels and more; give both ends in one unit");
  }

  @Test
  void beginsAtMultiplesAndRoundsFractionsToThem() {
    var crop = new Crop(Range.of(0.5, 1), Range.fixed(0.1), Crop.Place.RANDOM, 16);
    var drawn =
        IntStream.range(0, 200)
            .mapToObj(i -> (Crop.At) crop.draw(Seeds.generator(i, "", 1, 0), new Size(100, 50)))
            .toList();
    assertThat(drawn)
        .allMatch(at -> at.x() % 16 == 0 && at.y() % 16 == 0 && at.width() % 16 == 0)
        .allMatch(at -> at.x() + at.width() <= 100 && at.height() == 5);
    assertThat(drawn.stream().map(Crop.At::x)).contains(0, 16, 32);
    assertThat(drawn.stream().map(Crop.At::y)).contains(0, 16, 32);
    assertThat(draw(new Crop(Range.fixed(4), Range.fixed(4), Crop.Place.CENTER, 2)))
        .isEqualTo(new Crop.At(2, 2, 4, 4));
    assertThatThrownBy(() -> new Crop(Range.fixed(1), Range.fixed(1), Crop.Place.CENTER, 0))
        .hasMessage("Crop align is 0 but must stay within [1, 256]; 1 lets windows begin anywhere");
  }

  private static Step draw(Crop crop) {
    return crop.draw(Seeds.generator(1, "", 1, 0), new Size(10, 9));
  }
}
