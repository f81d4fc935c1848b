package dev.variegate.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first inputs of {@code benchmarks/fuzz.sh}, which goes on for a million. */
class FuzzTargetsTest {

  private static final int INPUTS = 400;

  @TempDir Path folder;

  static Stream<FuzzTarget> targets() {
    return Fuzzer.targets().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void readsOrRefusesWhateverItIsGiven(FuzzTarget target) throws IOException {
    var figures = new Fuzzer(folder, 1).run(target, INPUTS);
    assertThat(figures.faults()).isEmpty();
    assertThat(figures.read()).as("good inputs are read").isPositive();
    assertThat(figures.refused()).as("bad inputs are refused").isPositive();
  }

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
