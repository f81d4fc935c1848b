package dev.variegate.train.layer;

import ai.djl.ndarray.NDArray;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns networks and their weights into ONNX models; equal weights give equal bytes. */
public final class OnnxExport {

  private static final int OPERATOR_SET = 13;
  private static final int FORMAT = 8;
  private static final List<String> AXES = List.of("batch", "channel", "height", "width");

  private OnnxExport() {}

  /**
   * An input or output.
   *
   * @param sizes of its axes (batch, channel, height, width), -1 where one is free
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Value(String name, DataType type, long... sizes) {

    /** Of numbers. */
    public static Value floats(String name, long... sizes) {
      return new Value(name, DataType.FLOAT, sizes);
    }

    /** One index for each row of the batch. */
    public static Value index(String name) {
      return new Value(name, DataType.INT64, -1);
    }
  }

  /**
   * Writes a network of one output.
   *
   * @param name of the graph
   * @param output computed by {@code body}, which knows the inputs by their names
   */
  public static byte[] network(
      String name,
      List<Value> inputs,
      Value output,
      Map<String, NDArray> weights,
      Function<OnnxLayers, String> body) {
    return network(name, inputs, List.of(output), weights, layers -> List.of(body.apply(layers)));
  }

  /**
   * Writes a network of several outputs.
   *
   * @param name of the graph
   * @param outputs computed by {@code body} in this order
   */
  public static byte[] network(
      String name,
      List<Value> inputs,
      List<Value> outputs,
      Map<String, NDArray> weights,
      Function<OnnxLayers, List<String>> body) {
    var graph = GraphProto.newBuilder().setName(name);
    inputs.forEach(input -> graph.addInput(value(input)));
    var layers = new OnnxLayers(graph, arrays(weights));
    var made = body.apply(layers);
    for (int i = 0; i < outputs.size(); i++) {
      layers.name(made.get(i), outputs.get(i).name());
      graph.addOutput(value(outputs.get(i)));
    }
    return file(graph);
  }

  private static byte[] file(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .setProducerName("variegate")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static Map<String, FloatArray> arrays(Map<String, NDArray> weights) {
    var arrays = new LinkedHashMap<String, FloatArray>();
    weights.forEach((name, array) -> arrays.put(name, EngineArrays.read(array)));
    return arrays;
  }

  private static ValueInfoProto value(Value of) {
    var shape = TensorShapeProto.newBuilder();
    long[] sizes = of.sizes();
    for (int i = 0; i < sizes.length; i++) {
      var free = Dimension.newBuilder().setDimParam(AXES.get(i));
      shape.addDim(sizes[i] < 0 ? free : Dimension.newBuilder().setDimValue(sizes[i]));
    }
    var tensor = TypeProto.Tensor.newBuilder().setElemType(of.type().getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(of.name())
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
