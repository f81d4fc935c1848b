package dev.variegate.model;

import dev.variegate.base.ConfigNode;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Mask;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Segmentation;
import dev.variegate.model.TensorRole.Source;
import dev.variegate.model.TensorRole.Strength;
import dev.variegate.model.TensorRole.Timestep;
import dev.variegate.model.TensorRole.Truncation;
import java.util.ArrayList;
import java.util.List;

/** What the shape of a tensor in {@code model.yaml} is in this project's own form. */
final class StoredShape {

  /** The order of axes in a description, of which a network may leave out one. */
  enum Axes {
    NCHW(Layout.NCHW),
    NHWC(Layout.NHWC),
    /** One image without a batch. */
    CHW(Layout.NCHW),
    /** The same. */
    HWC(Layout.NHWC),
    /** Images of one channel, without an axis for it. */
    NHW(Layout.NCHW);

    private final Layout layout;

    Axes(Layout layout) {
      this.layout = layout;
    }

    Layout layout() {
      return layout;
    }
  }

  private StoredShape() {}

  /** The axes that a tensor's key {@code layout} names. */
  static Axes axes(ConfigNode tensor) {
    return tensor.at("layout").word(List.of(Axes.values()), Enum::name);
  }

  /** Whether the pixels of an image lie in one row. */
  static boolean isFlat(ConfigNode tensor) {
    return tensor.at("shape").wholes().size() == 2;
  }

  /** The shape of what a tensor means. */
  static List<Long> own(TensorRole meaning, ConfigNode tensor) {
    var stored = tensor.at("shape").wholes();
    if (meaning instanceof Pixels pixels) {
      return isFlat(tensor) ? unfolded(pixels, stored) : complete(tensor, stored);
    }
    if (meaning instanceof Mask || meaning instanceof Segmentation || meaning instanceof Source) {
      return complete(tensor, stored);
    }
    if (meaning instanceof Label label) {
      return stored.size() == 2 && (label.oneHot() || stored.get(1) == 1)
          ? stored.subList(0, 1)
          : stored;
    }
    if (meaning instanceof Timestep
        || meaning instanceof Strength
        || meaning instanceof Truncation) {
      return stored.isEmpty()
          ? List.of(1L)
          : stored.size() == 2 && stored.get(1) == 1 ? stored.subList(0, 1) : stored;
    }
    return stored;
  }

  /** With the axis that the layout leaves out. */
  private static List<Long> complete(ConfigNode tensor, List<Long> stored) {
    var axes = axes(tensor);
    if (axes.name().length() == 4 || stored.size() < 3) {
      return stored; // whether it is four sizes is checked with all others
    }
    boolean channels = axes == Axes.NHW;
    if (stored.size() > 3) {
      throw new IllegalArgumentException(
          channels
              ? "Key \"layout\" is NHW, of images without an axis of channels, but \"shape\" is %s; write NCHW or NHWC"
                  .formatted(stored)
              : "Key \"layout\" is %s, of one image without a batch, but \"shape\" is %s; write N%s"
                  .formatted(axes, stored, axes));
    }
    var own = new ArrayList<>(stored);
    own.add(channels ? 1 : 0, 1L);
    return own;
  }

  private static List<Long> unfolded(Pixels pixels, List<Long> stored) {
    var size =
        pixels
            .extent()
            .working()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Key \"shape\" is %s, all pixels in one row, but nothing says how wide the image is; give the key \"size\", width and height"
                            .formatted(stored)));
    long channels = pixels.channels().count();
    if (stored.get(1) != channels * size.pixels()) {
      throw new IllegalArgumentException(
          "Key \"shape\" is %s but its last size must be %d, that of %s with %d channels; correct one of them"
              .formatted(stored, channels * size.pixels(), size, channels));
    }
    var own = new ArrayList<Long>();
    own.add(stored.get(0));
    own.addAll(
        pixels.layout() == Layout.NHWC
            ? List.of((long) size.height(), (long) size.width(), channels)
            : List.of(channels, (long) size.height(), (long) size.width()));
    return own;
  }
}
