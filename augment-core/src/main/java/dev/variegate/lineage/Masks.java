package dev.variegate.lineage;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** The decoded masks of one image, closed together. */
public record Masks(List<Image> images) implements AutoCloseable {

  /**
   * Decodes the masks.
   *
   * @throws IllegalArgumentException if one is not of the image's size
   */
  static Masks decoded(Annotations given, ImageCodec codec) {
    var masks = new Masks(new ArrayList<>());
    try {
      for (var encoded : given.masks()) {
        var mask = codec.decodeMask(encoded);
        masks.images.add(mask);
        requireSize(mask, given.size());
      }
      return masks;
    } catch (RuntimeException e) {
      masks.close();
      throw e;
    }
  }

  private static void requireSize(Image mask, Size image) {
    if (!mask.size().equals(image)) {
      throw new IllegalArgumentException(
          "Mask is %s but must be %s as its image; resize it without mixing its values"
              .formatted(mask.size(), image));
    }
  }

  /**
   * The masks transformed by the recipe and encoded losslessly, since their values are class or
   * instance numbers.
   */
  public List<byte[]> changed(Recipe recipe, ImageCodec codec) {
    var changed = new ArrayList<byte[]>();
    for (var mask : images) {
      try (var moved = recipe.applyToMask(mask)) {
        changed.add(codec.encode(moved, Encoding.lossless(moved)));
      }
    }
    return changed;
  }

  @Override
  public void close() {
    images.forEach(Image::close);
  }
}
