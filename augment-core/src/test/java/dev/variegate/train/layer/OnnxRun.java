package dev.variegate.train.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** What ONNX Runtime makes of the inputs that PyTorch was given. */
public final class OnnxRun {

  private OnnxRun() {}

  /** The numbers of the first output. */
  public static float[] of(byte[] network, Map<String, NDArray> inputs) {
    var environment = OrtEnvironment.getEnvironment();
    try (var session = environment.createSession(network)) {
      var tensors = new HashMap<String, OnnxTensor>();
      for (var input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(environment, input.getValue()));
      }
      try (var made = session.run(tensors)) {
        var values = ((OnnxTensor) made.get(0)).getFloatBuffer();
        var numbers = new float[values.remaining()];
        values.get(numbers);
        return numbers;
      } finally {
        tensors.values().forEach(OnnxTensor::close);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, NDArray of) throws OrtException {
    long[] shape = of.getShape().getShape();
    return of.getDataType() == DataType.INT64
        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(of.toLongArray()), shape)
        : OnnxTensor.createTensor(environment, FloatBuffer.wrap(of.toFloatArray()), shape);
  }
}
