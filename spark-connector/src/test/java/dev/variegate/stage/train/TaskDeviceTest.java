package dev.variegate.stage.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;

class TaskDeviceTest {

  @Test
  void isTheFirstGpuThatSparkGives() {
    assertThat(TaskDevice.of(gpus("2", "3"))).isEqualTo("gpu2");
  }

  @Test
  void isTheCpuWhereSparkGivesNone() {
    assertThat(TaskDevice.of(Map.of())).isEqualTo("cpu");
    assertThat(TaskDevice.of(gpus())).isEqualTo("cpu");
  }

  @Test
  void anAddressThatIsNoIndexIsRefused() {
    assertThatThrownBy(() -> TaskDevice.of(gpus("MIG-1")))
        .hasMessage(
            "GPU of the task is \"MIG-1\" but must be an index; let spark.executor.resource.gpu.discoveryScript print indexes");
  }

  private static Map<String, ResourceInformation> gpus(String... addresses) {
    return Map.of("gpu", new ResourceInformation("gpu", addresses));
  }
}
