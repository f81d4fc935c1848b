package dev.variegate.model.describe;

import dev.variegate.base.KebabCase;
import dev.variegate.model.BadModelException;
import dev.variegate.model.Engine;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Task;
import dev.variegate.model.onnx.CodebookSize;
import dev.variegate.model.onnx.ExternalWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A first {@code model.yaml}, written from what networks declare of themselves and what is likely.
 *
 * <p>What no file says and no guess may decide, such as the range of the values, stands there as
 * TODO with what it may be. A bundle does not open before it is filled in.
 */
public final class DescriptionScaffold {

  static final String TODO = "TODO";

  private static final Set<String> SINGLE = Set.of("timestep", "strength", "truncation");

  private final Path folder;
  private final Task task;
  private final List<InspectedNetwork> networks;
  private final StringBuilder text = new StringBuilder();

  private DescriptionScaffold(Path folder, Task task, List<InspectedNetwork> networks) {
    this.folder = folder;
    this.task = task;
    this.networks = networks;
  }

  /**
   * Looks at the networks of a bundle to be.
   *
   * @param folder where the description will lie; the networks lie in it or below
   * @param task empty to have it guessed
   * @throws BadModelException if a file is not a network, lies elsewhere, or the task cannot be
   *     guessed
   */
  public static DescriptionScaffold of(Path folder, List<Path> files, Optional<Task> task) {
    var home = folder.toAbsolutePath().normalize();
    var networks = new ArrayList<InspectedNetwork>();
    for (var file : files) {
      var place = file.toAbsolutePath().normalize();
      if (!place.startsWith(home)) {
        throw new BadModelException(
            "Network %s must lie in the folder of the bundle, %s, or below; copy it there"
                .formatted(file, folder));
      }
      networks.add(InspectedNetwork.read(place));
    }
    return new DescriptionScaffold(home, task.orElseGet(() -> TaskGuess.of(networks)), networks);
  }

  /** What the networks declare, for people: a line for each input and output. */
  public String signature() {
    var lines = new StringBuilder();
    for (var network : networks) {
      lines.append(relative(network.file())).append('\n');
      network.inputs().forEach(input -> lines.append("  input  ").append(input).append('\n'));
      network.outputs().forEach(output -> lines.append("  output ").append(output).append('\n'));
    }
    return lines.toString();
  }

  /** The task, given or guessed. */
  public Task task() {
    return task;
  }

  /** The text of {@code model.yaml}. */
  public String text() throws IOException {
    text.setLength(0);
    head();
    files();
    if (networks.size() == 1 && TaskGuess.role(task, networks.get(0)) == task.main()) {
      tensors("", task.main(), networks.get(0));
      return text.toString();
    }
    line("networks:");
    for (var network : networks) {
      var role = TaskGuess.role(task, network);
      line("  - role: " + role);
      line("    file: " + quoted(relative(network.file())));
      tensors("    ", role, network);
    }
    return text.toString();
  }

  private void head() {
    var name = networks.get(0).file().getFileName().toString().replaceFirst("\\.[^.]*$", "");
    line("name: " + quoted(name));
    line("version: \"1\"");
    line("task: " + KebabCase.kebab(task));
    line("engine: " + KebabCase.kebab(networks.get(0).engine()));
    line(
        "# license: MIT  # TODO: SPDX name; without one the bundle is refused unless the user answers for it");
    labels();
    line("batch: " + new BatchGuess(networks).text());
  }

  private void labels() {
    var main =
        networks.stream()
            .filter(network -> TaskGuess.role(task, network) == task.main())
            .findFirst()
            .orElse(networks.get(networks.size() - 1));
    var guess = new TensorRoleGuess(task, task.main(), main);
    if (task == Task.CLASSIFY) {
      line(
          "# labels: [cat, dog]  # TODO: %d names in the order of the scores; without them classes are called by their numbers"
              .formatted(guess.scores().numbers()));
      return;
    }
    if (task == Task.SEGMENT) {
      line(classNames(guess.outputs().get(0)));
      return;
    }
    networks.stream()
        .flatMap(network -> labels(network).stream())
        .findFirst()
        .ifPresent(
            label ->
                line(
                    "labels: TODO  # the names of %s classes, in the order of their numbers: [cat, dog]"
                        .formatted(label.numbers() > 1 ? Long.toString(label.numbers()) : "the")));
  }

  private List<InspectedTensor> labels(InspectedNetwork network) {
    var guess = new TensorRoleGuess(task, TaskGuess.role(task, network), network);
    return network.inputs().stream().filter(of -> guess.input(of).equals("label")).toList();
  }

  private static String classNames(InspectedTensor output) {
    if (output.isIndex()) {
      return "labels: TODO  # the names of the classes, in the order of their indices: [sky, road]";
    }
    return output.classes() == 1
        ? "# labels: [background, foreground]  # the two classes that its channel tells apart"
        : "# labels: [sky, road]  # TODO: %d names in the order of the channels; without them classes are called by their numbers"
            .formatted(output.classes());
  }

  private void files() throws IOException {
    line("files:");
    for (var network : networks) {
      file(network.file());
      if (network.engine() == Engine.ONNX) {
        for (var weights : ExternalWeights.of(network.file())) {
          file(network.file().resolveSibling(weights).normalize());
        }
      }
    }
    if (task == Task.DIFFUSE) {
      file(folder.resolve(ModelDescription.SCHEDULER));
    }
  }

  private void file(Path file) throws IOException {
    var found =
        Files.isRegularFile(file)
            ? ModelCache.files().sha256(file)
            : TODO + "  # copy the file here, then take the hash that sha256sum prints";
    line("  - path: " + quoted(relative(file)));
    line("    sha256: " + found);
  }

  private void tensors(String indent, NetworkRole role, InspectedNetwork network)
      throws IOException {
    var guess = new TensorRoleGuess(task, role, network);
    line(indent + "inputs:");
    for (var input : network.inputs()) {
      tensor(indent, guess.input(input), input, network.engine());
      if (guess.input(input).equals("latent") && role == NetworkRole.DENOISER) {
        line(indent + "    # scale: 0.18215  # what the encoder's latents are multiplied by");
      }
      if (guess.input(input).equals("image") && guess.isPixelAligned()) {
        border(indent, network);
      }
    }
    line(indent + "outputs:");
    for (var output : guess.outputs()) {
      tensor(indent, guess.output(output), output, network.engine());
      if (guess.output(output).equals("image") && output.isFree()) {
        factor(indent, network);
      }
    }
    for (var output : network.outputs()) {
      if (!guess.outputs().contains(output)) {
        line(indent + "  # not used: " + output);
      }
    }
  }

  private void border(String indent, InspectedNetwork network) {
    long border = network.down().border();
    if (border > 0) {
      line(indent + "    border: %d  # guessed of the sizes that it makes".formatted(border));
    }
  }

  private void factor(String indent, InspectedNetwork network) {
    if (!network.across().isWhole() || !network.down().isWhole()) {
      line(
          indent
              + "    factor: [%s, %s]  # across and down"
                  .formatted(network.across().factor(), network.down().factor()));
    }
  }

  private void tensor(String indent, String meaning, InspectedTensor tensor, Engine engine)
      throws IOException {
    line(indent + "  - name: " + quoted(tensor.name()));
    line(indent + "    meaning: " + meaning);
    line(
        indent
            + "    type: "
            + (meaning.equals("label") && tensor.shape().isEmpty() ? "int64" : tensor.type()));
    // an ONNX file that gives no sizes of one number means just one, for the whole batch
    boolean single = engine == Engine.ONNX && SINGLE.contains(meaning) && tensor.shape().isEmpty();
    line(indent + "    shape: " + (single ? "[]" : tensor.sizes()));
    if (meaning.equals("codes")) {
      line(indent + "    codebook: " + codebook());
    }
    for (var key : TensorRoleKeys.of(meaning, tensor)) {
      line(indent + "    " + key);
    }
  }

  /** The vectors of the table in which the decoder looks codes up. */
  private String codebook() throws IOException {
    for (var network : networks) {
      if (TaskGuess.role(task, network) == NetworkRole.DECODER) {
        for (var input : network.inputs()) {
          var size = CodebookSize.of(network.file(), input.name());
          if (size.isPresent()) {
            return size.getAsInt() + "  # vectors of the decoder's table";
          }
        }
      }
    }
    return TODO + "  # how many vectors the codebook has";
  }

  private String relative(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
