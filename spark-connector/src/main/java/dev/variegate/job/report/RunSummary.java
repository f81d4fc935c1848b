package dev.variegate.job.report;

import dev.variegate.job.count.GateFunnel;
import dev.variegate.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run made, as the closing table and the report say it.
 *
 * @param title name of the job
 * @param classes in the order of the plan
 * @param methods that made rows, in the order of the job file
 * @param refused number of refused rows by reason
 * @param seconds that the writing job took
 * @param gates what gates did, of each entry that has some
 * @param facts further lines, name and value
 */
public record RunSummary(
    String title,
    List<ClassSummary> classes,
    List<String> methods,
    Map<String, Long> refused,
    double seconds,
    List<GateFunnel> gates,
    Map<String, String> facts) {

  /** Images that were there. */
  public long before() {
    return classes.stream().mapToLong(ClassSummary::before).sum();
  }

  /** Images that were written. */
  public long after() {
    return classes.stream().mapToLong(ClassSummary::after).sum();
  }

  /** Images that a method made. */
  public long made(String method) {
    return classes.stream().mapToLong(line -> line.made(method)).sum();
  }

  /** The rate at which all images were made. */
  public double imagesPerSecond() {
    return imagesPerSecond(seconds);
  }

  /** The rate at which all images were made in so many seconds. */
  public double imagesPerSecond(double within) {
    return after() / Math.max(within, 1e-3);
  }

  /** {@code 932 images in, 3,000 out (1,034 classic, 1,034 sample) in 4.2 s: 714 images/s}. */
  public String sentence() {
    var parts =
        methods.stream().map(m -> String.format(Locale.ROOT, "%,d %s", made(m), m)).toList();
    return String.format(
        Locale.ROOT,
        "%,d images in, %,d out%s in %.1f s: %,.0f images/s",
        before(),
        after(),
        parts.isEmpty() ? "" : " (" + String.join(", ", parts) + " new)",
        seconds,
        imagesPerSecond());
  }

  /** The closing table: a line for each class and one for all. */
  public TextTable table() {
    var head =
        Stream.of(Stream.of("class", "before"), methods.stream(), Stream.of("refused", "after"));
    var table = new TextTable(head.flatMap(s -> s).toList());
    table.rows(classes, "classes", line -> line.after() - line.before(), this::cells);
    var all =
        Stream.of(
            Stream.of("all", number(before())),
            methods.stream().map(m -> number(made(m))),
            Stream.of(number(refused.values().stream().mapToLong(n -> n).sum()), number(after())));
    return table.row(all.flatMap(s -> s).toList());
  }

  private List<String> cells(ClassSummary line) {
    return Stream.of(
            Stream.of(line.label(), number(line.before())),
            methods.stream().map(m -> number(line.made(m))),
            Stream.of(number(line.refused()), number(line.after())))
        .flatMap(s -> s)
        .toList();
  }

  /** With commas between thousands. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
