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

/** What becomes of a painted picture before it leaves; all in floats, rounded once at the end. */
final class StyledOutput {

  private StyledOutput() {}

  /** A request's picture as it came, in 8 bits. */
  static Sample untouched(ImageRequest request, StyleMixing mixing) {
    var picture = request.picture();
    var lineage = LineageSteps.lineage(request, Lineage.STYLE_TRANSFER, StyleSteps.none(mixing));
    return new Sample(
        UnitFloats.bytes(picture.size(), picture.channels(), UnitFloats.of(picture)), lineage);
  }

  /** At another size, if it has not got it; the caller closes the result. */
  static Image sized(Image made, Size size) {
    return made.size().equals(size) ? made.copy() : Resampling.BICUBIC.resample(made, size);
  }

  /** With the source's colours as far as they are to be kept; the caller closes the result. */
  static Image recoloured(Image made, Image source, ColorPreservationMode colours) {
    return switch (colours) {
      case NONE -> made.copy();
      case LUMINANCE -> ColorPreservation.luminance(source, made);
      case HISTOGRAM -> ColorPreservation.histogram(made, source);
    };
  }

  /** {@code (1 - amount) source + amount made}, of one size; the caller closes the result. */
  static Image blended(Image made, Image source, double amount) {
    try (var content = NetworkColors.entering(source, made.channels())) {
      var shares = UnitFloats.of(content);
      var painted = made.toFloats();
      for (int i = 0; i < shares.length; i++) {
        shares[i] = (float) ((1 - amount) * shares[i] + amount * painted[i]);
      }
      return UnitFloats.floats(made.size(), made.channels(), shares);
    }
  }
}
