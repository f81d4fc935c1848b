package dev.variegate.model.describe;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An output of a network that was run once, to see what its file does not say.
 *
 * @param sumsToOne whether the numbers sum to 1 along an axis that may be that of classes
 */
record TrialOutput(List<Long> shape, boolean sumsToOne) {
  static final TrialOutput NOTHING = new TrialOutput(List.of(), false);

  private static final double CLOSE = 1e-3;

  static TrialOutput of(OnnxTensor tensor) throws OrtException {
    var shape = LongStream.of(tensor.getInfo().getShape()).boxed().toList();
    if (tensor.getInfo().type != OnnxJavaType.FLOAT || shape.size() < 2) {
      return new TrialOutput(shape, false);
    }
    var numbers = tensor.getFloatBuffer();
    var values = new float[numbers.remaining()];
    numbers.get(values);
    boolean sums = false;
    for (int axis = Math.max(0, shape.size() - 3); axis < shape.size(); axis++) {
      sums |= shape.get(axis) > 1 && sumToOne(values, shape, axis);
    }
    return new TrialOutput(shape, sums);
  }

  private static boolean sumToOne(float[] values, List<Long> shape, int axis) {
    int count = Math.toIntExact(shape.get(axis));
    int step = 1;
    for (int i = axis + 1; i < shape.size(); i++) {
      step *= Math.toIntExact(shape.get(i));
    }
    for (int i = 0; i < values.length; i++) {
      if (i / step % count == 0) {
        double sum = 0;
        for (int of = 0; of < count; of++) {
          float value = values[i + of * step];
          sum += value < 0 ? Double.NaN : value;
        }
        if (!(Math.abs(sum - 1) < CLOSE)) {
          return false;
        }
      }
    }
    return values.length > 0;
  }
}
