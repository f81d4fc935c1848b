package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import java.util.OptionalInt;
import org.apache.spark.TaskContext;

/** What the networks of a task run on. */
public enum Device {
  /** The processor, with the cores of the task. */
  CPU,
  /** The graphics processor that Spark gave to the task. */
  GPU,
  /** The graphics processor where Spark gave one, else the processor. */
  AUTO;

  private static final String RESOURCE = "gpu";

  public static Device parse(String text) {
    return Choice.parse(Device.class, text, "device");
  }

  /**
   * What the task may compute on.
   *
   * @throws BadModelException if a graphics processor is asked for and Spark gave the task none
   */
  public ComputeOptions compute(TaskContext task) {
    var given = task.resourcesJMap().get(RESOURCE);
    if (this == CPU || (this == AUTO && given == null)) {
      return ComputeOptions.threads(task.cpus());
    }
    if (given == null) {
      throw new BadModelException(
          "device is \"gpu\", but Spark gave this task none; set spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount, or set device to cpu or auto");
    }
    return new ComputeOptions(task.cpus(), OptionalInt.of(Integer.parseInt(given.addresses()[0])));
  }
}
