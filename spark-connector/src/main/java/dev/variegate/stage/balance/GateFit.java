package dev.variegate.stage.balance;

import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.check.FittedGates;
import dev.variegate.stage.check.FittedGates.Fitted;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.method.GateOpener;
import dev.variegate.stage.method.GateOpeners;
import dev.variegate.stage.method.ImageScores;
import dev.variegate.stage.method.ImageScores.Judged;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.LazyRows;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import dev.variegate.stage.row.SchemaRows;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Takes the quantiles that the gates of an entry ask for of the scores of the source images, class
 * by class.
 *
 * @param classes what class a row counts for
 * @param refusals what happens to rows that cannot be used
 * @param openers what gates judge by
 */
public record GateFit(
    Layout layout, RowClass classes, ImageCodec codec, Refusals refusals, GateOpeners openers) {

  private static final String CLASS = "class";
  private static final String LINEAGE = "lineage";

  /**
   * Columns of what the classifier of a gate says of rows.
   *
   * @param probabilities of classes, a vector
   * @param features a vector, null where it gives none
   */
  public record Said(int probabilities, int features) implements Serializable {

    /** It has to be asked. */
    public static final Said NOTHING = new Said(-1, -1);

    private Judged of(Row row, Judged image, ImageScores scores) {
      return probabilities < 0
          ? image
          : scores.classified(
              image,
              row.<Vector>getAs(probabilities).toArray(),
              features < 0 ? new float[0] : floats(row.getAs(features)));
    }

    private static float[] floats(Vector vector) {
      var floats = new float[vector.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) vector.apply(i);
      }
      return floats;
    }
  }

  /** The entry with the quantiles of its gate; goes through the table if it has any. */
  public MethodEntry fitted(MethodEntry entry, Dataset<Row> table, Said said) {
    var asking = asking(entry);
    if (asking.isEmpty()) {
      return entry;
    }
    var schema = new StructType().add(CLASS, "string").add(LINEAGE, LineageColumn.TYPE);
    for (var column : columns(asking)) {
      schema = schema.add(column, "double");
    }
    var opener = openers.of(entry.gate());
    var rows = new RowTask<>(new Scored(layout, classes, codec, opener, entry, said), 0, refusals);
    Map<String, Fitted> fitted =
        FittedGates.fit(SchemaRows.of(table, rows, schema), asking, LINEAGE, Optional.of(CLASS))
            .gates()
            .stream()
            .collect(Collectors.toMap(Fitted::gate, Function.identity(), (one, equal) -> one));
    var gate = entry.gate();
    return entry.with(
        gate.with(
            gate.require().stream().map(each -> fitted.getOrDefault(each.gate(), each)).toList()));
  }

  /** Distances to images of training are not of one image, see {@link DistanceFit}. */
  private static List<Gate> asking(MethodEntry entry) {
    return entry.gate().gates().stream()
        .filter(each -> each.quantile().isPresent())
        .filter(each -> !each.column().equals(KnownFeatures.DISTANCE))
        .toList();
  }

  private static List<String> columns(List<Gate> asking) {
    return asking.stream().map(Gate::column).distinct().toList();
  }

  /** The class of each source image that the entry works for, no lineage, and its scores. */
  private record Scored(
      Layout layout,
      RowClass classes,
      ImageCodec codec,
      GateOpener opener,
      MethodEntry entry,
      Said said)
      implements RowTask.Opener<Judged, Judged> {

    @Override
    public RowWorker<Judged, Judged> open(TaskContext task) {
      return new Worker(this, opener.scores(), asking(entry));
    }
  }

  private record Worker(Scored scored, ImageScores scores, List<Gate> gates)
      implements RowWorker<Judged, Judged> {

    @Override
    public Pending<Judged, Judged> open(Input input) {
      var row = input.row();
      if (!scored.layout.expands(row) || scored.layout.refusedBefore(row)) {
        return Pending.of(List.of());
      }
      var label = scored.classes.of(row);
      if (!scored.entry.worksFor(label)) {
        return Pending.of(List.of());
      }
      var image = scored.layout.image().decoded(row, scored.codec);
      var judged = new Judged(image, Optional.empty(), label);
      return new Source(scored.said.of(row, judged, scores), columns(gates));
    }

    @Override
    public boolean isFull(List<Judged> requests) {
      return requests.size() >= scores.batch();
    }

    @Override
    public List<Judged> answer(List<Judged> requests) {
      gates.forEach(gate -> scores.add(gate, requests));
      return requests;
    }

    @Override
    public void close() {
      scores.close();
    }
  }

  /** A source image that waits for its scores. */
  private record Source(Judged image, List<String> columns)
      implements RowWorker.Pending<Judged, Judged> {

    @Override
    public List<Judged> requests() {
      return List.of(image);
    }

    @Override
    public void answered(List<Judged> answers) {
      // Its scores are in it.
    }

    @Override
    public LazyRows rows() {
      var values = new Object[2 + columns.size()];
      values[0] = image.label();
      for (int i = 0; i < columns.size(); i++) {
        values[2 + i] = image.scores().get(columns.get(i));
      }
      return LazyRows.of(List.of(RowFactory.create(values)));
    }

    @Override
    public void close() {
      image.image().close();
    }
  }
}
