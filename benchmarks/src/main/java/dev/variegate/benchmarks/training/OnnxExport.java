package dev.variegate.benchmarks.training;

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

/** Turns networks and their weights into ONNX models; equal weights give equal bytes. */
final class OnnxExport {

  private static final int OPERATOR_SET = 13;
  private static final int FORMAT = 8;
  private static final List<String> AXES = List.of("batch", "channel", "height", "width");

  private OnnxExport() {}

  /**
   * A decoder: {@code z} float [n, latent] and {@code label} int64 [n] give {@code image} float [n,
   * 1, 28, 28] in 0..1.
   */
  static byte[] decoder(DecoderNetwork decoder, Map<String, NDArray> weights) {
    var graph = GraphProto.newBuilder().setName("decoder");
    graph.addInput(value("z", DataType.FLOAT, -1, decoder.latent()));
    graph.addInput(value("label", DataType.INT64, -1));
    var layers = new OnnxLayers(graph, arrays(weights));
    layers.name(decoder.image(layers, "z", "label"), "image");
    graph.addOutput(
        value("image", DataType.FLOAT, -1, 1, DecoderNetwork.SIDE, DecoderNetwork.SIDE));
    return file(graph);
  }

  /**
   * A segmenter: {@code image} float [n, 3, height, width] in 0..1 gives {@code logits} float [n,
   * classes, height, width].
   */
  static byte[] segmenter(SegmenterNetwork segmenter, Map<String, NDArray> weights) {
    var graph = GraphProto.newBuilder().setName("segmenter");
    graph.addInput(value("image", DataType.FLOAT, -1, 3, -1, -1));
    var layers = new OnnxLayers(graph, arrays(weights));
    layers.name(segmenter.logits(layers, "image"), "logits");
    graph.addOutput(value("logits", DataType.FLOAT, -1, segmenter.classes(), -1, -1));
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

  private static Map<String, OnnxLayers.Array> arrays(Map<String, NDArray> weights) {
    var arrays = new LinkedHashMap<String, OnnxLayers.Array>();
    weights.forEach(
        (name, array) ->
            arrays.put(
                name, new OnnxLayers.Array(array.getShape().getShape(), array.toFloatArray())));
    return arrays;
  }

  private static ValueInfoProto value(String name, DataType type, long... sizes) {
    var shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < sizes.length; i++) {
      var free = Dimension.newBuilder().setDimParam(AXES.get(i));
      shape.addDim(sizes[i] < 0 ? free : Dimension.newBuilder().setDimValue(sizes[i]));
    }
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
