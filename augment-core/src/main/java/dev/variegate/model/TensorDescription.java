package dev.variegate.model;

import dev.variegate.image.Size;
import dev.variegate.model.TensorRole.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One input or output of a network: its name in the network, what it holds, and its sizes; a size
 * of -1 is free.
 *
 * @param shape in the form that this project gives to what it means
 * @param stored in the network, where that may be another; see {@link StoredTensors}
 */
public record TensorDescription(
    String name, ElementType type, List<Long> shape, TensorRole meaning, List<Long> stored) {

  /** Stands in a shape for a size that the network leaves open. */
  public static final long FREE = -1;

  /** Elements of the largest array of Java. */
  static final long MAX_ELEMENTS = Integer.MAX_VALUE;

  public TensorDescription {
    shape = List.copyOf(shape);
    stored = List.copyOf(stored);
    if (!stored.stream().allMatch(size -> size == FREE || size > 0)) {
      throw new IllegalArgumentException(
          "Key \"shape\" is %s but every size must be 1 or more, or -1 for a free one; correct it"
              .formatted(stored));
    }
  }

  /** One that the network has in the same form. */
  public TensorDescription(String name, ElementType type, List<Long> shape, TensorRole meaning) {
    this(name, type, shape, meaning, shape);
  }

  /** Whether a tensor of it holds floats here, whatever they are in the network; else longs. */
  boolean holdsFloats() {
    return (type.isReal() && !(meaning instanceof TensorRole.Label))
        || meaning instanceof TensorRole.Segmentation
        || meaning instanceof TensorRole.Codes;
  }

  /** Whether it is one image without a batch in the network. */
  boolean lacksBatch() {
    return shape.size() == 4 && stored.equals(shape.subList(1, 4));
  }

  /**
   * Whether its images have no axis of channels in the network; {@link #shape} has it behind the
   * batch.
   */
  boolean lacksChannels() {
    return shape.size() == 4 && stored.size() == 3 && !lacksBatch();
  }

  /** The only size of its images, unless that is free or it has none. */
  public Optional<Size> fixedSize() {
    return meaning instanceof Pixels pixels && shape.get(pixels.layout().height()) != FREE
        ? Optional.of(pixels.layout().size(shape))
        : Optional.empty();
  }

  /**
   * Images that are written to a tensor of these sizes.
   *
   * @param pixels how
   * @param free their size where the shape leaves it free
   */
  public TensorDescription ofImages(Pixels pixels, Size free) {
    var images = new TensorDescription(name, type, shape, pixels);
    return images.fixedSize().isPresent() ? images : images.withSize(free);
  }

  /** The same images, of one size. */
  public TensorDescription withSize(Size size) {
    int height = ((Pixels) meaning).layout().height();
    var sizes = new ArrayList<>(shape);
    sizes.set(height, (long) size.height());
    sizes.set(height + 1, (long) size.width());
    return new TensorDescription(name, type, sizes, meaning);
  }

  /**
   * Elements of a tensor when the free batch size becomes {@code batch} and other free sizes 1, or
   * more than {@link #MAX_ELEMENTS} where there are more.
   */
  long elements(int batch) {
    double elements = 1;
    for (var size : shapeFor(batch)) {
      elements *= Math.max(1, size);
    }
    return (long) Math.min(elements, 2.0 * MAX_ELEMENTS);
  }

  /** The sizes when the free batch size becomes {@code batch}; other free sizes stay free. */
  List<Long> shapeFor(int batch) {
    return withBatch(shape, batch);
  }

  /** The same in the network. */
  List<Long> storedFor(int batch) {
    return withBatch(stored, batch);
  }

  private static List<Long> withBatch(List<Long> shape, int batch) {
    var sizes = new ArrayList<>(shape);
    if (!sizes.isEmpty() && sizes.get(0) == FREE) {
      sizes.set(0, (long) batch);
    }
    return List.copyOf(sizes);
  }

  /**
   * Refuses a tensor that breaks a rule.
   *
   * @param rule what must hold, and what to do where it does not
   */
  void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Tensor \"%s\" is %s %s but %s".formatted(name, type, stored, rule));
    }
  }
}
