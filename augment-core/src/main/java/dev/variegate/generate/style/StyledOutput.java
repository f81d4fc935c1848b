package dev.variegate.generate.style;

import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.pixel.ColorPreservation;
import dev.variegate.pixel.NetworkColors;
import dev.variegate.pixel.Resampling;

/** What happens to a painted image before it leaves; all in floats, rounded once at the end. */
final class StyledOutput {

  private StyledOutput() {}

  /** A request's image as it came, in 8 bits. */
  static Sample untouched(ImageRequest request, StyleMixing mixing) {
    var image = request.image();
    var lineage = LineageSteps.lineage(request, Lineage.STYLE_TRANSFER, StyleSteps.none(mixing));
    return new Sample(
        UnitFloats.bytes(image.size(), image.channels(), UnitFloats.of(image)), lineage);
  }

  /** At another size, if it does not have it; the caller closes the result. */
  static Image sized(Image made, Size size) {
    return made.size().equals(size) ? made.copy() : Resampling.BICUBIC.resample(made, size);
  }

  /** With the source's colors as far as they are to be kept; the caller closes the result. */
  static Image recolored(Image made, Image source, ColorPreservationMode colors) {
    return switch (colors) {
      case NONE -> made.copy();
      case LUMINANCE -> ColorPreservation.luminance(source, made);
      case HISTOGRAM -> ColorPreservation.histogram(made, source);
    };
  }

  /** {@code (1 - amount) source + amount made}, of one size; the caller closes the result. */
  static Image blended(Image made, Image source, double amount) {
    try (var content = NetworkColors.entering(source, made.channels())) {
      var fractions = UnitFloats.of(content);
      var painted = made.toFloats();
      for (int i = 0; i < fractions.length; i++) {
        fractions[i] = (float) ((1 - amount) * fractions[i] + amount * painted[i]);
      }
      return UnitFloats.floats(made.size(), made.channels(), fractions);
    }
  }
}
