package dev.variegate.stage.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerRingReaderTest {

  /** Rows as rings leave them: content, group, hash, name, number of the ring. */
  private static List<Row> rows(List<Integer> members) {
    var rows = new ArrayList<Row>();
    for (int ring = 0; ring < members.size(); ring++) {
      for (int i = 0; i < members.get(ring); i++) {
        rows.add(RowFactory.create(ring + ":" + i, "g" + ring, (long) i, ring + ":" + i, 0L));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 12})
  void theNextOnesOfTheRingArePartners(int partners) {
    var members = List.of(3, 1, 9, 2, 1, 1, 8, 4, 5, 20);
    var walk = new PartnerRingReader(rows(members).iterator(), partners);
    for (int ring = 0; ring < members.size(); ring++) {
      int number = members.get(ring);
      for (int i = 0; i < number; i++) {
        var placed = walk.next();
        int self = i;
        var prefix = ring + ":";
        assertThat(placed.row().getString(0)).isEqualTo(prefix + i);
        assertThat(placed.partners().stream().map(PartnerRingReader.Member::key))
            .containsExactlyElementsOf(
                IntStream.range(0, partners)
                    .mapToObj(
                        k -> prefix + (number == 1 ? 0 : (self + 1 + k % (number - 1)) % number))
                    .toList());
      }
    }
    assertThat(walk.hasNext()).isFalse();
  }

  /** One class of a single row asks for as many copies as the largest class has rows. */
  @Test
  void partnersOfManyCopiesTakeNoMemory() {
    var walk = new PartnerRingReader(rows(List.of(3)).iterator(), Integer.MAX_VALUE);
    var partners = walk.next().partners();
    assertThat(partners.get(Integer.MAX_VALUE - 1).key()).isEqualTo("0:1");
    assertThat(partners.subList(1_000_000_001, 1_000_000_002).get(0).key()).isEqualTo("0:2");
  }
}
