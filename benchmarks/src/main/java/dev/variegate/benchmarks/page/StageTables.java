package dev.variegate.benchmarks.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** What the stages say of their Params, as tables of a page. */
final class StageTables {

  /** The name of the table of Params that many stages have alike. */
  static final String SHARED = "shared";

  private static final String OURS = "dev.variegate.";
  private static final int MANY = 3;

  private final Map<String, List<Line>> stages;
  private final Set<Line> shared;

  /** One Param: its name, its default as a page shows it, and what it says of itself. */
  private record Line(String name, String usual, String doc) implements Comparable<Line> {

    @Override
    public int compareTo(Line other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return "| `%s` | %s | %s |".formatted(name, usual, doc.replace("|", "\\|"));
    }
  }

  private StageTables(Map<String, List<Line>> stages) {
    this.stages = stages;
    this.shared =
        stages.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .entrySet()
            .stream()
            .filter(counted -> counted.getValue() >= MANY)
            .map(counted -> counted.getKey())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of all stages that Spark would find by their services, fitted models left out. */
  static StageTables ofServices() {
    var tables = new TreeMap<String, List<Line>>();
    Stream.of(Transformer.class, Estimator.class, Evaluator.class)
        .flatMap(kind -> named(kind).stream())
        .map(StageTables::stage)
        .filter(stage -> !(stage instanceof Model<?>))
        .forEach(stage -> tables.put(stage.getClass().getSimpleName(), lines(stage)));
    return new StageTables(tables);
  }

  /** The names of the stages. */
  Set<String> stages() {
    return Collections.unmodifiableSet(stages.keySet());
  }

  /**
   * The table of a stage: its own Params, then the names of those in the shared table.
   *
   * @param stage simple name of its class, or {@link #SHARED}
   */
  String table(String stage) {
    if (stage.equals(SHARED)) {
      return table(List.copyOf(shared));
    }
    var lines = stages.get(stage);
    if (lines == null) {
      throw new IllegalArgumentException(
          "Unknown stage \"%s\"; known: %s, %s".formatted(stage, SHARED, stages.keySet()));
    }
    var alike = lines.stream().filter(shared::contains).map(line -> "`" + line.name() + "`");
    return table(lines.stream().filter(line -> !shared.contains(line)).toList())
        + "\nand [shared Params](#shared-params): %s\n"
            .formatted(alike.collect(Collectors.joining(", ")));
  }

  private static String table(List<Line> lines) {
    return lines.stream()
        .map(line -> line + "\n")
        .collect(
            Collectors.joining("", "| Param | default | what it is |\n| --- | --- | --- |\n", ""));
  }

  private static List<Line> lines(Params stage) {
    return Stream.of(stage.params())
        .map(param -> new Line(param.name(), usual(stage, param), param.doc()))
        .sorted()
        .toList();
  }

  private static <T> String usual(Params stage, Param<T> param) {
    var usual = stage.getDefault(param);
    return usual.isEmpty()
        ? "none"
        : "`%s`".formatted(param.jsonEncode(usual.get()).replaceAll("^\"|\"$", ""));
  }

  private static List<String> named(Class<?> kind) {
    var names = new ArrayList<String>();
    try {
      var files =
          StageTables.class.getClassLoader().getResources("META-INF/services/" + kind.getName());
      for (URL file : Collections.list(files)) {
        try (var in = file.openStream()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(name -> name.startsWith(OURS))
              .forEach(names::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The list of stages cannot be read; build the project again", e);
    }
    return names;
  }

  private static Params stage(String name) {
    try {
      return Class.forName(name).asSubclass(Params.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Stage %s has no public constructor without arguments; add it".formatted(name), e);
    }
  }
}
