package dev.variegate.model.onnx;

import static dev.variegate.testing.OnnxWriter.FLOAT;

import dev.variegate.model.DescriptionFile;
import dev.variegate.model.DescriptionFuzz;
import dev.variegate.model.ModelDescription;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.fuzz.FuzzTarget;
import dev.variegate.testing.fuzz.InputFile;
import java.io.IOException;
import java.util.List;

/** Reads what the heads of ONNX files state, their graphs, and the files that they name. */
public final class OnnxFuzz implements FuzzTarget {

  private final ModelDescription model =
      DescriptionFile.read(
          new String(new DescriptionFuzz().seeds().get(0), java.nio.charset.StandardCharsets.UTF_8),
          "model.yaml");

  private final InputFile input = new InputFile(".onnx");

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public List<byte[]> seeds() {
    var small =
        new OnnxWriter()
            .input("x", FLOAT, -1, 1, 2, 2)
            .output("y", FLOAT, -1, 1, 2, 2)
            .floats("w", new float[] {1, 2, 3, 4}, 1, 1, 2, 2)
            .node("Add", "y", "x", "w");
    var outside =
        new OnnxWriter()
            .input("x", FLOAT, -1, 4)
            .output("y", FLOAT, -1, 4)
            .externalFloats("w", "weights.bin", 4)
            .node("Add", "y", "x", "w");
    return List.of(small.bytes(), outside.bytes());
  }

  @Override
  public List<String> words() {
    return List.of("location", "../x", "weights.bin", "Add", "\u000b", "\u0003", "\u00ff");
  }

  @Override
  public void read(byte[] bytes) throws IOException {
    var file = input.of(bytes);
    var header = OnnxHeader.read(model, file);
    var names = ExternalWeights.of(file);
    var graph = OnnxGraph.read(bytes);
    header.inputs().forEach(tensor -> graph.takers(tensor.name()));
    graph.constant("w").ifPresent(OnnxGraph.Constant::numbers);
    if (names.stream().anyMatch(name -> name.contains(".."))) {
      throw new AssertionError("reads outside of its folder");
    }
  }
}
