package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import dev.variegate.random.Range;
import dev.variegate.testing.StyleModels;
import org.junit.jupiter.api.Test;

/** What is painted: as strongly as asked, in the colors and the size asked. */
class ArbitraryStyleTest extends ArbitraryStyleRuns {

  @Test
  void aWholeStyleHasTheMeanAndDeviationOfItsImage() {
    var photo = photo(12, 8, 3);
    var made = made(generator(WHOLE, stripes()), photo);
    var bytes = made.toBytes();
    for (int channel = 0; channel < 3; channel++) {
      assertThat(mean(bytes, channel)).isBetween(148.0, 152.0);
      assertThat(deviation(bytes, channel)).isBetween(48.0, 52.0);
    }
  }

  @Test
  void noStrengthIsTheImageAsTheNetworksSeeIt() {
    var photo = photo(11, 7, 3); // no multiples of 4: mirrored and cut again
    var made = made(generator(WHOLE.withStrength(Range.fixed(0)), stripes()), photo);
    assertThat(made.sameSamples(photo)).isTrue();
  }

  @Test
  void halfTheStrengthLiesInTheMiddle() {
    var photo = photo(8, 8, 3);
    var whole = made(generator(WHOLE, stripes()), photo).toBytes();
    var half = made(generator(WHOLE.withStrength(Range.fixed(0.5)), stripes()), photo).toBytes();
    var none = photo.toBytes();
    for (int i = 0; i < half.length; i++) {
      double middle = (level(whole[i]) + level(none[i])) / 2.0;
      if (level(whole[i]) > 0 && level(whole[i]) < 255) { // else it was clipped
        assertThat((double) level(half[i])).isBetween(middle - 1.01, middle + 1.01);
      }
    }
  }

  @Test
  void aDecoderWithoutStrengthGetsAWeakerStyle() {
    var photo = photo(8, 8, 3);
    var mixing = WHOLE.withStrength(Range.fixed(0.4));
    var taking = made(generator(mixing, stripes()), photo).toBytes();
    var other =
        opened(StyleModels.stylizerWithoutStrength(folder.resolve("other")), mixing, stripes());
    var lacking = made(other, photo).toBytes();
    for (int i = 0; i < taking.length; i++) {
      assertThat(Math.abs(level(taking[i]) - level(lacking[i]))).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void grayImagesTurnToColorsAndAlphaStays() {
    assertThat(made(generator(WHOLE, stripes()), photo(8, 8, 1)).channels()).isEqualTo(3);
    var clear = photo(8, 8, 4);
    var made = made(generator(WHOLE, stripes()), clear).toBytes();
    var source = clear.toBytes();
    for (int i = 3; i < source.length; i += 4) {
      assertThat(made[i]).isEqualTo(source[i]);
    }
  }

  @Test
  void aLargeImageIsPaintedSmallerAndKeepsItsSize() {
    var photo = photo(150, 90, 3);
    assertThat(made(generator(WHOLE, stripes()), photo).size()).isEqualTo(photo.size());
    assertThat(SMALL.painted(photo.size())).hasToString("64x38");
  }

  @Test
  void colorsAreKeptAsAsked() {
    var photo = tinted();
    var luminance =
        made(generator(WHOLE.withColors(ColorPreservationMode.LUMINANCE), gray(90)), photo);
    // Painted all gray 90: the photo's hue at that brightness.
    var bytes = luminance.toBytes();
    assertThat(mean(bytes, 0) - mean(bytes, 2)).isBetween(55.0, 65.0);
    assertThat(0.299 * mean(bytes, 0) + 0.587 * mean(bytes, 1) + 0.114 * mean(bytes, 2))
        .isBetween(89.0, 91.0);
    var histogram =
        made(generator(WHOLE.withColors(ColorPreservationMode.HISTOGRAM), stripes()), photo);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(mean(histogram.toBytes(), channel))
          .isBetween(mean(photo.toBytes(), channel) - 2, mean(photo.toBytes(), channel) + 2);
    }
  }

  /** Red from 100 to 131, blue 60 below. */
  private Image tinted() {
    var samples = new byte[8 * 8 * 3];
    for (int i = 0; i < 64; i++) {
      samples[3 * i] = (byte) (100 + i / 2);
      samples[3 * i + 1] = (byte) (70 + i / 3);
      samples[3 * i + 2] = (byte) (40 + i / 2);
    }
    var image = Image.ofBytes(8, 8, 3, samples);
    open.add(image);
    return image;
  }
}
