package dev.variegate.stage.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.RowWeight;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassCutsTest {

  private static final List<MethodEntry> METHODS =
      MethodStageFactory.read("{\"oversample\": {}, \"again\": {\"method\": \"oversample\"}}");
  private static final Map<String, Long> SIZES = Map.of("many", 5000L, "few", 3L, "one", 1L);

  private static Row row(String label, int number) {
    var key = label + number;
    return RowFactory.create(
        label, key, 10L, RowWeight.ONE, RowHash.of(7, key, 0), RowHash.of(7, key, 1));
  }

  private static JavaRDD<Row> rows(int partitions) {
    var rows = new ArrayList<Row>();
    SIZES.forEach(
        (label, size) -> {
          for (int i = 0; i < size; i++) {
            rows.add(row(label, i));
          }
        });
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
        .parallelize(rows, partitions);
  }

  /** The narrow window misses its rank, and then all rows of the class are sorted. */
  @ParameterizedTest
  @CsvSource({"1, 8", "3, 8", "3, 1e-9"})
  void asManyRowsGetOneMoreCopyAsThePlanSays(int partitions, double width) {
    var plan =
        Plan.of(2, METHODS, SIZES, SIZES, Map.of(), Targets.parse("{\"many\": 8001, \"few\": 8}"));
    var rows = rows(partitions);
    var cut = new ClassCuts(plan, partitions, width).of(rows);
    var made = new HashMap<String, Long>();
    for (var row : rows.collect()) {
      var of = cut.classes().stream().filter(c -> c.label().equals(row.getString(0))).findFirst();
      for (int method = 0; method < METHODS.size(); method++) {
        long copies =
            of.orElseThrow()
                .copies(
                    method,
                    row.getLong(PlanRows.WEIGHT),
                    row.getLong(PlanRows.HASHES + method),
                    row.getString(PlanRows.KEY));
        made.merge(row.getString(0) + method, copies, Long::sum);
      }
    }
    assertThat(made)
        .containsEntry("many0", 1501L)
        .containsEntry("many1", 1500L)
        .containsEntry("few0", 3L)
        .containsEntry("few1", 2L)
        .containsEntry("one0", 0L);
  }
}
