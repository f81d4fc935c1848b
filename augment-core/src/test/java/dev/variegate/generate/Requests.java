package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.random.DrawKey;
import java.util.List;
import java.util.Optional;

/** Requests and pictures for tests of what remakes pictures. */
public final class Requests {

  private Requests() {}

  public static ImageRequest of(Image picture, String key) {
    return new ImageRequest(picture, "ab", new DrawKey(7, key, 1), Optional.empty());
  }

  public static List<ImageRequest> of(List<Image> pictures) {
    return pictures.stream().map(picture -> of(picture, "key")).toList();
  }

  /** The picture made of one. */
  public static Image remade(ImageGenerator generator, Image picture) {
    return generator.make(List.of(of(picture, "key"))).get(0).image();
  }

  /** A picture without pattern that is the same everywhere. */
  public static Image picture(int width, int height, int channels) {
    var samples = new byte[width * height * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.floorMod((i + 3) * (i + 11) * 37 + i / 7, 256);
    }
    return Image.ofBytes(width, height, channels, samples);
  }
}
