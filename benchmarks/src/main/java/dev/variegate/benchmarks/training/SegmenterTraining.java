package dev.variegate.benchmarks.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.Adam;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.MovingAverage;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches a {@link SegmenterNetwork} by the cross-entropy of each pixel. Images are cropped at
 * random to multiples of 16, mirrored by half and made darker or brighter. Pixels of classes that
 * the network does not have, such as void, do not count; rare classes count more.
 *
 * <p>One training at a time in a JVM. All chance is keyed.
 */
final class SegmenterTraining implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmenterTraining.class);

  private static final int BATCH = 8;
  private static final double RATE = 2e-3;
  private static final double AVERAGING = 0.995;

  private final MaskedImages data;
  private final SegmenterNetwork network;
  private final long seed;
  private final NDManager manager = NDManager.newBaseManager();
  private final TrainableWeights weights;
  private final Adam adam;
  private final MovingAverage average;
  private final float[] importance;
  private final int width;
  private final int height;

  SegmenterTraining(MaskedImages data, SegmenterNetwork network, long seed) {
    this.data = data;
    this.network = network;
    this.seed = seed;
    this.weights = network.declare(new TrainableWeights(manager, "segmenter", seed));
    this.adam = new Adam(manager, weights, 0.9, 0.999);
    this.average = new MovingAverage(manager, weights, AVERAGING);
    this.importance = importance();
    this.width = data.size().width() / SegmenterNetwork.MULTIPLE * SegmenterNetwork.MULTIPLE;
    this.height = data.size().height() / SegmenterNetwork.MULTIPLE * SegmenterNetwork.MULTIPLE;
  }

  /** The square root of how much rarer a class is than one of even share. */
  private float[] importance() {
    var counts = new long[network.classes()];
    long all = 0;
    for (var mask : data.masks()) {
      for (byte sample : mask) {
        int of = Byte.toUnsignedInt(sample);
        if (of < counts.length) {
          counts[of]++;
          all++;
        }
      }
    }
    var importance = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      importance[i] = (float) Math.sqrt((double) all / counts.length / Math.max(1, counts[i]));
    }
    return importance;
  }

  /** Goes through the images so many times; {@code epochDone} is called after each. */
  void run(int epochs, Runnable epochDone) {
    weights.learn();
    int steps = data.count() / BATCH;
    long start = System.nanoTime();
    for (int epoch = 0; epoch < epochs; epoch++) {
      var order = order(epoch);
      double sum = 0;
      for (int step = 0; step < steps; step++) {
        double done = (double) (epoch * steps + step) / (epochs * steps);
        sum += step(epoch, order, step, RATE * (1 - 0.95 * done));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      LOG.info(
          String.format(
              Locale.ROOT,
              "epoch %d/%d: cross-entropy %.4f; %.0f s, %.0f s left",
              epoch + 1,
              epochs,
              sum / steps,
              seconds,
              seconds / (epoch + 1) * (epochs - epoch - 1)));
      epochDone.run();
    }
  }

  private int[] order(int epoch) {
    var random = Seeds.generator(seed, "order", epoch, 0);
    var order = new int[data.count()];
    for (int i = 0; i < order.length; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return order;
  }

  private float step(int epoch, int[] order, int step, double rate) {
    int pixels = width * height;
    var images = new float[BATCH * 3 * pixels];
    var targets = new float[BATCH * network.classes() * pixels];
    for (int i = 0; i < BATCH; i++) {
      int index = order[step * BATCH + i];
      draw(index, Seeds.generator(seed, "image", index, epoch), i, images, targets);
    }
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var x = EngineArrays.array(manager, images, new Shape(BATCH, 3, height, width));
      var y =
          EngineArrays.array(manager, targets, new Shape(BATCH, network.classes(), height, width));
      NDArray loss;
      try (var collector = Engine.getInstance().newGradientCollector()) {
        var likely = network.logits(new TorchLayers(weights::at), x).logSoftmax(1);
        loss = likely.mul(y).sum().neg().div(y.sum());
        collector.backward(loss);
      }
      adam.step(rate);
      average.follow();
      return loss.getFloat();
    }
  }

  private void draw(int index, RandomGenerator random, int row, float[] images, float[] targets) {
    int left = random.nextInt(data.size().width() - width + 1);
    int top = random.nextInt(data.size().height() - height + 1);
    boolean mirrored = random.nextBoolean();
    float bright = (float) random.nextDouble(0.75, 1.25) / 255;
    var image = data.images().get(index);
    var mask = data.masks().get(index);
    int pixels = width * height;
    for (int i = 0; i < pixels; i++) {
      int x = i % width;
      int at = (top + i / width) * data.size().width() + left + (mirrored ? width - 1 - x : x);
      for (int c = 0; c < 3; c++) {
        images[(row * 3 + c) * pixels + i] =
            Math.min(1, Byte.toUnsignedInt(image[3 * at + c]) * bright);
      }
      int of = Byte.toUnsignedInt(mask[at]);
      if (of < network.classes()) {
        targets[(row * network.classes() + of) * pixels + i] = importance[of];
      }
    }
  }

  /** The averaged network as an ONNX model. */
  byte[] onnx() {
    return network.onnx(average.all());
  }

  @Override
  public void close() {
    average.close();
    adam.close();
    weights.close();
    manager.close();
  }
}
