package dev.variegate.model.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.ModelMemoryException;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.NetworkSignature;
import dev.variegate.model.StoredTensors;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TrainingAssembly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript archive run by PyTorch. Its inputs are known by the names of its method {@code
 * forward}, its outputs by their order, or by their names where it gives a dictionary.
 */
final class TorchNetwork implements Network {

  private static final String ENGINE = "PyTorch";

  private final ModelDescription description;
  private final NetworkDescription network;
  private final List<String> order;
  private final Model model;

  private TorchNetwork(
      ModelDescription description, NetworkDescription network, List<String> order, Model model) {
    this.description = description;
    this.network = network;
    this.order = order;
    this.model = model;
  }

  /**
   * Opens the network of a bundle and compares its inputs with the description.
   *
   * @throws BadModelException if it is not a network, or another one than described, or PyTorch is
   *     not there
   */
  static TorchNetwork open(ModelBundle bundle, NetworkRole role, ComputeOptions compute) {
    var description = bundle.description();
    var network = description.network(role);
    var file = bundle.network(role);
    var order = TorchSignature.inputs(description, network, file);
    prepare(description, compute);
    var device = compute.gpu().isPresent() ? Device.gpu(compute.gpu().getAsInt()) : Device.cpu();
    var model = Model.newInstance(description.name(), device, ENGINE);
    try {
      load(model, file);
      return new TorchNetwork(description, network, order, model);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw failure(
          description,
          "in %s cannot be opened: %s; it must be an archive that TorchScript reads"
              .formatted(bundle.folder(), firstLine(e)),
          e);
    }
  }

  private static void load(Model model, Path file) throws IOException, MalformedModelException {
    // What was trained on a GPU must open where there is none.
    model.load(file.getParent(), file.getFileName().toString(), Map.of("mapLocation", "true"));
  }

  /** Starts the engine, of which a JVM has one, with the threads of the first who asks. */
  private static void prepare(ModelDescription description, ComputeOptions compute) {
    TorchStart.prepare(compute.threads());
    Engine engine;
    try {
      engine = Engine.getEngine(ENGINE);
    } catch (IllegalArgumentException | EngineException e) {
      throw TrainingAssembly.missing(TorchEngine.who(description), e);
    }
    if (compute.gpu().isPresent() && engine.getGpuCount() <= compute.gpu().getAsInt()) {
      throw new BadModelException(
          "Model %s is asked to run on GPU %d, but PyTorch finds %d here; put ai.djl.pytorch:pytorch-native-cu128 in the place of pytorch-native-cpu, or set the Param device to cpu"
              .formatted(description.title(), compute.gpu().getAsInt(), engine.getGpuCount()));
    }
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs, int rows) {
    var stored = StoredTensors.inputs(description, network, inputs);
    try (var manager = model.getNDManager().newSubManager()) {
      var fed = new NDList();
      for (var name : order) {
        fed.add(array(manager, described(name), stored.get(name)));
      }
      var made = model.getBlock().forward(new ParameterStore(manager, false), fed, false);
      made.attach(manager);
      return read(made, rows);
    } catch (EngineException | UnsupportedOperationException e) {
      throw failure(
          description,
          "failed: %s; try the inputs in the program it was exported from".formatted(firstLine(e)),
          e);
    }
  }

  private TensorDescription described(String input) {
    return network.inputs().stream()
        .filter(tensor -> tensor.name().equals(input))
        .findFirst()
        .orElseThrow();
  }

  private static NDArray array(NDManager manager, TensorDescription described, Tensor input) {
    var shape = new Shape(input.shape().stream().mapToLong(Long::longValue).toArray());
    return switch (described.type()) {
      case FLOAT32 -> manager.create(input.floats(), shape);
      case FLOAT16 -> manager.create(input.floats(), shape).toType(DataType.FLOAT16, false);
      case FLOAT64 -> manager.create(input.floats(), shape).toType(DataType.FLOAT64, false);
      case UINT8 -> manager.create(samples(input.floats()), shape, DataType.UINT8);
      case INT64 -> manager.create(input.longs(), shape);
      case INT32 -> manager.create(input.longs(), shape).toType(DataType.INT32, false);
    };
  }

  private static ByteBuffer samples(float[] values) {
    var samples = ByteBuffer.allocateDirect(values.length);
    for (float value : values) {
      samples.put(UnitFloats.sample(value));
    }
    return samples.rewind();
  }

  private Map<String, Tensor> read(NDList made, int rows) {
    var read = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < network.outputs().size(); i++) {
      var described = network.outputs().get(i);
      var array = made.get(described.name());
      if (array == null && i >= made.size()) {
        throw new BadModelException(
            "The network of model %s gives %d outputs but model.yaml describes %d; describe those that it gives"
                .formatted(description.title(), made.size(), network.outputs().size()));
      }
      var tensor = StoredTensors.output(described, tensor(array == null ? made.get(i) : array));
      NetworkSignature.checkMade(description, described, tensor, rows);
      read.put(described.name(), tensor);
    }
    return read;
  }

  private static Tensor tensor(NDArray array) {
    var floats = array.toDevice(Device.cpu(), false).toType(DataType.FLOAT32, false);
    return Tensor.of(floats.toFloatArray(), array.getShape().getShape());
  }

  private static RuntimeException failure(
      ModelDescription description, String what, Exception cause) {
    return ModelMemoryException.speaks(cause.getMessage())
        ? ModelMemoryException.of(description, cause)
        : new BadModelException("Model %s %s".formatted(description.title(), what), cause);
  }

  /** PyTorch says its whole stack. */
  private static String firstLine(Exception cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    model.close();
  }
}
