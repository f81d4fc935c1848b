package dev.variegate.train.layer;

import dev.variegate.base.Json;
import dev.variegate.base.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Arrays by name and a few texts, and their form as a file: safetensors, which other libraries read
 * as well.
 *
 * <p>Source: huggingface/safetensors, README, "Format": the length of the header as a 64-bit
 * little-endian number, the header as JSON with type, shape and offsets of each array, then the
 * numbers.
 */
public final class Snapshot {

  private static final String TEXTS = "__metadata__";
  private static final String TYPE = "F32";

  private final Map<String, FloatArray> arrays = new LinkedHashMap<>();
  private final Map<String, String> texts = new TreeMap<>();

  public void put(String name, FloatArray array) {
    arrays.put(name, array);
  }

  public void text(String name, String value) {
    texts.put(name, value);
  }

  /** The text of that name, "" where there is none. */
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /**
   * The array of that name.
   *
   * @throws IllegalArgumentException if there is none, or it has another shape
   */
  public FloatArray array(String name, long... shape) {
    var array = arrays.get(name);
    if (array == null || !Arrays.equals(array.shape(), shape)) {
      throw new IllegalArgumentException(
          "Checkpoint has %s for the weights \"%s\" but must have shape %s; it is of another network: train into another folder"
              .formatted(
                  array == null ? "nothing" : "shape " + Arrays.toString(array.shape()),
                  name,
                  Arrays.toString(shape)));
    }
    return array;
  }

  /** The name of an array that holds what is no number, if there is one. */
  public Optional<String> notFinite() {
    return arrays.entrySet().stream()
        .filter(entry -> !isFinite(entry.getValue().values()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The file. */
  public byte[] bytes() {
    var header = new LinkedHashMap<String, Object>();
    header.put(TEXTS, texts);
    long end = 0;
    for (var entry : arrays.entrySet()) {
      var array = entry.getValue();
      long start = end;
      end += (long) Float.BYTES * array.values().length;
      header.put(
          entry.getKey(),
          Map.of("dtype", TYPE, "shape", array.shape(), "data_offsets", new long[] {start, end}));
    }
    var json = Json.json(header).getBytes(StandardCharsets.UTF_8);
    var file =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + end))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    arrays
        .values()
        .forEach(
            array -> {
              file.asFloatBuffer().put(array.values());
              file.position(file.position() + Float.BYTES * array.values().length);
            });
    return file.array();
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException if it is none, or is cut off
   */
  public static Snapshot read(String name, byte[] bytes) {
    var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < Long.BYTES ? -1 : file.getLong();
    if (length < 0 || length > file.remaining()) {
      throw damaged(name);
    }
    var json = new String(bytes, Long.BYTES, (int) length, StandardCharsets.UTF_8);
    var source = new SourceLocation("Checkpoint", "", name).source();
    var snapshot = new Snapshot();
    int data = Long.BYTES + (int) length;
    for (var entry : Json.read(json, source).properties()) {
      if (entry.getKey().equals(TEXTS)) {
        entry
            .getValue()
            .properties()
            .forEach(text -> snapshot.text(text.getKey(), text.getValue().asText()));
        continue;
      }
      var shape = new long[entry.getValue().path("shape").size()];
      Arrays.setAll(shape, i -> entry.getValue().path("shape").path(i).asLong());
      int start = entry.getValue().path("data_offsets").path(0).asInt();
      int end = entry.getValue().path("data_offsets").path(1).asInt();
      if (start < 0 || end < start || data + end > bytes.length) {
        throw damaged(name);
      }
      var values = new float[(end - start) / Float.BYTES];
      file.position(data + start);
      file.asFloatBuffer().get(values);
      snapshot.put(entry.getKey(), new FloatArray(shape, values));
    }
    return snapshot;
  }

  private static IllegalArgumentException damaged(String name) {
    return new IllegalArgumentException(
        "Checkpoint %s is cut off but must be whole; delete it, and the training goes on from the one before"
            .formatted(name));
  }
}
