package dev.variegate.generate.framing;

import dev.variegate.image.Size;
import dev.variegate.model.SizeConstraint;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.pixel.CropWindow;
import java.util.Optional;

/** Applies a {@link Framing} to the images of one network. */
public final class FramingPlan {

  private final String model;
  private final Framing framing;
  private final Misfit misfit;
  private final Optional<Size> fixed;
  private final SizeConstraint extent;
  private final boolean freeBatch;

  /** What {@link Fit#AUTO} does with an image that is smaller than the network. */
  public enum Misfit {
    RESIZED,
    PADDED
  }

  /**
   * @param model as messages call it
   * @param image the tensor of meaning {@code image} that images go into
   * @throws IllegalArgumentException if the network cannot be used so
   */
  public FramingPlan(String model, TensorDescription image, Framing framing, Misfit misfit) {
    this.model = model;
    this.framing = framing;
    this.misfit = misfit;
    this.fixed = image.fixedSize();
    this.extent = ((Pixels) image.meaning()).extent();
    this.freeBatch = image.shape().get(0) == TensorDescription.FREE;
    if (framing.fit() == Fit.NATIVE && fixed.isPresent()) {
      throw new IllegalArgumentException(
          "Fit is \"native\" but model %s takes images of %s alone; choose auto, resize, pad or tile"
              .formatted(model, fixed.get()));
    }
    if (framing.fit() == Fit.TILE && fixed.isEmpty() && extent.working().isEmpty()) {
      throw new IllegalArgumentException(
          "Fit is \"tile\" but model %s names no size for its tiles; give its image the key \"size\", or choose native"
              .formatted(model));
    }
  }

  /**
   * How an image of this size goes through the network.
   *
   * @throws IllegalArgumentException if the network cannot take images so small
   */
  public ImagePlacement place(Size source) {
    return fixed.map(size -> intoFixed(source, size)).orElseGet(() -> intoFree(source));
  }

  /** How many rows a run has that one image has for itself, in bundles of this batch. */
  public int rowsAlone(int batch) {
    return freeBatch ? 1 : batch;
  }

  private ImagePlacement intoFixed(Size source, Size network) {
    return switch (framing.fit()) {
      case AUTO -> automatic(source, network);
      case PAD -> padded(source, network);
      case TILE -> tiled(source, network);
      default -> resized(source, network);
    };
  }

  private ImagePlacement automatic(Size source, Size network) {
    if (misfit == Misfit.PADDED) {
      return tiled(source, network);
    }
    boolean covers = source.width() >= network.width() && source.height() >= network.height();
    return covers ? tiled(source, network) : resized(source, network);
  }

  private ImagePlacement intoFree(Size source) {
    return switch (framing.fit()) {
      case AUTO -> {
        requireMinimum(source);
        yield extent
            .working()
            .filter(working -> source.pixels() > working.pixels())
            .map(working -> tiled(source, working))
            .orElseGet(() -> whole(source, source));
      }
      case TILE -> {
        requireMinimum(source);
        yield tiled(source, extent.working().orElseThrow());
      }
      case NATIVE -> {
        requireMinimum(source);
        yield whole(source, source);
      }
      case PAD -> whole(source, source);
      case RESIZE ->
          extent
              .working()
              .map(working -> resized(source, working))
              .orElseGet(() -> whole(source, up(source)));
    };
  }

  private void requireMinimum(Size source) {
    int least = extent.minimum();
    if (Math.min(source.width(), source.height()) < least) {
      throw new IllegalArgumentException(
          "Image is %s but must be at least %dx%d for model %s; leave it out, or choose the fit pad or resize"
              .formatted(source, least, least, model));
    }
  }

  private ImagePlacement resized(Size source, Size network) {
    return placement(source, network, network, network);
  }

  private ImagePlacement padded(Size source, Size network) {
    double scale =
        Math.min(
            1,
            Math.min(
                (double) network.width() / source.width(),
                (double) network.height() / source.height()));
    var scaled =
        new Size(
            (int) Math.max(1, Math.round(source.width() * scale)),
            (int) Math.max(1, Math.round(source.height() * scale)));
    return placement(source, scaled, network, network);
  }

  private ImagePlacement tiled(Size source, Size tile) {
    var canvas =
        new Size(Math.max(source.width(), tile.width()), Math.max(source.height(), tile.height()));
    return placement(source, source, canvas, tile);
  }

  private ImagePlacement placement(Size source, Size scaled, Size canvas, Size tile) {
    return new ImagePlacement(
        source,
        scaled,
        CropWindow.centered(scaled, canvas),
        TileAxis.of(canvas.width(), tile.width(), framing.overlapOf(tile.width())),
        TileAxis.of(canvas.height(), tile.height(), framing.overlapOf(tile.height())),
        false);
  }

  private ImagePlacement whole(Size source, Size scaled) {
    var canvas = up(scaled);
    return new ImagePlacement(
        source,
        scaled,
        CropWindow.centered(scaled, canvas),
        TileAxis.of(canvas.width(), canvas.width(), 0),
        TileAxis.of(canvas.height(), canvas.height(), 0),
        true);
  }

  private Size up(Size size) {
    return new Size(up(size.width()), up(size.height()));
  }

  private int up(int side) {
    int least = Math.max(side, extent.minimum());
    return -Math.floorDiv(-least, extent.multiple()) * extent.multiple();
  }
}
