package dev.variegate.benchmarks.duplicates;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.pixel.Resampling;
import dev.variegate.random.Seeds;
import java.util.random.RandomGenerator;

/** Copies of images as they get into data sets: recompressed, resized or cropped. */
enum PlantedCopies {
  /** JPEG of a quality of 30 to 95. */
  JPEG {
    @Override
    byte[] of(Image image, RandomGenerator random) {
      return CODEC.encode(image, Encoding.parse("jpeg:" + (30 + random.nextInt(66))));
    }
  },
  /** 0.8 to 1.2 times as large, by cubic convolution. */
  RESIZED {
    @Override
    byte[] of(Image image, RandomGenerator random) {
      double factor = 0.8 + 0.4 * random.nextDouble();
      var size =
          new Size(
              (int) Math.round(image.width() * factor), (int) Math.round(image.height() * factor));
      try (var resized = Resampling.BICUBIC.resample(image, size);
          var rounded = UnitFloats.bytes(size, image.channels(), UnitFloats.of(resized))) {
        return png(rounded);
      }
    }
  },
  /** A part of 0.95 of the width and the height, anywhere. */
  CROPPED {
    @Override
    byte[] of(Image image, RandomGenerator random) {
      int width = (int) Math.round(image.width() * 0.95);
      int height = (int) Math.round(image.height() * 0.95);
      int x = random.nextInt(image.width() - width + 1);
      int y = random.nextInt(image.height() - height + 1);
      int channels = image.channels();
      var samples = image.toBytes();
      var part = new byte[width * height * channels];
      for (int row = 0; row < height; row++) {
        int from = ((y + row) * image.width() + x) * channels;
        System.arraycopy(samples, from, part, row * width * channels, width * channels);
      }
      try (var cropped = Image.ofBytes(width, height, channels, part)) {
        return png(cropped);
      }
    }
  };

  static final ImageCodec CODEC = new ImageCodec();

  abstract byte[] of(Image image, RandomGenerator random);

  /** The copy of an 8-bit image. */
  byte[] of(byte[] encoded, String key) {
    try (var image = CODEC.decode(encoded)) {
      return of(image, Seeds.generator(1, key, 0, 0));
    }
  }

  private static byte[] png(Image image) {
    return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
  }
}
