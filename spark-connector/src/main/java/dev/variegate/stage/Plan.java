package dev.variegate.stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many pictures of each class are made by each method, exactly.
 *
 * @param cores that were there when it was fitted, for the estimate of time
 * @param methods what makes pictures
 * @param costs of one picture of each method, as measured
 * @param classes in the order of their names
 */
public record Plan(
    int cores, List<BalanceMethod> methods, List<Cost> costs, List<ClassPlan> classes)
    implements Serializable {

  /**
   * What one made picture costs; an estimate from a few.
   *
   * @param seconds of one core
   * @param bytes encoded
   */
  public record Cost(double seconds, long bytes) implements Serializable {}

  public Plan {
    methods = List.copyOf(methods);
    costs = List.copyOf(costs);
    classes = List.copyOf(classes);
  }

  /**
   * Plans so that every class meets its target.
   *
   * @param sizes pictures of each class
   * @param bytes of these pictures, encoded
   */
  static Plan of(
      int cores,
      List<BalanceMethod> methods,
      Map<String, Long> sizes,
      Map<String, Long> bytes,
      Targets targets) {
    var classes = new ArrayList<ClassPlan>();
    var wanted = targets.of(sizes);
    new TreeMap<>(sizes)
        .forEach(
            (label, size) ->
                classes.add(
                    ClassPlan.of(label, size, bytes.get(label), wanted.get(label), methods)));
    return new Plan(cores, methods, List.of(), classes);
  }

  /** The same with the costs of its methods. */
  Plan withCosts(List<Cost> measured) {
    return new Plan(cores, methods, measured, classes);
  }

  /** The same with the cuts of one method, by class. */
  Plan withCuts(int method, Map<String, ClassPlan.Cut> cuts) {
    return new Plan(
        cores,
        methods,
        costs,
        classes.stream().map(of -> of.withCut(method, cuts.get(of.label()))).toList());
  }

  /** The pictures of each class that one method makes; classes that get none are left out. */
  List<ClassCount> made(int method) {
    return classes.stream()
        .map(of -> new ClassCount(of.label(), of.shares().get(method).made()))
        .filter(count -> count.number() > 0)
        .toList();
  }

  /** Pictures that there will be, of all classes. */
  public long total() {
    return classes.stream().mapToLong(ClassPlan::target).sum();
  }

  /** Pictures that are made, by all methods. */
  public long added() {
    return classes.stream().mapToLong(of -> of.target() - of.rows()).sum();
  }

  /** Encoded bytes that are added, about. */
  public long addedBytes() {
    long bytes = 0;
    for (int method = 0; method < costs.size(); method++) {
      bytes += sum(method) * costs.get(method).bytes();
    }
    return bytes;
  }

  /** Seconds that making takes on the cores that were there, about. */
  public double seconds() {
    double seconds = 0;
    for (int method = 0; method < costs.size(); method++) {
      seconds += sum(method) * costs.get(method).seconds();
    }
    return seconds / cores;
  }

  /** The plan as a table for people. */
  public String explain() {
    return PlanTable.of(this);
  }

  String json() {
    return Json.write(this);
  }

  static Plan fromJson(String json) {
    return Json.read(json, Plan.class, "planJson");
  }

  private long sum(int method) {
    return classes.stream().mapToLong(of -> of.shares().get(method).made()).sum();
  }
}
