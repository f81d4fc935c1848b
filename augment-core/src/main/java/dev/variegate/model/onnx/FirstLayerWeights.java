package dev.variegate.model.onnx;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.onnx.OnnxGraph.Constant;
import dev.variegate.model.onnx.OnnxGraph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The weights of the first layer that a network puts its latent through.
 *
 * @param weights for each output one number for each of the latent's numbers, or of its channels
 * @param sizes that the latent has here: its own, or {@code [channel, 1, 1]} where the layer treats
 *     all places of a channel alike
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record FirstLayerWeights(double[][] weights, List<Long> sizes) {

  /** What changes a latent's sizes, or all of its numbers alike and each by itself. */
  private static final Set<String> PASSING =
      Set.of(
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Identity",
          "Cast",
          "Concat",
          "Mul",
          "Div",
          "Add",
          "Sub",
          "Tanh",
          "Clip");

  private static final int MAX_NODES = 100;

  /**
   * Reads the layer out of the main network of a bundle.
   *
   * @throws BadModelException if the latent goes another way than through a product with constant
   *     weights, or the network is not an ONNX file
   */
  public static FirstLayerWeights of(ModelBundle bundle) {
    var model = bundle.description();
    var latent = model.input(Latent.class).orElseThrow();
    var way = new Way(graph(bundle), latent);
    return way.end()
        .flatMap(way::layer)
        .orElseThrow(
            () ->
                new BadModelException(
                    "Model %s has no first layer whose weights can be read: its latent \"%s\" goes through %s but must reach a MatMul, Gemm, Conv or ConvTranspose with constant weights; find directions by labels or pca"
                        .formatted(model.title(), latent.name(), way.passed)));
  }

  private static OnnxGraph graph(ModelBundle bundle) {
    var file = bundle.network(bundle.description().task().main());
    try {
      return OnnxGraph.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read %s; check that this user may read it".formatted(file), e);
    }
  }

  /** The way of the latent through the graph. */
  private static final class Way {
    private final OnnxGraph graph;
    private final List<Long> latent;
    private final List<String> passed = new ArrayList<>();
    private String tensor;
    private boolean behind;

    Way(OnnxGraph graph, TensorDescription latent) {
      this.graph = graph;
      this.latent = latent.shape().subList(1, latent.shape().size());
      this.tensor = latent.name();
    }

    /** The first node that neither passes the latent on nor merely asks for its sizes. */
    Optional<Node> end() {
      while (passed.size() < MAX_NODES) {
        var takers =
            graph.takers(tensor).stream()
                .filter(node -> !node.operation().equals("Shape"))
                .toList();
        takers.forEach(node -> passed.add(node.operation()));
        if (takers.size() != 1) {
          return Optional.empty();
        }
        var node = takers.get(0);
        if (!PASSING.contains(node.operation())) {
          return Optional.of(node);
        }
        if (node.outputs().isEmpty()) {
          return Optional.empty();
        }
        if (node.operation().equals("Concat")) {
          behind |= node.inputs().indexOf(tensor) == 1;
          if (node.inputs().size() > 2) {
            return Optional.empty();
          }
        }
        tensor = node.outputs().get(0);
      }
      return Optional.empty();
    }

    Optional<FirstLayerWeights> layer(Node node) {
      if (node.inputs().indexOf(tensor) != 0) {
        return Optional.empty();
      }
      return switch (node.operation()) {
        case "MatMul", "ConvTranspose" -> constant(node).flatMap(of -> first(node, of));
        case "Gemm" ->
            constant(node)
                .flatMap(
                    of ->
                        node.wholes().getOrDefault("transB", 0L) == 1
                            ? second(node, of)
                            : first(node, of));
        case "Conv" -> constant(node).flatMap(of -> second(node, of));
        default -> Optional.empty();
      };
    }

    private Optional<Constant> constant(Node node) {
      return node.inputs().stream()
          .skip(1)
          .findFirst()
          .flatMap(graph::constant)
          .filter(of -> of.shape().size() >= 2);
    }

    /** Weights {@code [input, output, ...]}. */
    private Optional<FirstLayerWeights> first(Node node, Constant constant) {
      int inputs = Math.toIntExact(constant.shape().get(0));
      return cut(node, constant, inputs, (output, input, all) -> input * all + output);
    }

    /** Weights {@code [output, input, ...]}. */
    private Optional<FirstLayerWeights> second(Node node, Constant constant) {
      int inputs = Math.toIntExact(constant.shape().get(1));
      int places =
          Math.toIntExact(constant.shape().stream().skip(2).reduce(1L, Math::multiplyExact));
      return cut(
          node,
          constant,
          inputs,
          (output, input, all) -> (output / places * inputs + input) * places + output % places);
    }

    private interface Place {
      int of(int output, int input, int outputs);
    }

    /** A latent that a label was appended to, or put before, has a part of the inputs. */
    private Optional<FirstLayerWeights> cut(Node node, Constant constant, int inputs, Place place) {
      var sizes = node.operation().startsWith("Conv") ? channels() : latent;
      long width = sizes.stream().reduce(1L, (a, b) -> a * b);
      return constant
          .numbers()
          .filter(numbers -> width > 0 && width <= inputs)
          .map(
              numbers -> {
                var weights = new double[numbers.length / inputs][(int) width];
                int from = behind ? inputs - (int) width : 0;
                for (int output = 0; output < weights.length; output++) {
                  for (int i = 0; i < width; i++) {
                    weights[output][i] = numbers[place.of(output, from + i, weights.length)];
                  }
                }
                return new FirstLayerWeights(weights, sizes);
              });
    }

    private List<Long> channels() {
      return latent.size() == 3 ? List.of(latent.get(0), 1L, 1L) : latent;
    }
  }
}
