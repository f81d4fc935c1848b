package dev.variegate.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTargetsTest extends FuzzTargetsContract {

  @Test
  void findsPlantedFaults() throws IOException {
    var planted =
        new FuzzTarget() {
          @Override
          public String name() {
            return "planted";
          }

          @Override
          public List<byte[]> seeds() {
            return List.of("7".getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public void read(byte[] input) {
            Integer.parseInt(new String(input, StandardCharsets.ISO_8859_1));
          }
        };
    var figures = new Fuzzer(folder, 1).run(planted, INPUTS);
    assertThat(figures.faults())
        .singleElement()
        .asString()
        .contains("java.lang.NumberFormatException at dev.variegate.testing.fuzz.");
    assertThat(figures.read()).isPositive();
    assertThat(figures.refused()).isZero();
  }
}
