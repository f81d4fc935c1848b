package dev.variegate.stage.balance;

import dev.variegate.base.DidYouMean;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many images of each class are made by each method, exactly.
 *
 * @param cores that were there when it was fitted, for the estimate of time
 * @param methods what makes images
 * @param costs of one image of each method, as measured
 * @param classes in the order of their names
 * @param boxClasses classes of boxes, that of the fewest images first, where images count by them
 */
public record Plan(
    int cores,
    List<MethodEntry> methods,
    List<Cost> costs,
    List<ClassPlan> classes,
    List<String> boxClasses)
    implements Serializable {

  /**
   * What one made image costs; an estimate from a few.
   *
   * @param seconds of one core
   * @param bytes encoded
   * @param draws of one image until gates let it pass, or for the last time; 1 without gates, 0
   *     where none could be made
   * @param missing part of the images that they refuse in the end, 0..1
   */
  public record Cost(double seconds, long bytes, double draws, double missing)
      implements Serializable {

    /** Without gates. */
    Cost(double seconds, long bytes) {
      this(seconds, bytes, 1, 0);
    }
  }

  /** Most classes that one warning names. */
  private static final int NAMED = 5;

  private static final long MAX_ROWS = 1_000_000_000_000L;

  public Plan {
    methods = List.copyOf(methods);
    costs = List.copyOf(costs);
    classes = List.copyOf(classes);
    boxClasses = List.copyOf(boxClasses);
  }

  /**
   * Plans so that every class meets its target.
   *
   * @param sizes images of each class
   * @param bytes of these images, encoded
   */
  static Plan of(
      int cores,
      List<MethodEntry> methods,
      Map<String, Long> sizes,
      Map<String, Long> bytes,
      Targets targets) {
    requireKnown(methods, sizes);
    var classes = new ArrayList<ClassPlan>();
    var wanted = targets.of(sizes);
    new TreeMap<>(sizes)
        .forEach(
            (label, size) ->
                classes.add(
                    ClassPlan.of(label, size, bytes.get(label), wanted.get(label), methods)));
    requireCountable(classes);
    return new Plan(cores, methods, List.of(), classes, List.of());
  }

  private static void requireKnown(List<MethodEntry> methods, Map<String, Long> sizes) {
    for (var method : methods) {
      for (var label :
          Stream.concat(method.classes().stream(), method.except().stream()).toList()) {
        if (!sizes.containsKey(label)) {
          throw new IllegalArgumentException(
              "methods.%s names the class \"%s\", which the data does not have; %s"
                  .formatted(method.name(), label, DidYouMean.among(label, sizes.keySet())));
        }
      }
    }
  }

  /** Keys of made rows and totals are numbers of 64 bits; far before that no cluster holds them. */
  private static void requireCountable(List<ClassPlan> classes) {
    double total = classes.stream().mapToDouble(ClassPlan::target).sum();
    if (total > MAX_ROWS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Plan asks for %.3g images in all, which must be at most %d; lower target or copies",
              total,
              MAX_ROWS));
    }
  }

  /** The same with the costs of its methods. */
  public Plan withCosts(List<Cost> measured) {
    return new Plan(cores, methods, measured, classes, boxClasses);
  }

  /** The same, of images that count by the classes of their boxes. */
  public Plan withBoxClasses(List<String> rarest) {
    return new Plan(cores, methods, costs, classes, rarest);
  }

  /** The same with the cuts of one method, by class. */
  Plan withCuts(int method, Map<String, ClassPlan.Cut> cuts) {
    return new Plan(
        cores,
        methods,
        costs,
        classes.stream().map(of -> of.withCut(method, cuts.get(of.label()))).toList(),
        boxClasses);
  }

  /** Copies that a method makes of one image at most. */
  public int most(int method) {
    return classes.stream()
        .map(of -> of.quotas().get(method))
        .mapToInt(ClassPlan.Quota::most)
        .max()
        .orElse(0);
  }

  /** The images of each class that one method makes; classes that get none are left out. */
  public List<ClassCount> made(int method) {
    return classes.stream()
        .map(of -> new ClassCount(of.label(), of.quotas().get(method).made()))
        .filter(count -> count.number() > 0)
        .toList();
  }

  /** Classes of which some entry makes copies. */
  public Set<String> copiedClasses() {
    return IntStream.range(0, methods.size())
        .filter(method -> methods.get(method).copies())
        .boxed()
        .flatMap(method -> made(method).stream())
        .map(ClassCount::label)
        .collect(Collectors.toSet());
  }

  /** Images that there will be, of all classes. */
  public long total() {
    return classes.stream().mapToLong(ClassPlan::target).sum();
  }

  /** Images that are made, by all methods. */
  public long added() {
    return classes.stream().mapToLong(of -> of.target() - of.rows()).sum();
  }

  /** Encoded bytes that are added, about. */
  public long addedBytes() {
    double bytes = 0; // no sum of it overflows
    for (int method = 0; method < costs.size(); method++) {
      var cost = costs.get(method);
      bytes += sum(method) * (1 - cost.missing()) * cost.bytes();
    }
    return (long) bytes;
  }

  /** Seconds that making takes on the cores that were there, about. */
  public double seconds() {
    double seconds = 0;
    for (int method = 0; method < costs.size(); method++) {
      seconds += sum(method) * costs.get(method).seconds();
    }
    return seconds / cores;
  }

  /**
   * What people may not expect of it: classes of one image, whose copies can only be variants of
   * that one; few of many are named.
   */
  public List<String> warnings() {
    var lone = classes.stream().filter(of -> of.rows() == 1 && copied(of) > 0).toList();
    var warnings =
        new ArrayList<>(
            lone.stream()
                .limit(NAMED)
                .map(
                    of ->
                        "class \"%s\" has one image; its %d copies are variants of that one"
                            .formatted(ClassPlan.title(of.label()), copied(of)))
                .toList());
    if (lone.size() > NAMED) {
      warnings.add(
          String.format(Locale.ROOT, "%,d more classes have one image each", lone.size() - NAMED));
    }
    return List.copyOf(warnings);
  }

  private long copied(ClassPlan of) {
    long copied = 0;
    for (int i = 0; i < methods.size(); i++) {
      copied += methods.get(i).copies() ? of.quotas().get(i).made() : 0;
    }
    return copied;
  }

  /**
   * The plan as a table for people, who do not read more than 40 classes: those with most to add.
   */
  public String explain() {
    return PlanTable.of(this);
  }

  public String json() {
    return Json.write(this);
  }

  public static Plan fromJson(String json) {
    return Json.read(json, Plan.class, "planJson");
  }

  private long sum(int method) {
    return classes.stream().mapToLong(of -> of.quotas().get(method).made()).sum();
  }
}
