package dev.variegate.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.variegate.model.torch.TorchStart;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine of a JVM while one training has it: DJL has one gradient collector. */
final class ExclusiveEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExclusiveEngine.class);
  private static final ReentrantLock ENGINE = new ReentrantLock();

  private ExclusiveEngine() {}

  /**
   * Waits until no other training has it.
   *
   * @param canceled is asked each second
   * @throws TrainingException if the training is canceled meanwhile
   */
  static ExclusiveEngine take(BooleanSupplier canceled) {
    if (!ENGINE.tryLock()) {
      LOG.info("Another training runs in this JVM, which can run one at a time; waiting for it");
      await(canceled);
    }
    return new ExclusiveEngine();
  }

  private static void await(BooleanSupplier canceled) {
    try {
      while (!ENGINE.tryLock(1, TimeUnit.SECONDS)) {
        TrainingException.requireWanted(canceled);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TrainingException.canceled();
    }
  }

  /**
   * Makes the engine ready; the first in a JVM decides how many threads it has.
   *
   * @param device as DJL names it
   * @throws TrainingException if it is a GPU that the engine does not have
   */
  Device start(int threads, String device) {
    TorchStart.prepare(threads);
    var wanted = Device.fromName(device);
    int found = Engine.getInstance().getGpuCount();
    if (wanted.isGpu() && wanted.getDeviceId() >= found) {
      throw new TrainingException(
          "Device is %s but PyTorch finds %d GPUs here; replace ai.djl.pytorch:pytorch-native-cpu by the pytorch-native of your CUDA version, or unset spark.task.resource.gpu.amount"
              .formatted(device, found));
    }
    return wanted;
  }

  @Override
  public void close() {
    ENGINE.unlock();
  }
}
