package dev.variegate.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.variegate.base.NativeLibrary;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.NetworkSignature;
import dev.variegate.model.TorchArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files with ONNX Runtime. */
public final class OnnxSessions {

  private static final NativeLibrary RUNTIME =
      new NativeLibrary("ONNX Runtime", "java.io.tmpdir", OrtEnvironment::getEnvironment);

  private OnnxSessions() {}

  /**
   * Opens the network of a bundle, which must list every file that the network reads.
   *
   * @throws BadModelException if the file belongs to another engine, reads what the bundle does not
   *     list, or asks for a device that is not there
   */
  static OrtSession open(ModelBundle bundle, NetworkRole role, ComputeOptions compute)
      throws OrtException {
    var model = bundle.description();
    var file = bundle.network(role);
    requireOnnx(model, file);
    requireListed(bundle, role, file);
    CustomOperators.require(file);
    boolean free =
        model.network(role).inputs().stream()
            .anyMatch(input -> input.shape().stream().skip(1).anyMatch(size -> size < 0));
    try (var options = options(compute)) {
      // A plan of the memory is kept for each size that comes along, and never forgotten.
      options.setMemoryPatternOptimization(!free);
      if (compute.gpu().isPresent()) {
        addGpu(options, model, compute.gpu().getAsInt());
      }
      return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
    }
  }

  /**
   * Compares the file of a network with its description as far as its head shows, without opening
   * it.
   *
   * @throws BadModelException if it is another one than described, naming both sides
   */
  static void look(ModelBundle bundle, NetworkRole role) {
    var model = bundle.description();
    var file = bundle.network(role);
    requireOnnx(model, file);
    var header = OnnxHeader.read(model, file);
    requireListed(bundle, role, file);
    CustomOperators.require(file);
    NetworkSignature.check(model, model.network(role), header.inputs(), header.outputs());
  }

  /**
   * Opens a file that no bundle describes yet, which may read files of its own folder.
   *
   * @throws BadModelException if it is not an ONNX file, or reads files of other folders
   */
  public static OrtSession open(Path file) throws OrtException {
    try (var options = options(ComputeOptions.threads(1))) {
      requireInFolder(file);
      CustomOperators.require(file);
      return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
    }
  }

  private static SessionOptions options(ComputeOptions compute) throws OrtException {
    RUNTIME.require();
    var options = new SessionOptions();
    options.setIntraOpNumThreads(compute.threads());
    options.setInterOpNumThreads(1);
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setDeterministicCompute(true);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    // Idle threads must not burn the cores of neighboring tasks.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    CustomOperators.register(options);
    return options;
  }

  private static void addGpu(SessionOptions options, ModelDescription model, int device) {
    try (var cuda = new OrtCUDAProviderOptions(device)) {
      // The other searches time the kernels, so that another one may win in the next JVM.
      cuda.add("cudnn_conv_algo_search", "DEFAULT");
      cuda.add("use_tf32", "0");
      options.addCUDA(cuda);
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw new BadModelException(
          "Model %s is asked to run on GPU %d, but ONNX Runtime cannot use one here: %s; put com.microsoft.onnxruntime:onnxruntime_gpu of the same version in the place of onnxruntime, with CUDA 12 and cuDNN 9 on the machine, or set the Param device to cpu"
              .formatted(model.title(), device, e.getMessage()),
          e);
    }
  }

  private static void requireOnnx(ModelDescription model, Path file) {
    try {
      if (TorchArchive.is(file)) {
        throw new BadModelException(
            "Model file %s of model %s is a TorchScript archive, \"engine\" is \"onnx\"; set engine: torchscript"
                .formatted(file, model.title()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s".formatted(file), e);
    }
  }

  private static void requireInFolder(Path file) {
    for (var location : ExternalWeights.of(file)) {
      var weights = file.resolveSibling(location);
      try {
        var folder = file.toAbsolutePath().getParent().toRealPath();
        if (Files.exists(weights) && !weights.toRealPath().startsWith(folder)) {
          throw new BadModelException(
              "Network %s reads its weights from %s, a link to %s, which must be a file in the network's folder; copy it there"
                  .formatted(file, weights, weights.toRealPath()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot resolve %s; check the folder".formatted(weights), e);
      }
    }
  }

  /** The engine reads further files by itself: they must be checked as the first one is. */
  private static void requireListed(ModelBundle bundle, NetworkRole role, Path file) {
    var network = bundle.description().network(role).file();
    var folder = network.substring(0, network.lastIndexOf('/') + 1);
    for (var weights : ExternalWeights.of(file)) {
      bundle.file(folder + weights);
    }
  }
}
