package dev.variegate.benchmarks.audit;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.quality.source.SourceCheck;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;

/** What may be wrong with an image, as it gets into data sets. */
enum PlantedFault {
  /** 0.1 to 0.25 times as bright. */
  DARK(SourceCheck.DARK) {
    @Override
    Image of(Image image, RandomGenerator random) {
      double factor = 0.1 + 0.15 * random.nextDouble();
      var samples = image.toBytes();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) Math.round((samples[i] & 255) * factor);
      }
      return Image.ofBytes(image.width(), image.height(), image.channels(), samples);
    }
  },
  /** By a Gaussian of 1.5 to 2.5 pixels. */
  BLURRED(SourceCheck.BLURRY) {
    @Override
    Image of(Image image, RandomGenerator random) {
      return new GaussianBlur.At(1.5 + random.nextDouble()).lower(image.size()).apply(image);
    }
  },
  /** With the label of another class, each as likely. */
  MISLABELED(SourceCheck.LABEL_SUSPECT) {
    @Override
    Image of(Image image, RandomGenerator random) {
      return image.copy();
    }

    @Override
    String label(String given, List<String> all, RandomGenerator random) {
      var others = all.stream().filter(label -> !label.equals(given)).toList();
      return others.get(random.nextInt(others.size()));
    }
  };

  static final ImageCodec CODEC = new ImageCodec();

  private final SourceCheck check;

  PlantedFault(SourceCheck check) {
    this.check = check;
  }

  /** What ought to find it. */
  SourceCheck check() {
    return check;
  }

  abstract Image of(Image image, RandomGenerator random);

  String label(String given, List<String> all, RandomGenerator random) {
    return given;
  }

  /** The image with the fault, as PNG. */
  byte[] image(byte[] encoded, String key) {
    try (var image = CODEC.decode(encoded);
        var changed = of(image, Seeds.generator(1, key, 0, 0))) {
      return CODEC.encode(changed, Encoding.of(ImageFormat.PNG));
    }
  }

  /** The label with the fault. */
  String label(String given, List<String> all, String key) {
    return label(given, all, Seeds.generator(1, key, 0, 1));
  }
}
