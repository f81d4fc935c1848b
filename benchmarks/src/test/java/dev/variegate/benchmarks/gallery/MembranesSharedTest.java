package dev.variegate.benchmarks.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@NeedsShared
@TestInstance(Lifecycle.PER_CLASS)
class MembranesSharedTest {

  private List<Row> given;
  private List<Row> copies;

  @BeforeAll
  void expand() {
    var pairs = Membranes.pairs(LocalSpark.session(), Shared.path("data/membranes"));
    given = pairs.collectAsList();
    copies = Membranes.expanded(pairs).collectAsList();
  }

  @Test
  void masksStayTwoValuedAndOnTheirImages() {
    var before = MaskFits.of(given);
    var after = MaskFits.of(copies);
    assertThat(before.masks()).isEqualTo(30);
    assertThat(after.masks()).isEqualTo(30 * Membranes.COPIES);
    assertThat(after.values()).containsExactlyInAnyOrder(0, 255).isEqualTo(before.values());
    assertThat(after.contrast()).isGreaterThan(0.9 * before.contrast());
    assertThat(after.shifted()).isLessThan(0.75 * after.contrast());
    assertThat(after.best()).isEqualTo(after.masks());
  }

  /** The measure itself must see it. */
  @Test
  void masksOfOtherCopiesDoNotFit() {
    var swapped = new ArrayList<Row>();
    for (int i = 0; i + 1 < copies.size(); i += 20) {
      var row = copies.get(i);
      var values = new Object[row.length()];
      for (int j = 0; j < values.length; j++) {
        values[j] = row.get(j);
      }
      values[row.fieldIndex("mask")] = copies.get(i + 1).getAs("mask");
      swapped.add(new GenericRowWithSchema(values, row.schema()));
    }
    assertThat(MaskFits.of(swapped).contrast()).isLessThan(0.2 * MaskFits.of(copies).contrast());
  }
}
