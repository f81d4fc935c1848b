package dev.variegate.benchmarks.speed;

import java.util.Locale;

/** The page of what tasks cost, in Markdown; each part is printed when it is there. */
final class TaskPage {

  private static final String HEAD =
      """
      # What the stages cost

      Printed by `examples/benchmark.sh tasks`; ten minutes. Every generative task as a Spark stage, in one JVM, against the bare
      engine: the same networks at the same batch size, run in a loop by ONNX Runtime on one thread per core, with inputs
      already in memory; and against engine and codec: that loop, in which the same inputs are decoded and the same outputs
      encoded by plain OpenCV calls. The stage does everything the loops do not: fill tensors, round, hash, draw
      random numbers, write the lineage, move rows. Turns of the three alternate and medians are reported.

      - *ratio*: images per second of a two-second job, divided by those of the engine. *steady*: the same without
        job startup, as in a job that runs for minutes; first against the engine, then against engine and codec.
      - *codec ms*, *more ms*: milliseconds per batch that codecs add to the engine, and the stage to both. *start ms*: of a job.
      - *missed*: targets that the steady figures do not reach. 0.95 of the engine where a batch takes it 20 ms or more;
        0.9 of engine and codec for every network.
      - A style is encoded once in the JVM, the engine alone is spared that.
      - `fsrcnn-x2` is a small network for the luma of a large image: chroma is resampled alongside it.
      - No published bundle covers inpainting: a tiny network shows the cost of the stage alone. TorchScript is not timed:
        PyTorch is in the training assembly, which few users need.
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  TaskPage() {
    System.out.print(HEAD);
  }

  /** Adds a line. */
  void add(String format, Object... values) {
    var line = String.format(Locale.ROOT, format + "%n", values);
    System.out.print(line);
    text.append(line);
  }

  String text() {
    return text.toString();
  }
}
