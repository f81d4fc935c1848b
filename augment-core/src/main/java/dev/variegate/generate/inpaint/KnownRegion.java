package dev.variegate.generate.inpaint;

import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.diffusion.NoisyImages;
import dev.variegate.generate.framing.WholeImageFraming;
import dev.variegate.image.Image;
import dev.variegate.pixel.Composite;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What may be seen of the images of a batch, in which there are holes, as samples of a diffusion
 * model. A sample lies in the hole where {@code hole} is above black.
 *
 * @param seen samples of the images, middle gray in their holes
 * @param hole samples of images that are white in the holes and black elsewhere
 * @param black samples of black images: how the tensor writes black, in each of its places
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record KnownRegion(double[] seen, double[] hole, double[] black) {

  /**
   * Looks at images.
   *
   * @param masks 255 in the holes
   */
  static KnownRegion of(
      List<ImageRequest> requests, List<Image> masks, NoisyImages images, WholeImageFraming fit) {
    int count = requests.size();
    int channels = images.channels();
    return new KnownRegion(
        fit.entering(
            count,
            i -> Composite.blanked(requests.get(i).image(), masks.get(i), channels),
            images::samples),
        fit.entering(count, i -> white(masks.get(i), channels), images::samples),
        black(count, images));
  }

  /** Puts what is known back into samples, with the noise of the moment. */
  void putBack(double[] x, UnaryOperator<double[]> noisy) {
    var known = noisy.apply(seen);
    for (int i = 0; i < x.length; i++) {
      if (!(hole[i] > black[i])) {
        x[i] = known[i];
      }
    }
  }

  /** White in the hole, in as many channels as the network's images have. */
  private static Image white(Image mask, int channels) {
    var bytes = mask.toBytes();
    var white = new float[bytes.length * channels];
    for (int i = 0; i < white.length; i++) {
      white[i] = bytes[i / channels] == 0 ? 0 : 1;
    }
    return Image.ofFloats(mask.width(), mask.height(), channels, white);
  }

  private static double[] black(int count, NoisyImages images) {
    var size = images.size();
    var samples = new float[Math.toIntExact(size.pixels()) * images.channels()];
    try (var image = Image.ofFloats(size.width(), size.height(), images.channels(), samples)) {
      return images.samples(Collections.nCopies(count, image));
    }
  }
}
