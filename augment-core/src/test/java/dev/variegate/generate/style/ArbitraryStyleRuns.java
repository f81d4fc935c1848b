package dev.variegate.generate.style;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.framing.Fit;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ReferenceImage;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.StyleModels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Images painted by a small network in the styles of given images. */
abstract class ArbitraryStyleRuns extends StyleRuns {

  static final StyleFraming SMALL = new StyleFraming(Fit.AUTO, 64, 8);

  ArbitraryStyle generator(StyleMixing mixing, ReferenceImage... styles) {
    return opened(StyleModels.stylizer(folder.resolve("stylizer")), mixing, styles);
  }

  ArbitraryStyle opened(Path bundle, StyleMixing mixing, ReferenceImage... styles) {
    var generator =
        ArbitraryStyle.open(
            ModelBundle.open(bundle), ComputeOptions.threads(1), SMALL, mixing, List.of(styles));
    open.add(generator);
    return generator;
  }

  /** Mean 150, deviation 50, in every channel. */
  static ReferenceImage stripes() {
    var samples = new byte[8 * 8];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i / 8 % 2 == 0 ? 100 : 200);
    }
    return style("stripes", samples);
  }

  static ReferenceImage gray(int level) {
    var samples = new byte[64];
    Arrays.fill(samples, (byte) level);
    return style("gray " + level, samples);
  }

  private static ReferenceImage style(String name, byte[] samples) {
    try (var image = Image.ofBytes(8, 8, 1, samples)) {
      var bytes = new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG));
      return new ReferenceImage(name, 1, () -> bytes);
    }
  }

  static double deviation(byte[] rgb, int channel) {
    double mean = mean(rgb, channel);
    double sum = 0;
    for (int i = channel; i < rgb.length; i += 3) {
      sum += (level(rgb[i]) - mean) * (level(rgb[i]) - mean);
    }
    return Math.sqrt(sum * 3 / rgb.length);
  }
}
