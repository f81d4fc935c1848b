package dev.variegate.stage.balance;

import dev.variegate.codec.ImageCodec;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.duplicate.KnownImages;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Takes the images that gates compare with from a table, in one pass for all entries.
 *
 * @param refusals what happens to rows that cannot be used
 */
public record KnownFit(Layout layout, ImageCodec codec, Refusals refusals) implements Serializable {

  /**
   * Refuses gates that compare with held-out images where no column says which they are.
   *
   * @throws IllegalArgumentException that names the gate and what to set
   */
  public void requireSplit(List<MethodEntry> entries) {
    if (layout.split() < 0) {
      heldOut(entries).ifPresent(gate -> refuse(gate, "splitCol is not set"));
    }
  }

  /**
   * The images of the scores that some gate asks for.
   *
   * @throws IllegalArgumentException if no row is held out and a gate compares with such rows, or
   *     if there are too many
   */
  public KnownImages of(List<MethodEntry> entries, Dataset<Row> table) {
    var asked =
        entries.stream()
            .flatMap(entry -> entry.gate().gates().stream())
            .map(Gate::column)
            .filter(KnownImages.SCORES::contains)
            .collect(Collectors.toSet());
    if (asked.isEmpty()) {
      return KnownImages.NONE;
    }
    var task =
        new RowTask<Void, Void>(
            opened -> RowWorker.each(row -> asked.contains(score(row)) ? known(row) : List.of()),
            0,
            refusals);
    var known = KnownImages.of(table.toJavaRDD().mapPartitions(task::call));
    if (!known.scores().contains(KnownImages.HELD_OUT)) {
      heldOut(entries).ifPresent(gate -> refuse(gate, "the table has no such row"));
    }
    return known;
  }

  /** That of images such as this row's; "" where they are of none. */
  private String score(Row row) {
    if (layout.refusedBefore(row)) {
      return "";
    }
    if (layout.expands(row)) {
      return KnownImages.TRAINING;
    }
    return row.isNullAt(layout.split()) ? "" : KnownImages.HELD_OUT;
  }

  private List<Row> known(Row row) {
    try (var image = layout.image().decoded(row, codec)) {
      return List.of(RowFactory.create(score(row), LumaThumbnail.of(image)));
    }
  }

  private static Optional<String> heldOut(List<MethodEntry> entries) {
    return entries.stream()
        .flatMap(entry -> entry.gate().gates().stream())
        .filter(gate -> gate.column().equals(KnownImages.HELD_OUT))
        .map(Gate::text)
        .findFirst();
  }

  private void refuse(String gate, String reason) {
    throw new IllegalArgumentException(
        "Gate \"%s\" compares with rows outside of training, but %s; set splitCol to a column that has other values than trainValue \"%s\", or remove the gate"
            .formatted(gate, reason, layout.trainValue()));
  }
}
