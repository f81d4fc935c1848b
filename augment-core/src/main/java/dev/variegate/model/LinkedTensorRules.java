package dev.variegate.model;

import dev.variegate.model.TensorRole.Codes;
import dev.variegate.model.TensorRole.Embedding;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Source;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one network of a bundle makes and another one takes must agree. */
final class LinkedTensorRules {

  private LinkedTensorRules() {}

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
              TensorRules.require(
                  latent.distribution() == TensorRole.Distribution.NONE
                      && (latent.scale() == 1 || network.role() == NetworkRole.DENOISER),
                  tensor,
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
    TensorRules.require(
        made.shape()
            .subList(1, made.shape().size())
            .equals(taken.shape().subList(1, taken.shape().size())),
        made,
        "must have the sizes that the denoiser takes, %s; correct one of them"
            .formatted(taken.shape()));
  }

  /** Of an autoencoder, where its latent space has codes. */
  static void checkCodes(List<NetworkDescription> networks) {
    var made = network(networks, NetworkRole.ENCODER).output(Codes.class).orElseThrow();
    var taken = network(networks, NetworkRole.DECODER).input(Codes.class).orElseThrow();
    TensorRules.require(
        made.meaning().equals(taken.meaning()),
        made,
        "has a \"codebook\" of %d and the decoder one of %d, which must be the same; correct one of them"
            .formatted(((Codes) made.meaning()).codebook(), ((Codes) taken.meaning()).codebook()));
    TensorRules.require(
        areEqual(made.shape(), taken.shape()),
        made,
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

  private static NetworkDescription network(List<NetworkDescription> networks, NetworkRole role) {
    return networks.stream().filter(of -> of.role() == role).findFirst().orElseThrow();
  }
}
