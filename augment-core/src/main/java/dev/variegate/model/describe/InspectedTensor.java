package dev.variegate.model.describe;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An input or output as a network declares it.
 *
 * @param type as the description would write it; it may be one that nothing runs
 * @param shape -1 where a size is free; empty where the file does not declare it
 * @param sumsToOne whether its numbers sum to 1 at each place, as probabilities of classes do
 */
record InspectedTensor(String name, String type, List<Long> shape, boolean sumsToOne) {

  InspectedTensor {
    shape = List.copyOf(shape);
  }

  /** One of whose numbers nothing is known. */
  InspectedTensor(String name, String type, List<Long> shape) {
    this(name, type, shape, false);
  }

  boolean isWhole() {
    return type.startsWith("int");
  }

  /** Whether its name says so; exported names often say nothing. */
  boolean isCalled(String... words) {
    var lower = name.toLowerCase(Locale.ROOT);
    return List.of(words).stream().anyMatch(lower::contains);
  }

  /** Whether it may hold images: four sizes, one of which is 1 or 3 channels, or free. */
  boolean isImage() {
    return isSingleImage()
        || (shape.size() == 4
            && (isChannels(shape.get(1)) || isChannels(shape.get(3)))
            && !isVector() // 1000 scores of 1 by 1 pixels are none
            && shape.get(2) != 1);
  }

  /**
   * Whether it may hold images of colors and alpha, where nothing else of a network is an image.
   */
  boolean isTransparent() {
    return shape.size() == 4
        && !isImage()
        && (shape.get(1) == 4 || shape.get(3) == 4)
        && shape.stream().skip(1).noneMatch(size -> size == 1);
  }

  /** Whether it may hold one image without a batch: three sizes, the channels first or last. */
  boolean isSingleImage() {
    return shape.size() == 3
        && (isChannels(shape.get(0)) || isChannels(shape.get(2)))
        && shape.get(1) != 1
        && shape.get(isChannels(shape.get(0)) ? 2 : 0) != 1;
  }

  /**
   * Whether it may hold the class of each pixel of an image, scores for each class or its index: it
   * has as many pixels across and down, or as many times less.
   */
  boolean isClassMapOf(InspectedTensor image) {
    boolean plane =
        shape.size() >= 3 && shape.stream().filter(size -> size != 1).count() >= 2 && !isVector();
    boolean drawn = shape.size() == 4 ? isImage() : isSingleImage();
    if (!plane || (drawn && !isIndex()) || isCalled("latent", "moments")) {
      return false;
    }
    int height = axes().indexOf('H');
    long down = shape.get(height);
    long across = shape.get(height + 1);
    return down < 0 || image.isFree() || down * image.width() == across * image.height();
  }

  /** Whether its numbers may be indices of classes. */
  boolean isIndex() {
    return isWhole() || (type.equals("uint8") && shape.size() == 3);
  }

  /** Whether the sizes of its classes, the fewest, come last. */
  boolean hasClassesLast() {
    long first = shape.get(channelAxis());
    long last = shape.get(shape.size() - 1);
    return last > 0 && (first < 0 || last < first);
  }

  /** Scores or, of whole numbers, indices of a pixel; 1 where it has no axis for them. */
  long classes() {
    return axes().indexOf('C') < 0 ? 1 : shape.get(axes().indexOf('C'));
  }

  /** The axes of a map of classes, as the key {@code layout} has them. */
  String axes() {
    if (shape.size() == 4) {
      return hasClassesLast() && !isIndex() ? "NHWC" : "NCHW";
    }
    boolean scores = !isIndex() && shape.size() == 3;
    return scores && hasClassesLast() ? "HWC" : scores && shape.get(0) > 1 ? "CHW" : "NHW";
  }

  /** The side of a square image whose pixels lie in one row, of 1 or 3 channels; 0 for none. */
  long flatSide() {
    if (shape.size() != 2 || shape.get(1) < 1) {
      return 0;
    }
    for (long channels : new long[] {3, 1}) {
      long side = Math.round(Math.sqrt((double) shape.get(1) / channels));
      if (side > 1 && side * side * channels == shape.get(1)) {
        return side;
      }
    }
    return 0;
  }

  /** Whether it holds a few numbers of a row, and no image. */
  boolean isVector() {
    return shape.size() >= 2 && shape.stream().skip(2).allMatch(size -> size == 1);
  }

  private static boolean isChannels(long size) {
    return size == 1 || size == 3;
  }

  boolean hasChannelsLast() {
    if (shape.size() < 3) {
      return false;
    }
    int first = channelAxis();
    long before = shape.get(first);
    long last = shape.get(first + 2);
    return !isChannels(before) && (isChannels(last) || (last == 4 && before != 4));
  }

  /** Where the channels are, unless they come last. */
  private int channelAxis() {
    return shape.size() == 3 ? 0 : 1;
  }

  /** 1, 3 or 4 for an image. */
  long channels() {
    if (flatSide() > 0) {
      return shape.get(1) / (flatSide() * flatSide());
    }
    return shape.size() < 3 ? 3 : shape.get(channelAxis() + (hasChannelsLast() ? 2 : 0));
  }

  long height() {
    return shape.get(channelAxis() + (hasChannelsLast() ? 0 : 1));
  }

  long width() {
    return shape.get(channelAxis() + (hasChannelsLast() ? 1 : 2));
  }

  /** Whether height and width, or other sizes than the batch, are left open. */
  boolean isFree() {
    return shape.stream().skip(isSingleImage() ? 0 : 1).anyMatch(size -> size < 0);
  }

  /** The numbers of one row; negative where a size is free. */
  long numbers() {
    return shape.stream().skip(1).reduce(1L, (a, b) -> a < 0 || b < 0 ? -1 : a * b);
  }

  @Override
  public String toString() {
    return "\"%s\" %s %s".formatted(name, type, sizes());
  }

  /** The sizes as the description writes them. */
  String sizes() {
    return shape.isEmpty()
        ? DescriptionScaffold.TODO
        : shape.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
