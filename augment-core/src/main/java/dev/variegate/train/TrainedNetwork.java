package dev.variegate.train;

import java.util.List;
import java.util.Map;

/**
 * A network of a bundle.
 *
 * @param role as docs/model-bundle.md has it
 * @param file name of its file
 * @param onnx its contents
 * @param inputs as the bundle describes them
 * @param outputs as the bundle describes them
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record TrainedNetwork(
    String role,
    String file,
    byte[] onnx,
    List<Map<String, Object>> inputs,
    List<Map<String, Object>> outputs) {

  /** The same with other weights. */
  TrainedNetwork with(byte[] other) {
    return new TrainedNetwork(role, file, other, inputs, outputs);
  }
}
