package dev.variegate.train.layer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes layers as nodes of an ONNX graph, weights as its initializers, in operator set 13. */
public final class OnnxLayers implements Layers<String> {

  private final GraphProto.Builder graph;
  private final Map<String, FloatArray> weights;
  private final Set<String> constants = new HashSet<>();
  private int nodes;
  private int shapes;
  private int numbers;

  OnnxLayers(GraphProto.Builder graph, Map<String, FloatArray> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  @Override
  public String dense(String x, String layer) {
    return add(node("Gemm", x, weight(layer), bias(layer)));
  }

  @Override
  public String rows(String index, String layer) {
    return add(node("Gather", weight(layer), index));
  }

  @Override
  public String plus(String left, String right) {
    return add(node("Add", left, right));
  }

  @Override
  public String times(String left, String right) {
    return add(node("Mul", left, right));
  }

  @Override
  public String linear(String x, double factor, double offset) {
    return add(node("Add", add(node("Mul", x, number(factor))), number(offset)));
  }

  @Override
  public String pointwise(String x, String layer) {
    return add(
        node("Conv", x, weight(layer), bias(layer)).addAttribute(integers("kernel_shape", 1, 1)));
  }

  @Override
  public String convolveInside(String x, String layer) {
    return add(node("Conv", x, weight(layer), bias(layer)));
  }

  @Override
  public String join(String first, String second) {
    return add(node("Concat", first, second).addAttribute(integer("axis", 1)));
  }

  @Override
  public String channels(String x, int from, int to) {
    return add(node("Slice", x, shape(from), shape(to), shape(1)));
  }

  @Override
  public String squeeze(String x) {
    return add(node("SpaceToDepth", x).addAttribute(integer("blocksize", 2)));
  }

  @Override
  public String unsqueeze(String x) {
    return add(node("DepthToSpace", x).addAttribute(integer("blocksize", 2)));
  }

  @Override
  public String sinusoids(String time, int size) {
    var frequencies = TorchLayers.frequencies(size);
    var row = constant("frequencies_" + size, new long[] {1, size / 2}, frequencies);
    var angles = add(node("Mul", add(node("Reshape", time, shape(-1, 1))), row));
    return join(add(node("Cos", angles)), add(node("Sin", angles)));
  }

  @Override
  public String groupNorm(String x, String layer, int groups) {
    var ones = new float[groups];
    Arrays.fill(ones, 1);
    var unit =
        add(
            node(
                    "InstanceNormalization",
                    add(node("Reshape", x, shape(0, groups, -1))),
                    constant("ones_" + groups, new long[] {groups}, ones),
                    constant("zeros_" + groups, new long[] {groups}, new float[groups]))
                .addAttribute(real("epsilon", TorchLayers.GROUP_EPSILON)));
    var whole = add(node("Reshape", unit, add(node("Shape", x))));
    var axes = shape(1, -1, 1, 1);
    var scaled = add(node("Mul", whole, add(node("Reshape", weight(layer), axes))));
    return add(node("Add", scaled, add(node("Reshape", bias(layer), axes))));
  }

  @Override
  public String silu(String x) {
    return times(x, sigmoid(x));
  }

  @Override
  public String tanh(String x) {
    return add(node("Tanh", x));
  }

  @Override
  public String exp(String x) {
    return add(node("Exp", x));
  }

  @Override
  public String convolve(String x, String layer) {
    return add(
        node("Conv", x, weight(layer), bias(layer))
            .addAttribute(integers("kernel_shape", 3, 3))
            .addAttribute(integers("pads", 1, 1, 1, 1)));
  }

  @Override
  public String shrink(String x, String layer) {
    return add(
        node("Conv", x, weight(layer), bias(layer))
            .addAttribute(integers("kernel_shape", 4, 4))
            .addAttribute(integers("strides", 2, 2))
            .addAttribute(integers("pads", 1, 1, 1, 1)));
  }

  @Override
  public String flat(String x, int size) {
    return add(node("Reshape", x, shape(-1, size)));
  }

  @Override
  public String crop(String x, int height, int width) {
    return add(node("Slice", x, shape(0, 0), shape(height, width), shape(2, 3)));
  }

  @Override
  public String grid(String x, int channels, int height, int width) {
    return add(node("Reshape", x, shape(-1, channels, height, width)));
  }

  @Override
  public String widen(String x) {
    return add(
        node("Resize", x, "", constant("twice", new long[] {4}, 1, 1, 2, 2))
            .addAttribute(word("mode", "nearest"))
            .addAttribute(word("coordinate_transformation_mode", "asymmetric"))
            .addAttribute(word("nearest_mode", "floor")));
  }

  @Override
  public String halve(String x) {
    return add(
        node("AveragePool", x)
            .addAttribute(integers("kernel_shape", 2, 2))
            .addAttribute(integers("strides", 2, 2)));
  }

  @Override
  public String leaky(String x) {
    return add(node("LeakyRelu", x).addAttribute(real("alpha", TorchLayers.SLOPE)));
  }

  @Override
  public String normalize(String x) {
    var square = add(node("Mul", x, x));
    var mean = add(node("ReduceMean", square).addAttribute(integers("axes", 1)));
    var safe = add(node("Add", mean, constant("epsilon", new long[0], TorchLayers.EPSILON)));
    return add(node("Div", x, add(node("Sqrt", safe))));
  }

  @Override
  public String sigmoid(String x) {
    return add(node("Sigmoid", x));
  }

  @Override
  public String pad(String x, int below, int right) {
    return pad(x, 0, below, 0, right);
  }

  @Override
  public String pad(String x, int above, int below, int left, int right) {
    return add(node("Pad", x, shape(0, 0, above, left, 0, 0, below, right)));
  }

  @Override
  public String softplus(String x) {
    return add(node("Softplus", x));
  }

  /** Gives a value the name by which callers ask for it. */
  void name(String value, String name) {
    graph.addNode(node("Identity", value).setName(name).addOutput(name));
  }

  private NodeProto.Builder node(String operator, String... inputs) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
  }

  private String add(NodeProto.Builder node) {
    var name = node.getOpType().toLowerCase(Locale.ROOT) + "_" + nodes++;
    graph.addNode(node.setName(name).addOutput(name));
    return name;
  }

  private String weight(String layer) {
    return initializer(layer + ".weight");
  }

  private String bias(String layer) {
    return initializer(layer + ".bias");
  }

  private String initializer(String name) {
    var array = weights.get(name);
    return constant(name, array.shape(), array.values());
  }

  private String constant(String name, long[] shape, float... values) {
    if (constants.add(name)) {
      graph.addInitializer(floats(name, shape, values));
    }
    return name;
  }

  private static TensorProto.Builder floats(String name, long[] shape, float... values) {
    var raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    var tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    for (long size : shape) {
      tensor.addDims(size);
    }
    return tensor;
  }

  private String number(double value) {
    return constant("number_" + numbers++, new long[0], (float) value);
  }

  private String shape(long... sizes) {
    var name = "sizes_" + shapes++; // no node is called so
    var tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(sizes.length);
    for (long size : sizes) {
      tensor.addInt64Data(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static AttributeProto.Builder word(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value));
  }

  private static AttributeProto.Builder integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value);
  }

  private static AttributeProto.Builder real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value);
  }

  private static AttributeProto.Builder integers(String name, long... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute;
  }

  @Override
  public String log(String x) {
    return add(node("Log", x));
  }

  @Override
  public String sum(String x) {
    var rows = add(node("Flatten", x).addAttribute(integer("axis", 1)));
    return add(node("ReduceSum", rows, shape(1)).addAttribute(integer("keepdims", 0)));
  }

  @Override
  public String array(String name) {
    return initializer(name);
  }
}
