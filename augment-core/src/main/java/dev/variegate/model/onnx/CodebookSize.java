package dev.variegate.model.onnx;

import dev.variegate.model.BadModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/** How many vectors the codebook of a decoder has, by the table in which it looks codes up. */
public final class CodebookSize {

  private static final Set<String> PASSING =
      Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity", "Cast", "Transpose");

  private static final int MAX_NODES = 20;

  private CodebookSize() {}

  /**
   * Looks for the table.
   *
   * @param file of the network
   * @param codes the input that takes them
   * @return empty where the network has no table, or is not an ONNX file
   */
  public static OptionalInt of(Path file, String codes) throws IOException {
    try {
      var graph = OnnxGraph.read(Files.readAllBytes(file));
      var tensor = codes;
      for (int i = 0; i < MAX_NODES; i++) {
        for (var node : graph.takers(tensor)) {
          if (node.operation().equals("Gather") && node.inputs().indexOf(tensor) == 1) {
            int axis = Math.toIntExact(node.wholes().getOrDefault("axis", 0L));
            return graph
                .constant(node.inputs().get(0))
                .filter(table -> axis >= 0 && axis < table.shape().size())
                .map(table -> OptionalInt.of(Math.toIntExact(table.shape().get(axis))))
                .orElse(OptionalInt.empty());
          }
        }
        var passing =
            graph.takers(tensor).stream()
                .filter(node -> PASSING.contains(node.operation()) && !node.outputs().isEmpty())
                .findFirst();
        if (passing.isEmpty()) {
          return OptionalInt.empty();
        }
        tensor = passing.get().outputs().get(0);
      }
    } catch (BadModelException e) {
      return OptionalInt.empty();
    }
    return OptionalInt.empty();
  }
}
