package dev.variegate.benchmarks.size;

import dev.variegate.benchmarks.size.CaseResult.Sample;
import dev.variegate.benchmarks.size.ProcessFigures.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of all figures that there are. */
final class SizePage {

  private SizePage() {}

  static void write(Path root) throws IOException {
    var page = new StringBuilder(head());
    for (var of : SizeCase.ALL) {
      SizeBenchmark.results()
          .kept(of.name(), CaseResult.class)
          .ifPresent(result -> page.append(memory(of, result)));
    }
    SizeBenchmark.results().kept("plan", PlanRun.class).ifPresent(plan -> page.append(plan(plan)));
    SizeBenchmark.results().kept("growth", Growth.class).ifPresent(of -> page.append(growth(of)));
    page.append(kills());
    Files.writeString(root.resolve("docs/size.md"), page.toString());
  }

  private static String head() {
    return """
        # What size does to a job

        Printed by `benchmarks/size.sh`. `AugmentJob` on a standalone Spark cluster of a Master and two
        Workers on one machine of two cores: a driver and two executors of one core, each with Spark's default heap of 1 GiB, started from the
        shell as processes of their own. Other programs used the machine at the same time, many of them: memory is what counts here, seconds say nothing of speed.

        - Photographs are JPEGs of 481x321 pixels, small images of 48x32; a thousand contents come again and again under different keys.
        - *resident*: MiB of the whole process, native memory included. *live*: MiB of its heap right after a collection.
        - Small images are flipped and turned, photographs go through [crop-224](../conf/policies/crop-224.yaml). All outputs are Parquet.

        """;
  }

  private static String memory(SizeCase of, CaseResult result) {
    var table = new StringBuilder("## " + capital(of.title()) + "\n\n");
    table.append(
        "| made | driver resident | live | executor resident | live | executor resident | live |\n");
    table.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (var sample : result.samples()) {
      table.append(line(sample));
    }
    return table
        .append(
            String.format(
                Locale.ROOT,
                "%n%,d images, %,.0f s from the shell to the last file. %,d tasks wrote images, %,d at most. `benchmarks/size.sh %s`%n%n",
                of.made(),
                result.seconds(),
                result.files(),
                result.largest(),
                of.name()))
        .toString();
  }

  private static String line(Sample sample) {
    var executors =
        sample.executors().stream().limit(2).map(SizePage::cells).collect(Collectors.joining());
    return "| %d%% |%s%s%n".formatted(sample.percent(), cells(sample.driver()), executors);
  }

  private static String cells(Memory memory) {
    return " %s | %s |".formatted(number(memory.resident()), number(memory.live()));
  }

  private static String plan(PlanRun plan) {
    return "## Plans of many images\n\n"
        + "10,000 classes of one image each, `--explain`, most MiB that were ever resident in the driver, which ran the tasks too (`local[2]`).\n\n"
        + row("images planned", List.copyOf(plan.peaks().keySet()), SizePage::number)
        + row("---", List.copyOf(plan.peaks().keySet()), n -> "---")
        + row("MiB", List.copyOf(plan.peaks().values()), SizePage::number)
        + "\n`benchmarks/size.sh plan`\n\n";
  }

  private static String growth(Growth growth) {
    var table =
        new StringBuilder(
            """
            ## Growth

            Processor seconds of all threads in `local[2]`, 25 small images a class, one copy of each. The last column is the growth from 4 to 16
            times as many, by that from 1 to 4: 4.0 is linear; empty where the parts take less than a second more.

            """);
    table.append(row("images", Growth.IMAGES, SizePage::number).replace("|\n", "| growth |\n"));
    table.append(row("---", Growth.IMAGES, n -> "---").replace("|\n", "| --- |\n"));
    growth
        .parts()
        .forEach(
            (part, seconds) ->
                table.append(
                    row(part, seconds, SizePage::tenths)
                        .replace("|\n", "| " + growth(seconds) + " |\n")));
    return table.append("\n`benchmarks/size.sh growth`\n\n").toString();
  }

  private static String growth(List<Double> seconds) {
    double first = seconds.get(1) - seconds.get(0);
    double second = seconds.get(2) - seconds.get(1);
    return first < 1 ? "" : tenths(second / first);
  }

  /** Empty where no process was killed yet. */
  private static String kills() throws IOException {
    var lines = new StringBuilder();
    for (var name :
        List.of(
            "parquet-executors",
            "image-folder-executors",
            "parquet-drivers",
            "image-folder-drivers")) {
      SizeBenchmark.results()
          .kept("kills-" + name, KillResult.class)
          .ifPresent(
              of ->
                  lines.append(
                      String.format(
                          Locale.ROOT,
                          "| %s | %s | %d | %,d | %d | %d | %.0f | %.0f |%n",
                          of.sink(),
                          of.killed(),
                          of.kills(),
                          of.images(),
                          of.lost(),
                          of.more(),
                          of.undisturbed(),
                          of.seconds())));
    }
    return lines.isEmpty()
        ? ""
        : """
            ## Processes killed

            Photographs, four copies of each; all images of the output are compared with those of an undisturbed `local[2]` run: key, class, split,
            SHA-256 of the bytes, lineage. Executors are killed (SIGKILL) at keyed random moments, one within every 4 percent of the output; drivers in planning, at 10, 50 and 90 percent and in the
            commit, each time started again with `output.mode=resume`.

            | output | killed | times | images | lost | doubled or changed | seconds undisturbed | with kills |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            %s
            `benchmarks/kills.sh executors`, `benchmarks/kills.sh drivers`
            """
            .formatted(lines);
  }

  private static <T> String row(String first, List<T> items, Function<T, String> cell) {
    return "| %s | %s |\n"
        .formatted(first, items.stream().map(cell).collect(Collectors.joining(" | ")));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String number(Number number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String tenths(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
