package dev.variegate.model;

import dev.variegate.image.Size;
import dev.variegate.model.TensorRole.Constant;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The tensors of a run as the network itself has them, and back. Everything else in this project
 * knows one form of each: classes are numbers {@code [batch]}, codes are floats, images have a
 * batch, a channel, a height and a width. A network may want classes as one-hot vectors, one image
 * without a batch, its pixels in one row, images of one channel without an axis for it, and numbers
 * that never change.
 */
public final class StoredTensors {

  private StoredTensors() {}

  /**
   * All inputs of a network.
   *
   * @param given one for each input that is no constant, as described
   * @throws IllegalArgumentException if one is missing or another than described
   */
  public static Map<String, Tensor> inputs(
      ModelDescription model, NetworkDescription network, Map<String, Tensor> given) {
    NetworkSignature.checkFed(model, network, given);
    var stored = new HashMap<String, Tensor>();
    for (var described : network.inputs()) {
      stored.put(
          described.name(),
          described.meaning() instanceof Constant constant
              ? constant(constant, described, network, given)
              : input(described, given.get(described.name())));
    }
    return stored;
  }

  private static Tensor input(TensorDescription described, Tensor given) {
    if (described.meaning() instanceof Label label && label.oneHot()) {
      return oneHot(described, given);
    }
    var values = described.type().isReal() ? real(given) : whole(given);
    return shaped(values, sizes(described, given.shape()));
  }

  /** Whole numbers as floats. */
  private static Tensor real(Tensor given) {
    if (given.type() == ElementType.FLOAT32) {
      return given;
    }
    var values = new float[given.longs().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = given.longs()[i];
    }
    return Tensor.of(values, sizes(given.shape()));
  }

  /** Codes, which are floats here. */
  private static Tensor whole(Tensor given) {
    if (given.type() != ElementType.FLOAT32) {
      return given;
    }
    var values = new long[given.floats().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) given.floats()[i];
    }
    return Tensor.of(values, sizes(given.shape()));
  }

  private static Tensor oneHot(TensorDescription described, Tensor classes) {
    int count = Math.toIntExact(described.stored().get(described.stored().size() - 1));
    var longs = classes.longs();
    var ones = new long[Math.multiplyExact(longs.length, count)];
    for (int row = 0; row < longs.length; row++) {
      ones[row * count + Math.toIntExact(longs[row])] = 1;
    }
    var all = Tensor.of(ones, longs.length, count);
    return described.type().isReal() ? real(all) : all;
  }

  /** Sizes that it leaves free are the rows of the run, and height and width of the image. */
  private static Tensor constant(
      Constant constant,
      TensorDescription described,
      NetworkDescription network,
      Map<String, Tensor> given) {
    var sizes = sizes(described.shape());
    if (sizes.length > 0 && sizes[0] == TensorDescription.FREE) {
      sizes[0] = given.values().stream().mapToLong(of -> of.shape().get(0)).max().orElse(1);
    }
    boolean height = true; // which comes before the width in every layout
    for (int i = 1; i < sizes.length; i++) {
      if (sizes[i] == TensorDescription.FREE) {
        var image = imageSize(network, given);
        sizes[i] = height ? image.height() : image.width();
        height = false;
      }
    }
    int count = Math.toIntExact(LongStream.of(sizes).reduce(1, Math::multiplyExact));
    var values = constant.values();
    if (!described.type().isReal()) {
      var longs = new long[count];
      Arrays.setAll(longs, i -> values.get(i % values.size()).longValue());
      return Tensor.of(longs, sizes);
    }
    var floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = values.get(i % values.size()).floatValue();
    }
    return Tensor.of(floats, sizes);
  }

  private static Size imageSize(NetworkDescription network, Map<String, Tensor> given) {
    var image = network.input(Pixels.class).orElseThrow();
    return ((Pixels) image.meaning()).layout().size(given.get(image.name()).shape());
  }

  /** An output in the form in which it is described. */
  public static Tensor output(TensorDescription described, Tensor made) {
    var shape = described.shape();
    var own = made.shape();
    if (own.size() == shape.size() || described.stored().size() != own.size()) {
      return made; // whether it is another than described, who checks it says
    }
    if (own.size() == shape.size() - 1 && !isFlat(described)) {
      return shaped(made, with(described.lacksChannels() ? 1 : 0, own));
    }
    var sizes = sizes(shape);
    sizes[0] = own.get(0);
    long rest = LongStream.of(sizes).skip(1).reduce(1, Math::multiplyExact);
    return own.size() == 2 && own.get(1) == rest ? shaped(made, sizes) : made;
  }

  private static boolean isFlat(TensorDescription described) {
    return described.stored().size() == 2 && described.shape().size() == 4;
  }

  /** What the sizes of a tensor are in the network. */
  private static long[] sizes(TensorDescription described, List<Long> given) {
    int rank = described.stored().size();
    if (rank == given.size()) {
      return sizes(given);
    }
    if (isFlat(described)) {
      return new long[] {given.get(0), given.stream().skip(1).reduce(1L, Math::multiplyExact)};
    }
    if (rank < given.size()) {
      int axis = described.lacksChannels() ? 1 : 0;
      return IntStream.range(0, given.size())
          .filter(i -> i != axis)
          .mapToLong(given::get)
          .toArray();
    }
    var sizes = Arrays.copyOf(sizes(given), rank);
    Arrays.fill(sizes, given.size(), rank, 1);
    return sizes;
  }

  /** With an axis of size 1. */
  private static long[] with(int axis, List<Long> others) {
    var sizes = new ArrayList<>(others);
    sizes.add(axis, 1L);
    return sizes(sizes);
  }

  private static long[] sizes(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  private static Tensor shaped(Tensor tensor, long... shape) {
    return tensor.type() == ElementType.FLOAT32
        ? Tensor.of(tensor.floats(), shape)
        : Tensor.of(tensor.longs(), shape);
  }
}
