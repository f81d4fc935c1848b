package dev.variegate.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first inputs of {@code benchmarks/fuzz.sh}, which goes on for a million, for the targets of
 * one module.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FuzzTargetsContract {

  protected static final int INPUTS = 400;

  @TempDir protected Path folder;

  /** Those that lie where the test does. */
  Stream<FuzzTarget> targets() {
    return Fuzzer.targets().stream().filter(target -> home(target).equals(home(this)));
  }

  private static String home(Object of) {
    return of.getClass().getProtectionDomain().getCodeSource().getLocation().toString();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void readsOrRefusesWhateverItIsGiven(FuzzTarget target) throws IOException {
    var figures = new Fuzzer(folder, 1).run(target, INPUTS);
    assertThat(figures.faults()).isEmpty();
    assertThat(figures.read()).as("good inputs are read").isPositive();
    assertThat(figures.refused()).as("bad inputs are refused").isPositive();
  }
}
