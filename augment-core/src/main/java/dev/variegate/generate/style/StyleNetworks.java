package dev.variegate.generate.style;

import dev.variegate.generate.framing.BatchScalars;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.Layout;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole;
import dev.variegate.model.TensorRole.Content;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Strength;
import dev.variegate.model.TensorRole.Style;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two networks of task {@code stylize}, run for one image at a time. */
final class StyleNetworks implements AutoCloseable {

  private final Network encoder;
  private final Network decoder;
  private final NetworkDescription decoding;
  private final TensorDescription image;
  private final TensorDescription features;
  private final TensorDescription painted;
  private final Optional<TensorDescription> strength;
  private final int rows;

  private StyleNetworks(ModelBundle bundle, Network encoder, Network decoder) {
    var model = bundle.description();
    var encoding = model.network(NetworkRole.ENCODER);
    this.encoder = encoder;
    this.decoder = decoder;
    this.decoding = model.network(NetworkRole.DECODER);
    this.image = encoding.input(Pixels.class).orElseThrow();
    this.features = encoding.output(Features.class).orElseThrow();
    this.painted = decoding.output(Pixels.class).orElseThrow();
    this.strength = decoding.input(Strength.class);
    boolean alone = image.fixedSize().isEmpty() && image.shape().get(0) == TensorDescription.FREE;
    this.rows = alone ? 1 : model.batch();
  }

  static StyleNetworks open(ModelBundle bundle, ComputeOptions compute) {
    var encoder = ModelCache.lease(bundle, NetworkRole.ENCODER, compute);
    try {
      return new StyleNetworks(
          bundle, encoder, ModelCache.lease(bundle, NetworkRole.DECODER, compute));
    } catch (RuntimeException | Error e) {
      encoder.close();
      throw e;
    }
  }

  /** The tensor that images go into. */
  TensorDescription image() {
    return image;
  }

  Pixels pixels() {
    return (Pixels) image.meaning();
  }

  /** What the encoder says of an image, which has a size and the channels that it takes. */
  FeatureMap encode(Image source) {
    // Every row is the image: an empty one may have no deviation to be divided by.
    var batch =
        new ImageTensors(image, rows, source.size()).tensor(Collections.nCopies(rows, source));
    var made = encoder.run(Map.of(image.name(), batch), 1).get(features.name());
    return pixels().layout() == Layout.NHWC
        ? FeatureMap.channelsLast(made)
        : FeatureMap.channelsFirst(made);
  }

  /**
   * The content in a style, float, black 0 and white 1, not clipped; the caller closes it.
   *
   * @param size of the content's image, which the result has too
   * @param amount 0 to 1; blended into the style's statistics where the decoder takes none
   */
  Image paint(FeatureMap content, FeatureMap style, double amount, Size size) {
    var inputs = new HashMap<String, Tensor>();
    inputs.put(name(Content.class), content.tensor(rows));
    inputs.put(
        name(Style.class),
        (strength.isPresent() ? style : weakened(content, style, amount)).tensor(rows));
    strength.ifPresent(tensor -> inputs.put(tensor.name(), BatchScalars.of(tensor, rows, amount)));
    var made = decoder.run(Map.copyOf(inputs), 1).get(painted.name());
    var reader = new ImageTensors(painted, rows, size);
    requireSize(made, size);
    return reader.floats(made, 0);
  }

  private static FeatureMap weakened(FeatureMap content, FeatureMap style, double amount) {
    if (amount == 1) {
      return style;
    }
    return FeatureMap.mixed(
        List.of(new FeatureMap.Part(style, amount), new FeatureMap.Part(content, 1 - amount)));
  }

  private String name(Class<? extends TensorRole> meaning) {
    return decoding.input(meaning).orElseThrow().name();
  }

  private void requireSize(Tensor made, Size size) {
    if (!((Pixels) painted.meaning()).layout().size(made.shape()).equals(size)) {
      throw new BadModelException(
          "Decoder makes %s of an image of %s but must keep its size; give the image of the encoder the key \"multiple\""
              .formatted(made.shape(), size));
    }
  }

  @Override
  public void close() {
    try (encoder) {
      decoder.close();
    }
  }
}
