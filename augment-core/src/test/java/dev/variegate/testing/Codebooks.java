package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;

import java.nio.file.Path;
import java.util.Map;

/** Bundles of vector-quantized autoencoders whose results are known. */
public final class Codebooks {

  private static final String IMAGE =
      "{name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 255]}";

  private Codebooks() {}

  /** Gray images of 8x8 whose code at each place is the sample there: nothing is lost. */
  public static Path tiny(Path folder) {
    var table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = i;
    }
    var encoder =
        new OnnxWriter()
            .input("image", FLOAT, -1, 1, 8, 8)
            .longs("places", -1, 8, 8)
            .node("Reshape", "samples", "image", "places")
            .cast(INT64, "codes", "samples")
            .output("codes", INT64, -1, 8, 8);
    var decoder =
        new OnnxWriter()
            .input("codes", INT64, -1, 8, 8)
            .floats("table", table, 256, 1)
            .longs("plane", -1, 1, 8, 8)
            .node("Gather", "vectors", "table", "codes")
            .node("Reshape", "image", "vectors", "plane")
            .output("image", FLOAT, -1, 1, 8, 8);
    return WrittenBundle.write(
        folder,
        """
        name: tiny-codes
        version: 1.0.0
        task: autoencode
        family: vq-vae
        engine: onnx
        license: Apache-2.0
        batch: 4
        """,
        Map.of("encoder.onnx", encoder.bytes(), "decoder.onnx", decoder.bytes()),
        """
        networks:
          - role: encoder
            file: encoder.onnx
            inputs:
              - %s
            outputs:
              - {name: codes, meaning: codes, type: int64, shape: [-1, 8, 8], codebook: 256}
          - role: decoder
            file: decoder.onnx
            inputs:
              - {name: codes, meaning: codes, type: int64, shape: [-1, 8, 8], codebook: 256}
            outputs:
              - %s
        """
            .formatted(IMAGE, IMAGE));
  }
}
