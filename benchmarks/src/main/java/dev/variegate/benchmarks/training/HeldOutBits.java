package dev.variegate.benchmarks.training;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.variegate.benchmarks.data.FashionMnist;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.TensorRole.Pixels;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * Bits per dimension of held-out clothes: by the likelihood of a trained bundle, given the class
 * where it takes one, and by histograms of each pixel of the training images, one more of each
 * level.
 */
public final class HeldOutBits {

  private static final int BATCH = 100;
  private static final int LEVELS = 256;

  private HeldOutBits() {}

  /** Takes the folder of a bundle, that of the four IDX files, and how many images count. */
  public static void main(String[] args) throws IOException, OrtException {
    var bundle = Path.of(args[0], "likelihood");
    var data = Path.of(args[1]);
    int count = Integer.parseInt(args[2]);
    var held = LabeledImages.read(data, "t10k");
    System.out.printf(
        Locale.ROOT,
        "%d held-out images: %.3f bits/dim by the model, %.3f by a histogram of each pixel%n",
        count,
        byModel(bundle, held, count),
        byHistograms(LabeledImages.read(data, "train"), held, count));
  }

  private static double byModel(Path bundle, LabeledImages held, int count) throws OrtException {
    var model = ModelDescription.read(bundle.resolveSibling("model.yaml"));
    var range = (Pixels) model.input(Pixels.class).orElseThrow().meaning();
    var environment = OrtEnvironment.getEnvironment();
    double nats = 0;
    try (var session = environment.createSession(bundle.resolve("likelihood.onnx").toString())) {
      for (int from = 0; from < count; from += BATCH) {
        nats += sum(session, held, from, Math.min(count, from + BATCH), range, model.labels());
      }
    }
    return -nats / count / (held.height() * held.width()) / Math.log(2);
  }

  private static double sum(
      OrtSession session, LabeledImages held, int from, int to, Pixels range, List<String> labels)
      throws OrtException {
    int size = held.height() * held.width();
    var values = new float[(to - from) * size];
    var classes = new long[to - from];
    for (int i = from; i < to; i++) {
      held.copy(i, values, (i - from) * size);
      classes[i - from] = labels.indexOf(FashionMnist.CLASSES.get(held.labels()[i]));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (range.low() + (range.high() - range.low()) * values[i]);
    }
    long[] shape = {to - from, 1, held.height(), held.width()};
    var environment = OrtEnvironment.getEnvironment();
    var inputs = new HashMap<String, OnnxTensor>();
    try {
      inputs.put("image", OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
      if (session.getInputNames().contains("label")) {
        long[] each = {to - from};
        inputs.put("label", OnnxTensor.createTensor(environment, LongBuffer.wrap(classes), each));
      }
      try (var made = session.run(inputs)) {
        double sum = 0;
        for (float one : (float[]) made.get(0).getValue()) {
          sum += one;
        }
        return sum;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static double byHistograms(LabeledImages train, LabeledImages held, int count) {
    int size = held.height() * held.width();
    var counts = new int[size][LEVELS];
    for (int i = 0; i < train.pixels().length; i++) {
      counts[i % size][Byte.toUnsignedInt(train.pixels()[i])]++;
    }
    double bits = 0;
    for (int i = 0; i < count * size; i++) {
      int seen = counts[i % size][Byte.toUnsignedInt(held.pixels()[i])];
      bits -= Math.log((1.0 + seen) / (LEVELS + train.count())) / Math.log(2);
    }
    return bits / count / size;
  }
}
