package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.image.Shares;
import dev.variegate.image.Size;
import dev.variegate.op.ColourPreservation;
import dev.variegate.op.Colouring;
import dev.variegate.op.Resampling;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Sample;

/** What becomes of a painted picture before it leaves; all in floats, rounded once at the end. */
final class Painting {

  private Painting() {}

  /** A request's picture as it came, in 8 bits. */
  static Sample untouched(PictureRequest request, StyleMixing mixing) {
    var picture = request.picture();
    var lineage = LineageSteps.lineage(request, Lineage.STYLE_TRANSFER, StyleSteps.none(mixing));
    return new Sample(
        Shares.bytes(picture.size(), picture.channels(), Shares.of(picture)), lineage);
  }

  /** At another size, if it has not got it; the caller closes the result. */
  static Image sized(Image made, Size size) {
    return made.size().equals(size) ? made.copy() : Resampling.BICUBIC.resample(made, size);
  }

  /** With the source's colours as far as they are to be kept; the caller closes the result. */
  static Image recoloured(Image made, Image source, ColourKeeping colours) {
    return switch (colours) {
      case NONE -> made.copy();
      case LUMINANCE -> ColourPreservation.luminance(source, made);
      case HISTOGRAM -> ColourPreservation.histogram(made, source);
    };
  }

  /** {@code (1 - amount) source + amount made}, of one size; the caller closes the result. */
  static Image blended(Image made, Image source, double amount) {
    try (var content = Colouring.entering(source, made.channels())) {
      var shares = Shares.of(content);
      var painted = made.toFloats();
      for (int i = 0; i < shares.length; i++) {
        shares[i] = (float) ((1 - amount) * shares[i] + amount * painted[i]);
      }
      return Shares.floats(made.size(), made.channels(), shares);
    }
  }
}
