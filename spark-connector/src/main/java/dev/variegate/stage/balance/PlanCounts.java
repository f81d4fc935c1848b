package dev.variegate.stage.balance;

import dev.variegate.base.DidYouMean;
import dev.variegate.stage.row.CopyRows;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The copies of a row by a plan.
 *
 * @param classes of the plan by their labels
 * @param rowClass what class a row counts for
 * @param copying the numbers of the plan's methods that copy
 */
public record PlanCounts(
    Map<String, ClassPlan> classes, RowClass rowClass, List<Integer> copying, long seed)
    implements CopyRows.Counts {

  public static PlanCounts of(Plan plan, RowClass rowClass, List<Integer> copying, long seed) {
    var classes = new TreeMap<String, ClassPlan>();
    plan.classes().forEach(of -> classes.put(of.label(), of));
    return new PlanCounts(classes, rowClass, copying, seed);
  }

  @Override
  public int[] of(Row row, String key) {
    var name = rowClass.of(row);
    var of = classes.get(name);
    if (of == null) {
      throw new IllegalArgumentException(
          "Class \"%s\" is not in the plan; %s. Fit the balancer on data that has it"
              .formatted(name, DidYouMean.among(name, classes.keySet())));
    }
    var numbers = new int[copying.size()];
    for (int i = 0; i < numbers.length; i++) {
      int method = copying.get(i);
      numbers[i] = of.quotas().get(method).copies(RowHash.of(seed, key, method), key);
    }
    return numbers;
  }
}
