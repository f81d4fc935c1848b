package dev.variegate.train.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Arrays of the engine by name, in the order in which they were added, which it closes. */
final class NamedArrays implements AutoCloseable {

  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  NamedArrays(NDManager parent) {
    this.manager = parent.newSubManager();
  }

  /** Adds an array, or puts it in the place of the one with its name. */
  void put(String name, FloatArray array) {
    var before =
        arrays.put(
            name, EngineArrays.array(manager, array.values(), new Shape(array.shape().clone())));
    if (before != null) {
      before.close();
    }
  }

  NDArray at(String name) {
    return arrays.get(name);
  }

  Map<String, NDArray> all() {
    return Collections.unmodifiableMap(arrays);
  }

  void save(String prefix, Snapshot to) {
    arrays.forEach((name, array) -> to.put(prefix + name, EngineArrays.read(array)));
  }

  void restore(String prefix, Snapshot from) {
    for (var name : arrays.keySet()) {
      put(name, from.array(prefix + name, at(name).getShape().getShape()));
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
