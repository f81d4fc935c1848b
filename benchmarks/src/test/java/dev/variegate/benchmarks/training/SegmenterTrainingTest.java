package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.Size;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmenterTrainingTest {

  private static final int SIDE = 16;

  /**
   * The left of each image is red and of class 0, the right is blue and of class 1; a line is void.
   */
  private static MaskedImages halves() {
    var images = new ArrayList<byte[]>();
    var masks = new ArrayList<byte[]>();
    for (int n = 0; n < 16; n++) {
      var image = new byte[SIDE * SIDE * 3];
      var mask = new byte[SIDE * SIDE];
      for (int i = 0; i < mask.length; i++) {
        boolean left = i % SIDE < 4 + n % 8;
        image[3 * i + (left ? 0 : 2)] = (byte) (200 - n);
        mask[i] = (byte) (i < SIDE ? 11 : left ? 0 : 1);
      }
      images.add(image);
      masks.add(mask);
    }
    return new MaskedImages(new Size(SIDE, SIDE), images, masks);
  }

  @Test
  void learnsToTellClassesApart() throws OrtException {
    var data = halves();
    try (var training = new SegmenterTraining(data, new SegmenterNetwork(2), 1)) {
      training.run(30, () -> {});
      var logits = logits(training.onnx(), data.images().get(3));
      int right = 0;
      for (int i = SIDE; i < SIDE * SIDE; i++) {
        int said = logits[SIDE * SIDE + i] > logits[i] ? 1 : 0;
        right += said == data.masks().get(3)[i] ? 1 : 0;
      }
      assertThat(right).isGreaterThan(SIDE * (SIDE - 1) * 9 / 10);
    }
  }

  /** Both are written against the same layers. */
  @Test
  void theExportComputesWhatWasTrained() throws OrtException {
    var network = new SegmenterNetwork(2);
    try (var manager = NDManager.newBaseManager();
        var weights = network.declare(new TrainableWeights(manager, "segmenter", 1))) {
      var image = halves().images().get(0);
      var exported = logits(network.onnx(weights.all()), image);
      var x = EngineArrays.array(manager, planes(image), new Shape(1, 3, SIDE, SIDE));
      var computed = network.logits(new TorchLayers(weights::at), x).toFloatArray();
      for (int i = 0; i < computed.length; i++) {
        assertThat(exported[i]).isCloseTo(computed[i], Offset.offset(1e-4f));
      }
    }
  }

  private static float[] planes(byte[] image) {
    var planes = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      planes[i % 3 * SIDE * SIDE + i / 3] = Byte.toUnsignedInt(image[i]) / 255f;
    }
    return planes;
  }

  private static float[] logits(byte[] network, byte[] image) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    var shape = new long[] {1, 3, SIDE, SIDE};
    try (var session = environment.createSession(network);
        var fed = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes(image)), shape);
        var made = session.run(Map.of("image", fed))) {
      var logits = ((OnnxTensor) made.get(0)).getFloatBuffer();
      var all = new float[logits.remaining()];
      logits.get(all);
      return all;
    }
  }

  @Test
  void foldersAreReadWithoutWhatIsHeldOut(@TempDir Path folder) throws IOException {
    write(folder, "a1", 4);
    write(folder, "b1", 4);
    var read = MaskedImages.read(folder, "b");
    assertThat(read.count()).isOne();
    assertThat(read.masks().get(0)).containsOnly(7);
    write(folder, "c1", 5);
    assertThatThrownBy(() -> MaskedImages.read(folder, "x"))
        .hasMessageContaining("is 5x5 but must be 4x4, as the others are");
  }

  private static void write(Path folder, String name, int side) throws IOException {
    var codec = new ImageCodec();
    var samples = new byte[side * side * 3];
    var classes = new byte[side * side];
    Arrays.fill(classes, (byte) 7);
    Files.createDirectories(folder.resolve("image"));
    Files.createDirectories(folder.resolve("label"));
    try (var image = Image.ofBytes(side, side, 3, samples);
        var mask = Image.ofBytes(side, side, 1, classes)) {
      var png = Encoding.of(ImageFormat.PNG);
      Files.write(folder.resolve("image/" + name + ".png"), codec.encode(image, png));
      Files.write(folder.resolve("label/" + name + ".png"), codec.encode(mask, png));
    }
  }
}
