package dev.variegate.generate.latent;

import dev.variegate.generate.framing.BatchScalars;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Codes;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Pixels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The encoder of a model and the network that decodes, run for images that fit. */
final class LatentNetworks implements AutoCloseable {

  private final NetworkDescription encoding;
  private final NetworkDescription decoding;
  private final Network encoder;
  private final Network decoder;
  private final int label;
  private final String title;

  /** Images of one run. */
  record Decoded(ImageTensors reader, Tensor tensor) {

    /** One of them, float; the caller closes it. */
    Image image(int row) {
      return reader.floats(tensor, row);
    }
  }

  private LatentNetworks(ModelBundle bundle, String label, Network encoder, Network decoder) {
    var model = bundle.description();
    this.encoding = model.network(NetworkRole.ENCODER);
    this.decoding = model.network(model.task().main());
    this.encoder = encoder;
    this.decoder = decoder;
    this.title = model.title();
    this.label = label.isEmpty() ? 0 : model.labelIndex(label);
  }

  /** Opens both networks; {@code label} is "" where they take none. */
  static LatentNetworks open(ModelBundle bundle, ComputeOptions compute, String label) {
    var encoder = ModelCache.lease(bundle, NetworkRole.ENCODER, compute);
    try {
      var decoder = ModelCache.lease(bundle, bundle.description().task().main(), compute);
      try {
        return new LatentNetworks(bundle, label, encoder, decoder);
      } catch (RuntimeException e) {
        decoder.close();
        throw e;
      }
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /** The tensor that images go into. */
  TensorDescription image() {
    return encoding.input(Pixels.class).orElseThrow();
  }

  private void requireKnown(String output, Tensor made, int images, int codebook) {
    int each = made.floats().length / Math.toIntExact(made.shape().get(0));
    for (int i = 0; i < images * each; i++) {
      float code = made.floats()[i];
      if (!(code >= 0 && code < codebook)) {
        throw new BadModelException(
            "Output \"%s\" of model %s has the code %.0f but must stay below %d; correct the key \"codebook\""
                .formatted(output, title, code, codebook));
      }
    }
  }

  private Optional<TensorDescription> codes() {
    return decoding.input(Codes.class);
  }

  /** How many vectors the codebook has whose indices the latents are; empty for numbers. */
  OptionalInt codebook() {
    return codes()
        .map(tensor -> OptionalInt.of(((Codes) tensor.meaning()).codebook()))
        .orElse(OptionalInt.empty());
  }

  /** The latents of images of one size, in a run of so many rows. */
  List<LatentCode> encode(List<Image> images, Size size, int rows) {
    var tensor = new ImageTensors(image(), rows, size).tensor(images);
    var output = encoding.output(Latent.class).or(() -> encoding.output(Codes.class)).orElseThrow();
    var made =
        encoder.run(inputs(encoding, image(), tensor, rows), images.size()).get(output.name());
    if (output.meaning() instanceof Codes meaning) {
      requireKnown(output.name(), made, images.size(), meaning.codebook());
    }
    var sizes = made.shape().subList(1, made.shape().size());
    var codes = new ArrayList<LatentCode>();
    for (int i = 0; i < images.size(); i++) {
      codes.add(LatentCode.of(sizes, made.row(i)));
    }
    return codes;
  }

  /** The images of latents of one size, in a run of so many rows. */
  Decoded decode(List<LatentCode> codes, int rows) {
    var latent = decoding.input(Latent.class).or(this::codes).orElseThrow();
    var output = decoding.output(Pixels.class).orElseThrow();
    var made =
        decoder
            .run(inputs(decoding, latent, tensor(codes, rows), rows), codes.size())
            .get(output.name());
    var size = ((Pixels) output.meaning()).layout().size(made.shape());
    return new Decoded(new ImageTensors(output, rows, size), made);
  }

  private static Tensor tensor(List<LatentCode> codes, int rows) {
    var first = codes.get(0);
    var numbers = new float[Math.multiplyExact(rows, first.length())];
    for (int i = 0; i < codes.size(); i++) {
      System.arraycopy(codes.get(i).numbers(), 0, numbers, i * first.length(), first.length());
    }
    var sizes = new long[first.sizes().size() + 1];
    sizes[0] = rows;
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] = first.sizes().get(i - 1);
    }
    return Tensor.of(numbers, sizes);
  }

  private Map<String, Tensor> inputs(
      NetworkDescription network, TensorDescription into, Tensor tensor, int rows) {
    var inputs = new HashMap<String, Tensor>();
    inputs.put(into.name(), tensor);
    network
        .input(Label.class)
        .ifPresent(asked -> inputs.put(asked.name(), BatchScalars.of(asked, rows, label)));
    return inputs;
  }

  @Override
  public void close() {
    try (encoder) {
      decoder.close();
    }
  }
}
