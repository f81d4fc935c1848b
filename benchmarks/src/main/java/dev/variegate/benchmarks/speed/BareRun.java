package dev.variegate.benchmarks.speed;

import dev.variegate.model.ModelBundle;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.TensorDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs of one network that a batch of images cannot do without.
 *
 * @param free sizes of tensors whose sizes the description leaves open, by name
 * @param times runs a batch
 */
record BareRun(ModelBundle bundle, NetworkRole role, Map<String, List<Long>> free, int times) {

  BareRun {
    free = Map.copyOf(free);
  }

  /** Of a network whose sizes are all described, but for the batch. */
  static BareRun of(ModelBundle bundle, NetworkRole role, int times) {
    return new BareRun(bundle, role, Map.of(), times);
  }

  /** Of a network of free sizes, each of whose inputs is an array of numbers for each image. */
  static BareRun free(ModelBundle bundle, NetworkRole role, Map<String, List<Long>> sizes) {
    return new BareRun(bundle, role, sizes, 1);
  }

  NetworkDescription network() {
    return bundle.description().network(role);
  }

  Path file() {
    return bundle.file(network().file());
  }

  /** The sizes of an input as it is fed. */
  long[] shape(TensorDescription input) {
    var sizes = new ArrayList<>(free.getOrDefault(input.name(), input.shape()));
    if (sizes.get(0) == TensorDescription.FREE) {
      sizes.set(0, (long) bundle.description().batch());
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }
}
