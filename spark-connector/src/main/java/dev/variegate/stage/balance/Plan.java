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
 * @param methodShare how the methods divide the images of classes
 * @param features what gates took of the features of the source images
 */
public record Plan(
    int cores,
    List<MethodEntry> methods,
    List<Cost> costs,
    List<ClassPlan> classes,
    List<String> boxClasses,
    MethodShare methodShare,
    List<FeatureUse> features)
    implements Serializable {

  private static final long MAX_ROWS = 1_000_000_000_000L;

  public Plan {
    methods = List.copyOf(methods);
    costs = List.copyOf(costs);
    classes = List.copyOf(classes);
    boxClasses = List.copyOf(boxClasses);
    methodShare = methodShare == null ? MethodShare.ANY : methodShare; // of older plans
    features = features == null ? List.of() : List.copyOf(features);
  }

  /**
   * Plans so that every class meets its target.
   *
   * @param sizes images of each class
   * @param bytes of these images, encoded
   * @param weights of these images, for classes in which they differ
   */
  static Plan of(
      int cores,
      List<MethodEntry> methods,
      Map<String, Long> sizes,
      Map<String, Long> bytes,
      Map<String, ClassWeights> weights,
      Targets targets) {
    requireKnown(methods, sizes);
    var classes = new ArrayList<ClassPlan>();
    var wanted = targets.of(sizes);
    new TreeMap<>(sizes)
        .forEach(
            (label, size) ->
                classes.add(
                    ClassPlan.of(
                        label,
                        size,
                        bytes.get(label),
                        weights.get(label),
                        wanted.get(label),
                        methods)));
    requireCountable(classes);
    return new Plan(cores, methods, List.of(), classes, List.of(), MethodShare.ANY, List.of());
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
    return new Plan(cores, methods, measured, classes, boxClasses, methodShare, features);
  }

  /** The same, whose gates took features of source images. */
  public Plan withFeatures(List<FeatureUse> used) {
    return new Plan(cores, methods, costs, classes, boxClasses, methodShare, used);
  }

  /** The same, of images that count by the classes of their boxes. */
  public Plan withBoxClasses(List<String> rarest) {
    return new Plan(cores, methods, costs, classes, rarest, methodShare, features);
  }

  /**
   * The same, whose methods divide the images of classes so.
   *
   * @throws IllegalArgumentException if a method leaves out a class that gets images and must not
   */
  public Plan withMethodShare(MethodShare share) {
    if (share == MethodShare.EQUAL) {
      requireSameMethods();
    }
    return new Plan(cores, methods, costs, classes, boxClasses, share, features);
  }

  private void requireSameMethods() {
    for (var method : methods) {
      for (var of : classes) {
        if (of.added() > 0 && !method.worksFor(of.label())) {
          throw new IllegalArgumentException(
              "methods.%s leaves out class \"%s\", for which %d images are made, but methodShare is \"equal\"; remove classes and except from the entry, or set methodShare to any"
                  .formatted(method.name(), ClassPlan.title(of.label()), of.added()));
        }
      }
    }
  }

  /** The same with the cuts of one method, by class. */
  Plan withCuts(int method, Map<String, ClassPlan.Cut> cuts) {
    return new Plan(
        cores,
        methods,
        costs,
        classes.stream()
            .map(of -> of.withCut(method, cuts.getOrDefault(of.label(), ClassPlan.Cut.NONE)))
            .toList(),
        boxClasses,
        methodShare,
        features);
  }

  /** Copies that a method makes of one image at most. */
  public int most(int method) {
    return classes.stream().mapToInt(of -> of.most(method)).max().orElse(0);
  }

  /** Whether images of a class weigh differently. */
  public boolean hasWeights() {
    return classes.stream().anyMatch(of -> of.weights() != null);
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

  /** What people may not expect of it, in sentences; few of many classes are named. */
  public List<String> warnings() {
    return PlanWarnings.of(this);
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
