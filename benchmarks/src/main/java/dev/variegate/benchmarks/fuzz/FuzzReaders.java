package dev.variegate.benchmarks.fuzz;

import dev.variegate.testing.fuzz.Fuzzer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The command behind {@code benchmarks/fuzz.sh}: as many inputs as one asks for, in a table. */
public final class FuzzReaders {

  private FuzzReaders() {}

  /** Arguments: inputs for each target, seed, folder, and the names of targets (all if none). */
  public static void main(String[] arguments) throws IOException {
    long inputs = Long.parseLong(arguments[0]);
    var fuzzer = new Fuzzer(Path.of(arguments[2]), Long.parseLong(arguments[1]));
    var wanted = List.of(arguments).subList(3, arguments.length);
    long faults = 0;
    long all = 0;
    System.out.println("| target | inputs | read | refused | faults | inputs a second |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (var target : Fuzzer.targets()) {
      if (wanted.isEmpty() || wanted.contains(target.name())) {
        long started = System.nanoTime();
        var figures = fuzzer.run(target, inputs);
        print(figures, (System.nanoTime() - started) / 1e9);
        faults += figures.faults().size();
        all += figures.inputs();
      }
    }
    System.out.printf(Locale.ROOT, "%d inputs, %d kinds of faults%n", all, faults);
    System.exit(faults == 0 ? 0 : 1);
  }

  private static void print(Fuzzer.Figures figures, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %.0f |%n",
        figures.target(),
        figures.inputs(),
        figures.read(),
        figures.refused(),
        figures.faults().size(),
        figures.inputs() / seconds);
    figures.faults().forEach(System.out::println);
  }
}
