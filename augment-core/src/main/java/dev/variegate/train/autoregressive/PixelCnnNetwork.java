package dev.variegate.train.autoregressive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.autoregressive.LogisticMixture;
import dev.variegate.train.ImageShape;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A PixelCNN++: two stacks of shifted convolutions at the whole size of the image. The one sees the
 * rows above, and says to each block of the other, which sees the pixels on the left as well, what
 * it found there.
 *
 * <p>Source: Salimans et al., "PixelCNN++: improving the PixelCNN with discretized logistic mixture
 * likelihood and other modifications", arXiv:1701.05517; the two stacks of van den Oord et al.,
 * "Conditional image generation with PixelCNN decoders", arXiv:1606.05328, section 2.2. Its shorter
 * ways of half and a quarter of the size are left out: what was computed of a row then serves the
 * next as it is.
 */
final class PixelCnnNetwork {

  private static final String ABOVE = "above";
  private static final String LEFT = "left";
  private static final String MIXTURE = "mixture";
  private static final String ROW = "row";
  private static final String COLUMN = "column";

  /** Names of the arrays that say where a pixel is, which are not learned. */
  private static final String ROWS = "places.rows";

  private static final String COLUMNS = "places.columns";

  private final ImageShape shape;
  private final int width;
  private final int classes;
  private final LogisticMixture mixture;
  private final List<GatedBlock> rows;
  private final List<GatedBlock> pixels;

  /**
   * Of images of a shape.
   *
   * @param classes number of classes, 0 where there are none
   */
  PixelCnnNetwork(ImageShape shape, PixelCnnOptions options, int classes) {
    this.shape = shape;
    this.width = options.width();
    this.classes = classes;
    this.mixture = new LogisticMixture(shape.channels(), options.components());
    this.rows = blocks("rows", options, 3);
    this.pixels = blocks("pixels", options, 2);
  }

  private static List<GatedBlock> blocks(String stack, PixelCnnOptions options, int columns) {
    return IntStream.range(0, options.blocks())
        .mapToObj(i -> new GatedBlock(stack + i, options.width(), columns))
        .toList();
  }

  ImageShape shape() {
    return shape;
  }

  LogisticMixture mixture() {
    return mixture;
  }

  int classes() {
    return classes;
  }

  /** Numbers that {@link #row} keeps of each pixel. */
  int rowState() {
    return 1 + shape.channels() + 2 * width * rows.size();
  }

  /** Numbers of the contexts of a pixel. */
  int context() {
    return width * (1 + pixels.size());
  }

  /** Numbers that {@link #pixel} keeps of it. */
  int pixelState() {
    return 2 * width * pixels.size();
  }

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    weights
        .convolution(ABOVE, shape.channels(), width, 2, 3)
        .convolution(LEFT, shape.channels(), width, 1)
        .convolution(ROW, 1, width, 1)
        .convolution(COLUMN, 1, width, 1);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).declare(weights);
      weights.convolution(said(i), width, width, 1);
      pixels.get(i).declare(weights);
      if (classes > 0) {
        weights.table(rows.get(i).name() + ".label", classes, width);
        weights.table(pixels.get(i).name() + ".label", classes, width);
      }
    }
    return weights.convolution(MIXTURE, width, mixture.parameters(), 1);
  }

  /**
   * The arrays that the layers need beside the weights: how far down a row is and how far right a
   * column, 0 to below 2, so that the network knows places far from all rims. Source: Liu et al.,
   * "An intriguing failing of convolutional neural networks and the CoordConv solution",
   * arXiv:1807.03247.
   */
  Map<String, NDArray> places(NDManager manager) {
    var down = new Shape(1, 1, shape.height(), 1);
    var across = new Shape(1, 1, 1, shape.width());
    return Map.of(
        ROWS, EngineArrays.array(manager, parts(shape.height()), down),
        COLUMNS, EngineArrays.array(manager, parts(shape.width()), across));
  }

  private static float[] parts(int count) {
    var parts = new float[count];
    for (int i = 0; i < count; i++) {
      parts[i] = 2f * i / count;
    }
    return parts;
  }

  private static String said(int block) {
    return "said" + block;
  }

  /**
   * What the rows above say to the other stack, one below the other: {@code [n, context, h, w]}.
   *
   * @param above for each row the one above it, in -1..1
   * @param row how far down each row is
   * @param label class indexes {@code [n]}
   */
  private <T> T contexts(Layers<T> layers, T above, T row, T label, Window<T> window) {
    T place =
        layers.plus(layers.pointwise(row, ROW), layers.pointwise(layers.array(COLUMNS), COLUMN));
    T seen = layers.plus(layers.convolveInside(window.of(above, shape.channels()), ABOVE), place);
    T contexts = seen;
    for (int i = 0; i < rows.size(); i++) {
      var block = rows.get(i);
      seen = block.of(layers, seen, x -> labeled(layers, x, block, label), window);
      T said = layers.pointwise(layers.silu(seen), said(i));
      contexts = layers.join(contexts, labeled(layers, said, pixels.get(i), label));
    }
    return contexts;
  }

  /** What a step makes, and the state of the next. */
  record Step<T>(T made, T state) {}

  /**
   * The contexts of one row.
   *
   * @param above the row above it {@code [n, channels, 1, width]}, in -1..1
   * @param state of the row above {@code [n, rowState, 1, width]}, 0 at first: how far down the row
   *     is, and features
   */
  <T> Step<T> row(Layers<T> layers, T above, T state, T label) {
    T row = layers.channels(state, 0, 1);
    var window = KeptWindow.ofRow(layers, layers.channels(state, 1, rowState()));
    T made = contexts(layers, above, row, label, window);
    T next = layers.linear(row, 1, 2.0 / shape.height());
    return new Step<>(made, layers.join(next, window.kept()));
  }

  /**
   * The parameters of one pixel.
   *
   * @param left the pixel on its left {@code [n, channels, 1, 1]}, in -1..1
   * @param state of the pixels around {@code [n, pixelState, 2, 2]}
   */
  <T> Step<T> pixel(Layers<T> layers, T left, T context, T state) {
    var window = KeptWindow.ofPixel(layers, state);
    T made = parameters(layers, left, context, window);
    return new Step<>(made, window.kept());
  }

  /** Adds a bias of the class, where there are classes. */
  private <T> T labeled(Layers<T> layers, T x, GatedBlock block, T label) {
    return classes == 0
        ? x
        : layers.plus(x, layers.grid(layers.rows(label, block.name() + ".label"), width, 1, 1));
  }

  /**
   * The parameters of the mixture of each pixel, {@code [n, parameters, h, w]}.
   *
   * @param left for each pixel the one on its left, in -1..1
   */
  private <T> T parameters(Layers<T> layers, T left, T contexts, Window<T> window) {
    T seen = layers.plus(layers.channels(contexts, 0, width), layers.pointwise(left, LEFT));
    for (int i = 0; i < pixels.size(); i++) {
      T context = layers.channels(contexts, (1 + i) * width, (2 + i) * width);
      seen = pixels.get(i).of(layers, seen, x -> layers.plus(x, context), window);
    }
    T raw = layers.pointwise(layers.silu(seen), MIXTURE);
    return new MixtureDensity<>(layers, mixture).bounded(raw);
  }

  /**
   * The parameters of all pixels of whole images.
   *
   * @param x {@code [n, channels, height, width]} in -1..1
   * @param label class indexes {@code [n]}
   */
  <T> T parameters(Layers<T> layers, T x, T label) {
    int height = shape.height();
    int across = shape.width();
    T above = layers.crop(layers.pad(x, 1, 0, 0, 0), height, across);
    T left = layers.crop(layers.pad(x, 0, 0, 1, 0), height, across);
    T contexts =
        contexts(
            layers,
            above,
            layers.array(ROWS),
            label,
            (features, channels) -> layers.pad(features, 1, 0, 1, 1));
    return parameters(
        layers, left, contexts, (features, channels) -> layers.pad(features, 1, 0, 1, 0));
  }

  /** The logarithms of the probabilities of whole images, in nats, {@code [n]}. */
  <T> T logProbability(Layers<T> layers, T x, T label) {
    return new MixtureDensity<>(layers, mixture).nats(parameters(layers, x, label), x);
  }
}
