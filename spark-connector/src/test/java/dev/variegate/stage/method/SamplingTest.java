package dev.variegate.stage.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {

  @ParameterizedTest
  @CsvSource({
    "0, 2, 0",
    "1, 2, 1",
    "5, 2, 5",
    "8, 2, 8", // one batch in each
    "20, 2, 4",
    "21, 2, 2",
    "18, 2, 6", // eight would leave a core idle for a tenth of the time
    "40, 2, 8",
    "625, 2, 8",
    "1000000, 2, 8",
    "1000000, 100, 400"
  })
  void coresEndTogether(long batches, int cores, int partitions) {
    assertThat(Sampling.partitions(batches, cores)).isEqualTo(partitions);
  }
}
