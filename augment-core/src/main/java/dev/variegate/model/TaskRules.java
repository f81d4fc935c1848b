package dev.variegate.model;

import dev.variegate.base.KebabCase;
import dev.variegate.model.TensorRole.Codes;
import dev.variegate.model.TensorRole.Constant;
import dev.variegate.model.TensorRole.Content;
import dev.variegate.model.TensorRole.Context;
import dev.variegate.model.TensorRole.Embedding;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Mask;
import dev.variegate.model.TensorRole.Mixture;
import dev.variegate.model.TensorRole.Noise;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Prediction;
import dev.variegate.model.TensorRole.Score;
import dev.variegate.model.TensorRole.Scores;
import dev.variegate.model.TensorRole.Segmentation;
import dev.variegate.model.TensorRole.Source;
import dev.variegate.model.TensorRole.State;
import dev.variegate.model.TensorRole.Strength;
import dev.variegate.model.TensorRole.Style;
import dev.variegate.model.TensorRole.Timestep;
import dev.variegate.model.TensorRole.Truncation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which networks a task needs, and what their tensors must and may mean. */
public final class TaskRules {

  private final Task task;
  private final TensorRules tensors;

  TaskRules(Task task, int labels, int batch) {
    this.task = task;
    this.tensors = new TensorRules(labels, batch);
  }

  void check(List<NetworkDescription> networks) {
    var given = networks.stream().map(NetworkDescription::role).collect(Collectors.toSet());
    var allowed = EnumSet.copyOf(needed(task));
    if (task == Task.SAMPLE) {
      allowed.add(NetworkRole.ENCODER);
    }
    if (task == Task.DIFFUSE) {
      allowed.addAll(EnumSet.of(NetworkRole.ENCODER, NetworkRole.DECODER, NetworkRole.EMBEDDER));
      LinkedTensorRules.requireCompanions(networks);
    }
    if (task == Task.AUTOREGRESS) {
      allowed.addAll(EnumSet.of(NetworkRole.ROW_ENCODER, NetworkRole.PIXEL_PREDICTOR));
    }
    if (!given.containsAll(needed(task)) || !allowed.containsAll(given)) {
      throw new IllegalArgumentException(
          "Key \"networks\" has %s, task \"%s\" needs %s and may have %s; correct the roles"
              .formatted(new TreeSet<>(given), KebabCase.kebab(task), needed(task), allowed));
    }
    boolean coded = task == Task.AUTOENCODE && networks.stream().anyMatch(TaskRules::hasCodes);
    networks.forEach(network -> check(network, given, coded ? Codes.class : Latent.class));
    if (task == Task.DIFFUSE) {
      LinkedTensorRules.checkDiffusion(networks);
    }
    if (task == Task.AUTOREGRESS) {
      LinkedTensorRules.checkAutoregression(networks);
    }
    if (coded) {
      LinkedTensorRules.checkCodes(networks);
    }
  }

  private static boolean hasCodes(NetworkDescription network) {
    return network.input(Codes.class).or(() -> network.output(Codes.class)).isPresent();
  }

  public static Set<NetworkRole> needed(Task task) {
    return switch (task) {
      case STYLIZE, AUTOENCODE -> EnumSet.of(NetworkRole.ENCODER, NetworkRole.DECODER);
      default -> EnumSet.of(task.main());
    };
  }

  private void check(
      NetworkDescription network, Set<NetworkRole> given, Class<? extends TensorRole> latent) {
    var places = Places.of(task, network, given, latent);
    requireMeanings("inputs", network, network.inputs(), places.inputs, places.furtherInputs);
    requireMeanings("outputs", network, network.outputs(), places.outputs, places.furtherOutputs);
    tensors.check(network);
    LinkedTensorRules.check(network);
  }

  /** The meanings that a network's tensors must and may have. */
  private record Places(
      List<Class<? extends TensorRole>> inputs,
      List<Class<? extends TensorRole>> furtherInputs,
      List<Class<? extends TensorRole>> outputs,
      List<Class<? extends TensorRole>> furtherOutputs) {

    /**
     * @param network whose places they are
     * @param given the roles of all networks of the bundle
     * @param latent what an autoencoder has between its networks
     */
    static Places of(
        Task task,
        NetworkDescription network,
        Set<NetworkRole> given,
        Class<? extends TensorRole> latent) {
      return switch (network.role()) {
        case GENERATOR ->
            of(
                List.of(Latent.class),
                List.of(Label.class, Noise.class, Truncation.class),
                Pixels.class);
        case ENCODER ->
            task == Task.STYLIZE
                ? of(List.of(Pixels.class), List.of(), Features.class)
                : of(
                    List.of(Pixels.class),
                    task == Task.DIFFUSE ? List.of() : List.of(Label.class),
                    latent);
        case DECODER ->
            task == Task.STYLIZE
                ? of(List.of(Content.class, Style.class), List.of(Strength.class), Pixels.class)
                : of(List.of(latent), List.of(), Pixels.class);
        case EMBEDDER -> of(List.of(Label.class), List.of(), Embedding.class);
        case CLASSIFIER ->
            new Places(
                List.of(Pixels.class), List.of(), List.of(Scores.class), List.of(Features.class));
        case SCORER -> scorer(network);
        case SEGMENTER -> of(List.of(Pixels.class), List.of(), Segmentation.class);
        case TRANSLATOR ->
            of(List.of(Pixels.class), List.of(Label.class, Strength.class), Pixels.class);
        case UPSCALER -> of(List.of(Pixels.class), List.of(), Pixels.class);
        case INPAINTER -> of(List.of(Pixels.class, Mask.class), List.of(), Pixels.class);
        case DENOISER -> denoiser(given);
        case PREDICTOR -> of(List.of(Pixels.class), List.of(Label.class), Mixture.class);
        case ROW_ENCODER ->
            new Places(
                List.of(Pixels.class, State.class),
                List.of(Label.class),
                List.of(Context.class, State.class),
                List.of());
        case PIXEL_PREDICTOR ->
            new Places(
                List.of(Pixels.class, Context.class, State.class),
                List.of(),
                List.of(Mixture.class, State.class),
                List.of());
      };
    }

    /** A scorer takes an image, and the class that it is scored as, or the features of an image. */
    private static Places scorer(NetworkDescription network) {
      return network.input(Pixels.class).isPresent()
          ? of(List.of(Pixels.class), List.of(Label.class), Score.class)
          : of(List.of(Features.class), List.of(), Score.class);
    }

    private static Places denoiser(Set<NetworkRole> given) {
      boolean latent = given.contains(NetworkRole.DECODER);
      var inputs = new ArrayList<Class<? extends TensorRole>>();
      inputs.add(latent ? Latent.class : Pixels.class);
      inputs.add(Timestep.class);
      var further = new ArrayList<Class<? extends TensorRole>>(List.of(Source.class));
      if (!latent) {
        further.add(Mask.class); // holes are filled in images
      }
      if (given.contains(NetworkRole.EMBEDDER)) {
        inputs.add(Embedding.class);
      } else {
        further.add(Label.class);
      }
      return of(inputs, further, Prediction.class);
    }

    private static Places of(
        List<Class<? extends TensorRole>> inputs,
        List<Class<? extends TensorRole>> further,
        Class<? extends TensorRole> output) {
      return new Places(inputs, further, List.of(output), List.of());
    }
  }

  private void requireMeanings(
      String key,
      NetworkDescription network,
      List<TensorDescription> tensors,
      List<Class<? extends TensorRole>> needed,
      List<Class<? extends TensorRole>> further) {
    var places = new ArrayList<>(further);
    places.addAll(needed);
    for (var tensor : tensors) {
      boolean anyNumber =
          tensor.meaning() instanceof Constant
              || (tensor.meaning() instanceof Noise && places.contains(Noise.class));
      if (anyNumber && key.equals("inputs")) {
        continue;
      }
      if (!places.remove(tensor.meaning().getClass())) {
        throw new IllegalArgumentException(
            "Key \"%s\" has \"%s\" of meaning \"%s\", %s has no place for it; remove it or correct the meaning"
                .formatted(key, tensor.name(), word(tensor.meaning().getClass()), owner(network)));
      }
    }
    for (var meaning : needed) {
      if (places.contains(meaning)) {
        throw new IllegalArgumentException(
            "Key \"%s\" has none of meaning \"%s\", %s needs one; describe it"
                .formatted(key, word(meaning), owner(network)));
      }
    }
  }

  private String owner(NetworkDescription network) {
    return needed(task).size() == 1 && network.role() == task.main()
        ? "task \"%s\"".formatted(KebabCase.kebab(task))
        : "the %s of task \"%s\"".formatted(network.role(), KebabCase.kebab(task));
  }

  private static String word(Class<? extends TensorRole> meaning) {
    return meaning == Pixels.class ? "image" : meaning.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
