package dev.variegate.model.describe;

import dev.variegate.base.Choice;
import dev.variegate.model.BadModelException;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Task;
import dev.variegate.model.TaskRules;
import java.util.List;
import java.util.Optional;

/** Guesses from inputs and outputs what networks are for. */
final class TaskGuess {

  private TaskGuess() {}

  /**
   * The task that networks with such inputs and outputs most often have.
   *
   * @throws BadModelException if none is likely
   */
  static Task of(List<InspectedNetwork> networks) {
    return (networks.size() == 1 ? single(networks.get(0)) : several(networks))
        .orElseThrow(
            () ->
                new BadModelException(
                    "The task of %s cannot be inferred from its inputs %s and outputs %s; give it with --task, one of %s"
                        .formatted(
                            networks.stream().map(n -> n.file().getFileName()).toList(),
                            networks.stream().map(InspectedNetwork::inputs).toList(),
                            networks.stream().map(InspectedNetwork::outputs).toList(),
                            String.join(", ", Choice.words(Task.class)))));
  }

  private static Optional<Task> several(List<InspectedNetwork> networks) {
    if (networks.stream().anyMatch(TaskGuess::isTimed)) {
      return Optional.of(Task.DIFFUSE);
    }
    boolean styled =
        networks.stream()
            .flatMap(network -> network.inputs().stream())
            .anyMatch(input -> input.isCalled("style"));
    return networks.size() != 2
        ? Optional.empty()
        : Optional.of(styled ? Task.STYLIZE : Task.AUTOENCODE);
  }

  private static Optional<Task> single(InspectedNetwork network) {
    var images = network.inputs().stream().filter(InspectedTensor::isImage).toList();
    boolean makesImages =
        network.outputs().stream().anyMatch(output -> output.isImage() && !output.isIndex());
    boolean timed = isTimed(network);
    if (images.isEmpty() && timed) {
      return isAnyTransparent(network.inputs()) ? Optional.of(Task.DIFFUSE) : Optional.empty();
    }
    if (images.isEmpty() && isAnyTransparent(network.outputs())) {
      var scale = network.across().factor() * network.down().factor();
      return isAnyTransparent(network.inputs())
          ? Optional.of(scale > 1 ? Task.SUPER_RESOLVE : Task.TRANSLATE)
          : Optional.of(Task.SAMPLE);
    }
    if (images.isEmpty()) {
      boolean latent = network.inputs().stream().anyMatch(input -> input.shape().size() >= 2);
      boolean flat = network.outputs().stream().anyMatch(output -> output.flatSide() > 0);
      if ((makesImages || flat) && latent) {
        return Optional.of(Task.SAMPLE);
      }
      return isHead(network) ? Optional.of(Task.SCORE) : Optional.empty();
    }
    if (timed) {
      return Optional.of(Task.DIFFUSE);
    }
    if (!makesImages) {
      if (isAskedAsClass(network)) {
        return Optional.of(Task.SCORE);
      }
      if (network.outputs().stream().anyMatch(InspectedTensor::isVector)) {
        return Optional.of(Task.CLASSIFY);
      }
      return network.outputs().stream().anyMatch(output -> output.isClassMapOf(images.get(0)))
          ? Optional.of(Task.SEGMENT)
          : Optional.empty();
    }
    if (images.size() > 1) {
      return Optional.of(Task.INPAINT);
    }
    if (scoresForeground(network, images.get(0))) {
      return Optional.of(Task.SEGMENT);
    }
    return Optional.of(
        network.across().factor() * network.down().factor() > 1
            ? Task.SUPER_RESOLVE
            : Task.TRANSLATE);
  }

  /** Colors become one channel: what is in front, as networks seldom make gray images of colors. */
  private static boolean scoresForeground(InspectedNetwork network, InspectedTensor image) {
    return image.channels() == 3
        && network.outputs().stream()
            .filter(InspectedTensor::isImage)
            .findFirst()
            .filter(output -> output.channels() == 1)
            .isPresent();
  }

  /** Whether it makes one number of a vector. */
  private static boolean isHead(InspectedNetwork network) {
    return network.inputs().size() == 1
        && network.inputs().stream().allMatch(input -> input.isVector() && !input.isWhole())
        && network.outputs().stream().allMatch(output -> output.numbers() == 1);
  }

  /** Whether it is given a class beside its image and makes one number. */
  private static boolean isAskedAsClass(InspectedNetwork network) {
    return network.inputs().stream().anyMatch(TaskGuess::isClass)
        && network.outputs().stream().allMatch(output -> output.numbers() == 1);
  }

  private static boolean isTimed(InspectedNetwork network) {
    return network.inputs().stream().anyMatch(input -> input.shape().size() < 2 && isTime(input));
  }

  /** Whether it is given a class alone; several whole numbers are the tokens of a text. */
  private static boolean isOfClass(InspectedNetwork network) {
    return network.inputs().size() == 1 && network.inputs().stream().allMatch(TaskGuess::isClass);
  }

  private static boolean isClass(InspectedTensor input) {
    return input.isWhole() && input.shape().size() <= 2 && input.numbers() == 1;
  }

  /** Whole numbers are codes, and no images. */
  private static boolean isAnyImage(List<InspectedTensor> tensors) {
    return tensors.stream().anyMatch(tensor -> tensor.isImage() && !tensor.isWhole());
  }

  private static boolean isAnyTransparent(List<InspectedTensor> tensors) {
    return tensors.stream().anyMatch(InspectedTensor::isTransparent);
  }

  static boolean isTime(InspectedTensor input) {
    return input.name().equals("t") || input.isCalled("time", "step", "sigma");
  }

  /** What a network is for in its task. */
  static NetworkRole role(Task task, InspectedNetwork network) {
    boolean alone = TaskRules.needed(task).size() == 1 && task != Task.SAMPLE;
    boolean given = isAnyImage(network.inputs());
    boolean made = isAnyImage(network.outputs());
    if (task == Task.DIFFUSE && !isTimed(network) && isOfClass(network)) {
      return NetworkRole.EMBEDDER;
    }
    if (task == Task.DIFFUSE && !isTimed(network) && given != made) {
      return given ? NetworkRole.ENCODER : NetworkRole.DECODER;
    }
    if (alone) {
      return task.main();
    }
    boolean encodes = given && !made;
    boolean named = network.file().getFileName().toString().contains("encoder");
    return encodes || named ? NetworkRole.ENCODER : task.main();
  }
}
