package dev.variegate.stage.balance;

import dev.variegate.base.DidYouMean;
import dev.variegate.stage.row.CopyRows;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.RowWeight;
import dev.variegate.stage.row.SentOnce;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The copies of a row by a plan.
 *
 * @param classes of the plan by their labels; they go to an executor once, not with each task
 * @param rowClass what class a row counts for
 * @param weights what a row weighs
 * @param copying the numbers of the plan's methods that copy
 */
public record PlanCounts(
    SentOnce<Map<String, ClassPlan>> classes,
    RowClass rowClass,
    RowWeight weights,
    List<Integer> copying,
    long seed)
    implements CopyRows.Counts {

  public static PlanCounts of(
      SparkSession spark,
      Plan plan,
      RowClass rowClass,
      RowWeight weights,
      List<Integer> copying,
      long seed) {
    Map<String, ClassPlan> classes = new TreeMap<>();
    plan.classes().forEach(of -> classes.put(of.label(), of));
    return new PlanCounts(
        new SentOnce<>(spark.sparkContext(), classes), rowClass, weights, copying, seed);
  }

  @Override
  public int[] of(Row row, String key) {
    var name = rowClass.of(row);
    var of = classes.value().get(name);
    if (of == null) {
      throw new IllegalArgumentException(
          "Class \"%s\" is not in the plan; %s. Fit the balancer on data that has it"
              .formatted(name, DidYouMean.among(name, classes.value().keySet())));
    }
    long weight = weights.of(row);
    var numbers = new int[copying.size()];
    for (int i = 0; i < numbers.length; i++) {
      int method = copying.get(i);
      numbers[i] = of.copies(method, weight, RowHash.of(seed, key, method), key);
    }
    return numbers;
  }

  @Override
  public long most(Row row) {
    ClassPlan of;
    long weight;
    try {
      of = classes.value().get(rowClass.of(row));
      weight = weights.of(row);
    } catch (IllegalArgumentException e) { // reported where copies are made
      return 0;
    }
    return of == null ? 0 : copying.stream().mapToLong(method -> of.most(method, weight)).sum();
  }

  /** Of any row of a class. */
  private long most(ClassPlan of) {
    return copying.stream().mapToLong(of::most).sum();
  }

  @Override
  public OptionalLong made(long limit) {
    return OptionalLong.of(
        classes.value().values().stream()
            .filter(of -> most(of) > limit)
            .flatMapToLong(of -> copying.stream().mapToLong(m -> of.quotas().get(m).made()))
            .sum());
  }
}
