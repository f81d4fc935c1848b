package dev.variegate.train.autoregressive;

import dev.variegate.generate.autoregressive.LogisticMixture;
import dev.variegate.train.ImageShape;
import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.ArrayList;
import java.util.List;
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

  /** Numbers that {@link #contexts} keep of each pixel. */
  int rowState() {
    return shape.channels() + 2 * width * rows.size();
  }

  /** Numbers of the contexts of a pixel. */
  int context() {
    return width * (1 + pixels.size());
  }

  /** Numbers that {@link #parameters} keep of each pixel. */
  int pixelState() {
    return 2 * width * pixels.size();
  }

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    weights
        .convolution(ABOVE, shape.channels(), width, 2, 3)
        .convolution(LEFT, shape.channels(), width, 1);
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

  private static String said(int block) {
    return "said" + block;
  }

  /**
   * What the rows above say to the other stack, one below the other: {@code [n, context, h, w]}.
   *
   * @param above for each row the one above it, in -1..1
   * @param label class indexes {@code [n]}
   */
  <T> T contexts(Layers<T> layers, T above, T label, Window<T> window) {
    T seen = layers.convolveInside(window.of(above, shape.channels()), ABOVE);
    T contexts = seen;
    for (int i = 0; i < rows.size(); i++) {
      var block = rows.get(i);
      seen = block.of(layers, seen, x -> labeled(layers, x, block, label), window);
      T said = layers.pointwise(layers.silu(seen), said(i));
      contexts = layers.join(contexts, labeled(layers, said, pixels.get(i), label));
    }
    return contexts;
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
  <T> T parameters(Layers<T> layers, T left, T contexts, Window<T> window) {
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
        contexts(layers, above, label, (features, channels) -> layers.pad(features, 1, 0, 1, 1));
    return parameters(
        layers, left, contexts, (features, channels) -> layers.pad(features, 1, 0, 1, 0));
  }

  /** The logarithms of the probabilities of whole images, in nats, {@code [n]}. */
  <T> T logProbability(Layers<T> layers, T x, T label) {
    return new MixtureDensity<>(layers, mixture).nats(parameters(layers, x, label), x);
  }
}
