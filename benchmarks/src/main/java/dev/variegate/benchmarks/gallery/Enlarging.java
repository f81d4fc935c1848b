package dev.variegate.benchmarks.gallery;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.pixel.CropWindow;
import dev.variegate.pixel.Resampling;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Comparison.Channel;
import dev.variegate.quality.SuperResolutionScore;
import dev.variegate.stage.SuperResolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How enlargers are measured in the literature: each image is cut to whole multiples of the factor,
 * shrunk by cubic convolution without aliasing, rounded to 8 bits, enlarged, and compared on studio
 * luma without a border as wide as the factor.
 *
 * @param originals encoded, cut to multiples
 * @param shrunk encoded
 */
record Enlarging(int factor, Map<String, byte[]> originals, Map<String, byte[]> shrunk) {

  /** Of images by their keys. */
  static Enlarging by(int factor, Map<String, byte[]> images) {
    var originals = new TreeMap<String, byte[]>();
    var shrunk = new TreeMap<String, byte[]>();
    images.forEach(
        (key, encoded) -> {
          try (var whole = Hall.decoded(encoded);
              var original = multiple(whole, factor);
              var small = smaller(original, factor)) {
            originals.put(key, Hall.png(original));
            shrunk.put(key, Hall.png(small));
          }
        });
    return new Enlarging(factor, originals, shrunk);
  }

  /** The stage that enlarges with a bundle's network, or by a kernel: bicubic, lanczos. */
  SuperResolution stage(Hall hall, String way) {
    return List.of("bicubic", "lanczos").contains(way)
        ? Hall.replacing(new SuperResolution()).setAlgorithm(way).setFactor(factor)
        : hall.replacing(new SuperResolution(), way);
  }

  /** The mean score of what was made of all images, in the order of their keys. */
  SuperResolutionScore score(List<byte[]> enlarged) {
    var comparison = new Comparison(Channel.STUDIO_LUMA, factor);
    var scores = new ArrayList<SuperResolutionScore>();
    var made = enlarged.iterator();
    for (var encoded : originals.values()) {
      try (var original = Hall.decoded(encoded);
          var image = Hall.decoded(made.next())) {
        scores.add(SuperResolutionScore.of(original, image, comparison));
      }
    }
    return SuperResolutionScore.mean(scores);
  }

  private static Image multiple(Image image, int factor) {
    var size =
        new Size(image.width() - image.width() % factor, image.height() - image.height() % factor);
    return new CropWindow(0, 0, size).cut(image);
  }

  private static Image smaller(Image image, int factor) {
    var size = new Size(image.width() / factor, image.height() / factor);
    try (var small = Resampling.BICUBIC.resample(image, size)) {
      return UnitFloats.bytes(size, image.channels(), small.toFloats());
    }
  }
}
