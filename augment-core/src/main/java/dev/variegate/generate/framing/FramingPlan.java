package dev.variegate.generate.framing;

import dev.variegate.image.Size;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.SizeConstraint;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.pixel.CropWindow;
import java.math.BigInteger;
import java.util.Optional;

/** Applies a {@link Framing} to the images of one network. */
public final class FramingPlan {

  private final String model;
  private final Framing framing;
  private final Misfit misfit;
  private final Optional<Size> fixed;
  private final SizeConstraint extent;
  private final int border;
  private final Size grid;
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
    this(model, image, new Size(1, 1), framing, misfit);
  }

  /**
   * For the network that makes the result of a model's task.
   *
   * @throws IllegalArgumentException if it cannot be used so
   */
  public static FramingPlan of(ModelDescription model, Framing framing, Misfit misfit) {
    var image = model.input(Pixels.class).orElseThrow();
    var grid = model.output(Pixels.class).map(made -> grid(image, made)).orElse(new Size(1, 1));
    return new FramingPlan(model.title(), image, grid, framing, misfit);
  }

  /** What places in an image are multiples of, so that those in the result are whole. */
  private static Size grid(TensorDescription image, TensorDescription made) {
    var before = image.fixedSize();
    var after = made.fixedSize();
    if (before.isPresent() && after.isPresent()) {
      int border = ((Pixels) image.meaning()).extent().border();
      var inner = new Size(before.get().width() - 2 * border, before.get().height() - 2 * border);
      return grid(Enlargement.of(inner, after.get()), inner, after.get());
    }
    return ((Pixels) made.meaning())
        .extent()
        .factor()
        .map(by -> new Enlargement(AxisScale.of(by.across()), AxisScale.of(by.down())).grid())
        .orElse(new Size(1, 1));
  }

  private static Size grid(Enlargement by, Size before, Size after) {
    var grid = by.grid();
    if (Math.max(grid.width(), grid.height()) > AxisScale.MAX_DENOMINATOR) {
      throw new IllegalArgumentException(
          "Network makes %s of %s, which is no simple fraction; give or correct the key \"border\" of its input, the pixels at each side that it leaves out"
              .formatted(after, before));
    }
    return grid;
  }

  private FramingPlan(
      String model, TensorDescription image, Size grid, Framing framing, Misfit misfit) {
    this.model = model;
    this.framing = framing;
    this.misfit = misfit;
    this.extent = ((Pixels) image.meaning()).extent();
    this.border = extent.border();
    this.grid = grid;
    this.fixed = image.fixedSize();
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
    requireOnGrid();
  }

  /** Refuses sizes of a network of free size on which its factor does not give whole pixels. */
  private void requireOnGrid() {
    int multiple = fixed.isPresent() ? 1 : extent.multiple();
    boolean reachable =
        2 * border % gcd(multiple, grid.width()) == 0
            && 2 * border % gcd(multiple, grid.height()) == 0;
    boolean tiled =
        extent.working().map(this::inner).filter(inner -> fixed.isEmpty()).stream()
            .allMatch(
                inner -> inner.width() % grid.width() == 0 && inner.height() % grid.height() == 0);
    if (!reachable) {
      throw new IllegalArgumentException(
          "Model %s has a \"border\" of %d and a \"multiple\" of %d, at which no size becomes whole by its \"factor\"; correct one of them"
              .formatted(model, border, multiple));
    }
    if (!tiled) {
      throw new IllegalArgumentException(
          "Model %s has the \"size\" %s, which does not become whole by its \"factor\"; give another size"
              .formatted(model, extent.working().orElseThrow()));
    }
  }

  private static int gcd(int one, int other) {
    return BigInteger.valueOf(one).gcd(BigInteger.valueOf(other)).intValueExact();
  }

  /**
   * How an image of this size goes through the network.
   *
   * @throws IllegalArgumentException if the network cannot take images so small
   */
  public ImagePlacement place(Size source) {
    return fixed.map(size -> intoFixed(source, inner(size))).orElseGet(() -> intoFree(source));
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

  /** What a network of this size makes anew, the rest being its border. */
  private Size inner(Size network) {
    return new Size(network.width() - 2 * border, network.height() - 2 * border);
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
            .map(this::inner)
            .filter(working -> source.pixels() > working.pixels())
            .map(working -> tiled(source, working))
            .orElseGet(() -> uncut(source, source));
      }
      case TILE -> {
        requireMinimum(source);
        yield tiled(source, inner(extent.working().orElseThrow()));
      }
      case NATIVE -> {
        requireMinimum(source);
        yield uncut(source, source);
      }
      case PAD -> uncut(source, source);
      case RESIZE ->
          extent
              .working()
              .map(this::inner)
              .map(working -> resized(source, working))
              .orElseGet(() -> uncut(source, valid(source)));
    };
  }

  private void requireMinimum(Size source) {
    int least = extent.minimum();
    if (Math.min(source.width(), source.height()) + 2 * border < least) {
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
        new Size(
            roundedUp(Math.max(source.width(), tile.width()), grid.width()),
            roundedUp(Math.max(source.height(), tile.height()), grid.height()));
    return placement(source, source, canvas, tile);
  }

  private ImagePlacement placement(Size source, Size scaled, Size canvas, Size tile) {
    return new ImagePlacement(
        source,
        scaled,
        window(scaled, canvas),
        border,
        grid,
        TileAxis.of(canvas.width(), tile.width(), framing.overlapOf(tile.width()), grid.width()),
        TileAxis.of(
            canvas.height(), tile.height(), framing.overlapOf(tile.height()), grid.height()),
        false);
  }

  private ImagePlacement uncut(Size source, Size scaled) {
    var canvas = valid(scaled);
    return new ImagePlacement(
        source,
        scaled,
        window(scaled, canvas),
        border,
        grid,
        TileAxis.of(canvas.width(), canvas.width(), 0, grid.width()),
        TileAxis.of(canvas.height(), canvas.height(), 0, grid.height()),
        true);
  }

  /** About the middle, but at a place on the grid; the canvas is at least as large. */
  private CropWindow window(Size scaled, Size canvas) {
    var middle = CropWindow.centered(scaled, canvas);
    return new CropWindow(
        -roundedUp(-middle.x() - grid.width() + 1, grid.width()),
        -roundedUp(-middle.y() - grid.height() + 1, grid.height()),
        canvas);
  }

  private Size valid(Size size) {
    return new Size(validSide(size.width(), grid.width()), validSide(size.height(), grid.height()));
  }

  /** The least side from this one on that a network of free size takes, less its borders. */
  private int validSide(int side, int step) {
    int least = Math.max(side, extent.minimum() - 2 * border);
    int valid = roundedUp(least + 2 * border, extent.multiple()) - 2 * border;
    while (valid % step != 0) {
      valid += extent.multiple();
    }
    return valid;
  }

  private static int roundedUp(int number, int multiple) {
    return -Math.floorDiv(-number, multiple) * multiple;
  }
}
