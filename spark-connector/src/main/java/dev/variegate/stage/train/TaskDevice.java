package dev.variegate.stage.train;

import dev.variegate.train.TrainingOptions;
import java.util.Map;
import org.apache.spark.resource.ResourceInformation;

/** The device that Spark gives a task, as DJL names it. */
final class TaskDevice {

  private static final String GPU = "gpu";

  private TaskDevice() {}

  /**
   * The first GPU of a task that {@code spark.task.resource.gpu.amount} gives one, else the CPU.
   *
   * @param resources of the task
   * @throws IllegalArgumentException if the address of the GPU is no index
   */
  static String of(Map<String, ResourceInformation> resources) {
    var gpus = resources.get(GPU);
    if (gpus == null || gpus.addresses().length == 0) {
      return TrainingOptions.CPU;
    }
    var address = gpus.addresses()[0];
    if (!address.matches("\\d{1,3}")) {
      throw new IllegalArgumentException(
          "GPU of the task is \"%s\" but must be an index; let spark.executor.resource.gpu.discoveryScript print indexes"
              .formatted(address));
    }
    return GPU + address;
  }
}
