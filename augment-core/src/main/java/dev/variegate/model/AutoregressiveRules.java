package dev.variegate.model;

import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Context;
import dev.variegate.model.TensorRole.Mixture;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which sizes the networks of an autoregressive model have, each by those of the others. */
final class AutoregressiveRules {

  private static final int CHANNEL = 1;
  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;

  private AutoregressiveRules() {}

  static void check(List<NetworkDescription> networks) {
    var predictor = network(networks, NetworkRole.PREDICTOR).orElseThrow();
    var image = predictor.input(Pixels.class).orElseThrow();
    checkImage(image);
    var mixture = predictor.output(Mixture.class).orElseThrow();
    checkMixture(mixture, image);
    var rows = network(networks, NetworkRole.ROW_ENCODER);
    var pixels = network(networks, NetworkRole.PIXEL_PREDICTOR);
    if (rows.isPresent() != pixels.isPresent()) {
      throw new IllegalArgumentException(
          "Key \"networks\" has one of row-encoder and pixel-predictor but must have both or none; describe the other, or leave out both for slow samples");
    }
    if (rows.isPresent()) {
      checkRows(rows.get(), image);
      checkPixels(pixels.get(), rows.get(), image, mixture);
    }
  }

  private static Optional<NetworkDescription> network(
      List<NetworkDescription> networks, NetworkRole role) {
    return networks.stream().filter(of -> of.role() == role).findFirst();
  }

  private static void checkImage(TensorDescription image) {
    var pixels = (Pixels) image.meaning();
    image.require(
        image.fixedSize().isPresent() && pixels.layout() == Layout.NCHW,
        "must have the layout NCHW and a fixed height and width, pixels being drawn one after another; correct it");
    image.require(
        pixels.low() == -1 && pixels.high() == 1 && pixels.equals(standard(pixels)),
        "must have the range [-1, 1] and no other scale, as the mixture of a pixel has; correct it");
    image.require(
        pixels.channels() == Channels.GRAY || pixels.channels() == Channels.RGB,
        "must be gray or rgb; correct its channels");
  }

  private static Pixels standard(Pixels pixels) {
    return Pixels.ranging(pixels.channels(), -1, 1);
  }

  private static void checkMixture(TensorDescription mixture, TensorDescription image) {
    int each = image.shape().get(CHANNEL) == 1 ? 3 : 10;
    requireShape(
        mixture,
        mixture.shape().size() > CHANNEL ? mixture.shape().get(CHANNEL) : 0,
        image.shape().get(HEIGHT),
        image.shape().get(WIDTH));
    mixture.require(
        mixture.shape().get(CHANNEL) % each == 0,
        "must have %d parameters for each component of a pixel; correct its channels"
            .formatted(each));
  }

  private static void checkRows(NetworkDescription rows, TensorDescription image) {
    long width = image.shape().get(WIDTH);
    var row = rows.input(Pixels.class).orElseThrow();
    requireShape(row, image.shape().get(CHANNEL), 1, width);
    requireSame(row, image);
    var context = rows.output(Context.class).orElseThrow();
    requireShape(context, channels(context), 1, width);
    var state = rows.input(State.class).orElseThrow();
    requireShape(state, channels(state), 1, width);
    requireShape(rows.output(State.class).orElseThrow(), channels(state), 1, width);
  }

  private static void checkPixels(
      NetworkDescription pixels,
      NetworkDescription rows,
      TensorDescription image,
      TensorDescription mixture) {
    var pixel = pixels.input(Pixels.class).orElseThrow();
    requireShape(pixel, image.shape().get(CHANNEL), 1, 1);
    requireSame(pixel, image);
    long context = channels(rows.output(Context.class).orElseThrow());
    requireShape(pixels.input(Context.class).orElseThrow(), context, 1, 1);
    var state = pixels.input(State.class).orElseThrow();
    requireShape(state, channels(state), 2, 2);
    requireShape(pixels.output(State.class).orElseThrow(), channels(state), 1, 1);
    requireShape(pixels.output(Mixture.class).orElseThrow(), channels(mixture), 1, 1);
  }

  private static long channels(TensorDescription tensor) {
    return tensor.shape().size() > CHANNEL ? tensor.shape().get(CHANNEL) : 0;
  }

  private static void requireShape(
      TensorDescription tensor, long channels, long height, long width) {
    var needed = new ArrayList<>(List.of(channels, height, width));
    tensor.require(
        channels > 0
            && tensor.shape().size() == 1 + needed.size()
            && tensor.shape().subList(1, 1 + needed.size()).equals(needed),
        "must have the sizes [batch, %s, %d, %d]; correct it"
            .formatted(channels > 0 ? channels : "numbers", height, width));
  }

  private static void requireSame(TensorDescription part, TensorDescription image) {
    part.require(
        part.meaning().equals(image.meaning()),
        "must have the layout, channels and range of the predictor's image; correct it");
  }
}
