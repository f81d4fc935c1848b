package dev.variegate.model;

import dev.variegate.base.DidYouMean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What {@code model.yaml} says about a network; docs/model-bundle.md explains every key.
 *
 * @param family how the network was made, free text such as {@code conditional-vae}
 * @param engine what runs the networks
 * @param license SPDX name or free text; empty where none is stated
 * @param labels the names of the classes, in the order of their indexes; scored classes without
 *     names are called by their indexes
 * @param batch how many rows every run of the network has, so that a neighbor changes no image
 * @param training what a model that was trained here comes from
 */
public record ModelDescription(
    String name,
    String version,
    Task task,
    String family,
    Engine engine,
    String license,
    List<String> labels,
    int batch,
    List<ModelFile> files,
    List<NetworkDescription> networks,
    Optional<TrainingOrigin> training) {

  /**
   * What a model that was trained here comes from.
   *
   * @param images trained on and held out
   * @param sha256 of all images and their classes, whatever their order
   * @param seed of the training
   * @param epochs that it ran
   * @param bestEpoch whose weights the model has, counted from 1
   * @param validationLoss its loss of the held-out images, where it is measured
   */
  public record TrainingOrigin(
      int images,
      String sha256,
      long seed,
      int epochs,
      int bestEpoch,
      OptionalDouble validationLoss) {}

  /** The file in which a diffusion model says how its noise was scheduled. */
  public static final String SCHEDULER = "scheduler_config.json";

  public ModelDescription {
    files = List.copyOf(files);
    networks = List.copyOf(networks);
    if (batch < 1) {
      throw new IllegalArgumentException(
          "Key \"batch\" is %d but must be 1 or more; 64 suits small networks".formatted(batch));
    }
    for (var network : networks) {
      Stream.concat(network.inputs().stream(), network.outputs().stream())
          .filter(tensor -> tensor.elements(batch) > TensorDescription.MAX_ELEMENTS)
          .findFirst()
          .ifPresent(
              tensor -> {
                throw new IllegalArgumentException(
                    "Tensor \"%s\" of shape %s has more than %d elements with \"batch\" %d, which no tensor may; lower \"batch\" or correct \"shape\""
                        .formatted(
                            tensor.name(), tensor.shape(), TensorDescription.MAX_ELEMENTS, batch));
              });
    }
    if (labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException(
          "Key \"labels\" is %s but must not name a class twice; rename one".formatted(labels));
    }
    requireFiles(task, files, networks);
    new TaskRules(task, labels.size(), batch).check(networks);
    labels = labels.isEmpty() ? unnamed(task, networks) : List.copyOf(labels);
  }

  private static void requireFiles(
      Task task, List<ModelFile> files, List<NetworkDescription> networks) {
    var paths = files.stream().map(ModelFile::path).toList();
    for (var network : networks) {
      if (!paths.contains(network.file())) {
        throw new IllegalArgumentException(
            "Key \"file\" of the %s is \"%s\" but must be one of \"files\"; %s"
                .formatted(
                    network.role(), network.file(), DidYouMean.among(network.file(), paths)));
      }
    }
    if (task == Task.DIFFUSE && !paths.contains(SCHEDULER)) {
      throw new IllegalArgumentException(
          "Key \"files\" names %s, task \"diffuse\" needs \"%s\" among them; list it"
              .formatted(paths, SCHEDULER));
    }
  }

  /** Scored classes without names are called by their indexes, or as there are two. */
  private static List<String> unnamed(Task task, List<NetworkDescription> networks) {
    var network = networks.get(0);
    if (task == Task.CLASSIFY) {
      var scores = network.output(TensorRole.Scores.class).orElseThrow();
      return numbered(scores.shape().stream().skip(1).reduce(1L, Math::multiplyExact));
    }
    if (task == Task.SEGMENT) {
      var scores = network.output(TensorRole.Segmentation.class).orElseThrow();
      var layout = ((TensorRole.Segmentation) scores.meaning()).layout();
      long classes = scores.shape().get(layout.channel());
      return classes == 1 ? List.of("background", "foreground") : numbered(classes);
    }
    return List.of();
  }

  private static List<String> numbered(long classes) {
    return LongStream.range(0, classes).mapToObj(Long::toString).toList();
  }

  /**
   * Reads a description alone; the files that it names need not be there.
   *
   * @param file a {@code model.yaml}
   * @throws BadModelException naming the key, its value and the rule
   */
  public static ModelDescription read(Path file) {
    try {
      return DescriptionFile.read(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s; check that it is there".formatted(file), e);
    }
  }

  /** Name and version, as messages and lineage call the model. */
  public String title() {
    return name + " " + version;
  }

  /** Whether the bundle has a network for this. */
  public boolean has(NetworkRole role) {
    return networks.stream().anyMatch(network -> network.role() == role);
  }

  /** The network for this; the task's main one is always there. */
  public NetworkDescription network(NetworkRole role) {
    return networks.stream()
        .filter(network -> network.role() == role)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Model %s has no %s, it has %s; take a model that has one"
                        .formatted(
                            title(),
                            role,
                            networks.stream().map(NetworkDescription::role).toList())));
  }

  /** The input of the task's main network with this meaning, if it has one. */
  public Optional<TensorDescription> input(Class<? extends TensorRole> meaning) {
    return network(task.main()).input(meaning);
  }

  /** The output of the task's main network with this meaning, if it has one. */
  public Optional<TensorDescription> output(Class<? extends TensorRole> meaning) {
    return network(task.main()).output(meaning);
  }

  /** The input that takes the class, of the task's main network or of the embedder beside it. */
  public Optional<TensorDescription> label() {
    return input(TensorRole.Label.class)
        .or(
            () ->
                has(NetworkRole.EMBEDDER)
                    ? network(NetworkRole.EMBEDDER).input(TensorRole.Label.class)
                    : Optional.empty());
  }

  /**
   * The index of a class given by its name or, where no class is named so, by its index.
   *
   * @throws IllegalArgumentException naming the known classes and the likeliest one
   */
  public int labelIndex(String label) {
    int index = labels.indexOf(label);
    if (index < 0 && label.matches("\\d{1,9}") && Integer.parseInt(label) < labels.size()) {
      index = Integer.parseInt(label);
    }
    if (index < 0) {
      throw new IllegalArgumentException(
          "Unknown class \"%s\" for model %s; %s"
              .formatted(label, title(), DidYouMean.among(label, labels)));
    }
    return index;
  }

  /**
   * The index of the class that the model is asked for; 0 where it takes none.
   *
   * @param label its name or index; "" for no class
   * @throws IllegalArgumentException if it is unknown, given where none is taken, or not given
   *     where one is needed
   */
  public int askedLabel(String label) {
    boolean asks = label().isPresent();
    if (!asks && !label.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s takes no class and is asked for \"%s\" but must be asked for none; leave the class empty"
              .formatted(title(), label));
    }
    if (asks && label.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s is asked for no class but must be asked for one of %s; name it"
              .formatted(title(), labels));
    }
    return asks ? labelIndex(label) : 0;
  }
}
