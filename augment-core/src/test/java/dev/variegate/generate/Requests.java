package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.random.DrawKey;
import java.util.List;
import java.util.Optional;

/** Requests and images for tests of what remakes images. */
public final class Requests {

  private Requests() {}

  public static ImageRequest of(Image image, String key) {
    return new ImageRequest(image, "ab", new DrawKey(7, key, 1), Optional.empty());
  }

  public static List<ImageRequest> of(List<Image> images) {
    return images.stream().map(image -> of(image, "key")).toList();
  }

  /** The image made of one. */
  public static Image remade(ImageGenerator generator, Image image) {
    return generator.make(List.of(of(image, "key"))).get(0).image();
  }

  /** An image without pattern that is the same everywhere. */
  public static Image image(int width, int height, int channels) {
    var samples = new byte[width * height * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.floorMod((i + 3) * (i + 11) * 37 + i / 7, 256);
    }
    return Image.ofBytes(width, height, channels, samples);
  }
}
