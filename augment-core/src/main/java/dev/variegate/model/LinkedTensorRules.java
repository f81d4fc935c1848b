package dev.variegate.model;

import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Codes;
import dev.variegate.model.TensorRole.Constant;
import dev.variegate.model.TensorRole.Context;
import dev.variegate.model.TensorRole.Embedding;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Mixture;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Prediction;
import dev.variegate.model.TensorRole.Source;
import dev.variegate.model.TensorRole.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What tensors of one network say must agree, and what one network of a bundle makes and another
 * one takes.
 */
final class LinkedTensorRules {

  private LinkedTensorRules() {}

  /** Of one network, whose tensors have the types and sizes that {@link TensorRules} ask for. */
  static void check(NetworkDescription network) {
    network.inputs(Constant.class).forEach(constant -> checkFree(network, constant));
    network.inputs(Pixels.class).forEach(image -> checkBorder(network, image));
    network.output(Pixels.class).ifPresent(image -> checkFactor(network, image));
    if (network.role() == NetworkRole.INPAINTER) {
      network.inputs(Pixels.class).forEach(LinkedTensorRules::checkOpaque);
    }
    if (network.role() == NetworkRole.DENOISER) {
      checkPrediction(network);
    }
  }

  /** Height and width of a constant may be free beside an image, whose they are. */
  private static void checkFree(NetworkDescription network, TensorDescription constant) {
    long free =
        constant.shape().stream().skip(1).filter(size -> size == TensorDescription.FREE).count();
    constant.require(
        free == 0 || (free == 2 && network.input(Pixels.class).isPresent()),
        "may leave only its first size free, or height and width too where the network takes an image; write the others");
  }

  /** As many channels as the image has, or twice as many, of which the others are variances. */
  private static void checkPrediction(NetworkDescription network) {
    var image = network.input(Pixels.class).or(() -> network.input(Latent.class)).orElseThrow();
    var prediction = network.output(Prediction.class).orElseThrow();
    int axis = image.meaning() instanceof Pixels pixels ? pixels.layout().channel() : 1;
    var twice = new ArrayList<>(image.shape());
    twice.set(axis, 2 * image.shape().get(axis));
    prediction.require(
        prediction.shape().equals(image.shape()) || prediction.shape().equals(twice),
        "must have the shape of the image, %s, or twice its channels; correct one of them"
            .formatted(image.shape()));
  }

  /** What is filled has the alpha that it had. */
  private static void checkOpaque(TensorDescription tensor) {
    tensor.require(
        ((Pixels) tensor.meaning()).channels() != Channels.RGBA,
        "has channels \"rgba\", which an inpainter cannot have; take a network of colors alone");
  }

  private static void checkFactor(NetworkDescription network, TensorDescription made) {
    var extent = ((Pixels) made.meaning()).extent();
    made.require(extent.border() == 0, "has a \"border\", which only an input has; move it there");
    made.require(
        extent.factor().isEmpty() || network.role().isPixelAligned(),
        "has a \"factor\", which the %s of such a task has not; remove it"
            .formatted(network.role()));
  }

  private static void checkBorder(NetworkDescription network, TensorDescription tensor) {
    var pixels = (Pixels) tensor.meaning();
    int border = pixels.extent().border();
    tensor.require(
        pixels.extent().factor().isEmpty(),
        "has a \"factor\", which only an output has; move it there");
    tensor.require(
        border == 0 || network.role().isPixelAligned(),
        "has a \"border\", which the %s of such a task has not; remove it"
            .formatted(network.role()));
    for (var size : tensor.fixedSize().or(pixels.extent()::working).stream().toList()) {
      tensor.require(
          2 * border < Math.min(size.width(), size.height()),
          "has a \"border\" of %d, which leaves nothing of %s; correct it".formatted(border, size));
    }
  }

  /** Refuses a diffusion model that lacks a network whose tensors another one makes or takes. */
  static void requireCompanions(List<NetworkDescription> networks) {
    var roles = networks.stream().map(NetworkDescription::role).distinct().sorted().toList();
    if (roles.contains(NetworkRole.ENCODER) && !roles.contains(NetworkRole.DECODER)) {
      throw new IllegalArgumentException(
          "Key \"networks\" has %s but an encoder needs a decoder beside it, which turns denoised latents into images; describe it"
              .formatted(roles));
    }
    boolean embedded = networks.stream().anyMatch(of -> of.input(Embedding.class).isPresent());
    if (embedded && !roles.contains(NetworkRole.EMBEDDER)) {
      throw new IllegalArgumentException(
          "The networks are %s but a denoiser with an input of meaning \"embedding\" needs an embedder beside it, which makes it of a class; describe it below \"networks\""
              .formatted(roles));
    }
  }

  /** Of a diffusion model. */
  static void checkDiffusion(List<NetworkDescription> networks) {
    var roles = networks.stream().map(NetworkDescription::role).toList();
    if (roles.contains(NetworkRole.DECODER)) {
      networks.forEach(LinkedTensorRules::checkLatent);
      requireEncoder(roles, network(networks, NetworkRole.DENOISER));
    }
    if (roles.contains(NetworkRole.EMBEDDER)) {
      checkEmbedding(
          network(networks, NetworkRole.EMBEDDER).output(Embedding.class).orElseThrow(),
          network(networks, NetworkRole.DENOISER).input(Embedding.class).orElseThrow());
    }
  }

  /** Latents of latent diffusion are not drawn, and scaled by the denoiser alone. */
  private static void checkLatent(NetworkDescription network) {
    Stream.concat(network.inputs().stream(), network.outputs().stream())
        .filter(tensor -> tensor.meaning() instanceof Latent)
        .forEach(
            tensor -> {
              var latent = (Latent) tensor.meaning();
              tensor.require(
                  latent.distribution() == TensorRole.Distribution.NONE
                      && (latent.scale() == 1 || network.role() == NetworkRole.DENOISER),
                  "must have the \"distribution\" none, and a \"scale\" at the denoiser alone; correct it");
            });
  }

  /** Who denoises latents toward a source starts from its latent. */
  private static void requireEncoder(List<NetworkRole> roles, NetworkDescription denoiser) {
    if (denoiser.input(Source.class).isPresent() && !roles.contains(NetworkRole.ENCODER)) {
      throw new IllegalArgumentException(
          "Key \"networks\" has %s but a denoiser of latents with an input of meaning \"source\" needs an encoder, which turns the source into the latent that it starts from; describe it"
              .formatted(roles));
    }
  }

  private static void checkEmbedding(TensorDescription made, TensorDescription taken) {
    made.require(
        made.shape()
            .subList(1, made.shape().size())
            .equals(taken.shape().subList(1, taken.shape().size())),
        "must have the sizes that the denoiser takes, %s; correct one of them"
            .formatted(taken.shape()));
  }

  /** Of an autoencoder, where its latent space has codes. */
  static void checkCodes(List<NetworkDescription> networks) {
    var made = network(networks, NetworkRole.ENCODER).output(Codes.class).orElseThrow();
    var taken = network(networks, NetworkRole.DECODER).input(Codes.class).orElseThrow();
    made.require(
        made.meaning().equals(taken.meaning()),
        "has a \"codebook\" of %d and the decoder one of %d, which must be the same; correct one of them"
            .formatted(((Codes) made.meaning()).codebook(), ((Codes) taken.meaning()).codebook()));
    made.require(
        areEqual(made.shape(), taken.shape()),
        "must have the sizes that the decoder takes, %s; correct one of them"
            .formatted(taken.shape()));
  }

  /** Behind the batch, where both say a size. */
  private static boolean areEqual(List<Long> made, List<Long> taken) {
    return made.size() == taken.size()
        && IntStream.range(1, made.size())
            .allMatch(
                i ->
                    made.get(i) == TensorDescription.FREE
                        || taken.get(i) == TensorDescription.FREE
                        || made.get(i).equals(taken.get(i)));
  }

  /** Of an autoregressive model: each tensor has the sizes that those of the predictor ask for. */
  static void checkAutoregression(List<NetworkDescription> networks) {
    var predictor = network(networks, NetworkRole.PREDICTOR);
    var image = predictor.input(Pixels.class).orElseThrow();
    var pixels = (Pixels) image.meaning();
    image.require(
        image.fixedSize().isPresent()
            && pixels.equals(Pixels.ranging(pixels.channels(), -1, 1))
            && (pixels.channels() == Channels.GRAY || pixels.channels() == Channels.RGB),
        "must be gray or rgb, of layout NCHW, range [-1, 1] and a fixed height and width, as pixels are drawn; correct it");
    long channels = image.shape().get(1);
    long height = image.shape().get(2);
    long width = image.shape().get(3);
    var mixture = predictor.output(Mixture.class).orElseThrow();
    long parameters = requireSizes(mixture, height, width);
    mixture.require(
        parameters % (channels == 1 ? 3 : 10) == 0,
        "must have 3 parameters for each component of a gray pixel, 10 for one of rgb; correct them");
    var roles = networks.stream().map(NetworkDescription::role).toList();
    if (roles.size() == 2) {
      throw new IllegalArgumentException(
          "Key \"networks\" has %s but a row-encoder and a pixel-predictor need each other; describe both, or leave out both for slow samples"
              .formatted(roles));
    }
    if (roles.size() > 2) {
      var rows = network(networks, NetworkRole.ROW_ENCODER);
      var each = network(networks, NetworkRole.PIXEL_PREDICTOR);
      requireEqual(requireSizes(rows.input(Pixels.class).orElseThrow(), 1, width), channels, rows);
      requireEqual(requireSizes(each.input(Pixels.class).orElseThrow(), 1, 1), channels, each);
      requireEqual(
          requireSizes(rows.input(State.class).orElseThrow(), 1, width),
          requireSizes(rows.output(State.class).orElseThrow(), 1, width),
          rows);
      requireEqual(
          requireSizes(each.input(State.class).orElseThrow(), 2, 2),
          requireSizes(each.output(State.class).orElseThrow(), 1, 1),
          each);
      requireEqual(
          requireSizes(rows.output(Context.class).orElseThrow(), 1, width),
          requireSizes(each.input(Context.class).orElseThrow(), 1, 1),
          each);
      requireEqual(requireSizes(each.output(Mixture.class).orElseThrow(), 1, 1), parameters, each);
    }
  }

  /** How many numbers a pixel has in a tensor {@code [batch, numbers, height, width]}. */
  private static long requireSizes(TensorDescription tensor, long height, long width) {
    tensor.require(
        tensor.shape().size() == 4
            && tensor.shape().subList(2, 4).equals(List.of(height, width))
            && tensor.shape().get(1) > 0,
        "must have the sizes [batch, numbers, %d, %d]; correct it".formatted(height, width));
    return tensor.shape().get(1);
  }

  private static void requireEqual(long numbers, long others, NetworkDescription network) {
    if (numbers != others) {
      throw new IllegalArgumentException(
          "The %s has a tensor of %d numbers a pixel and one that belongs to it of %d but both must be the same; correct one of them"
              .formatted(network.role(), numbers, others));
    }
  }

  private static NetworkDescription network(List<NetworkDescription> networks, NetworkRole role) {
    return networks.stream().filter(of -> of.role() == role).findFirst().orElseThrow();
  }
}
