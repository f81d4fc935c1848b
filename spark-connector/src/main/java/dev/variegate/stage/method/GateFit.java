package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.check.FittedGates;
import dev.variegate.stage.check.FittedGates.Fitted;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.method.ImageScores.Judged;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import dev.variegate.stage.row.SchemaRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Takes the quantiles that gates ask for of the scores of the source images, class by class.
 *
 * @param classes what class a row counts for
 * @param refusals what happens to rows that cannot be used
 */
public record GateFit(Layout layout, RowClass classes, ImageCodec codec, Refusals refusals) {

  private static final String CLASS = "class";
  private static final String LINEAGE = "lineage";

  /** The gate with its quantiles; goes through the table if it has any. */
  public MethodGate fitted(MethodGate gate, Dataset<Row> table) {
    var asking = gate.gates().stream().filter(each -> each.quantile().isPresent()).toList();
    if (asking.isEmpty()) {
      return gate;
    }
    var opener = GateOpener.of(gate, table.sparkSession());
    var schema = new StructType().add(CLASS, "string").add(LINEAGE, LineageColumn.TYPE);
    for (var column : asking.stream().map(Gate::column).distinct().toList()) {
      schema = schema.add(column, "double");
    }
    var rows = new RowTask<>(new Scored(layout, classes, codec, opener, asking), 0, refusals);
    Map<String, Fitted> fitted =
        FittedGates.fit(SchemaRows.of(table, rows, schema), asking, LINEAGE, Optional.of(CLASS))
            .gates()
            .stream()
            .collect(Collectors.toMap(Fitted::gate, Function.identity(), (one, equal) -> one));
    return gate.with(
        gate.require().stream().map(each -> fitted.getOrDefault(each.gate(), each)).toList());
  }

  /** The class of each source image, no lineage, and its scores. */
  private record Scored(
      Layout layout, RowClass classes, ImageCodec codec, GateOpener opener, List<Gate> gates)
      implements RowTask.Opener<Void, Void> {

    @Override
    public RowWorker<Void, Void> open(TaskContext task) {
      var scores = opener.scores();
      return RowWorker.each(row -> scored(row, scores), scores::close);
    }

    private List<Row> scored(Row row, ImageScores scores) {
      if (!layout.expands(row) || layout.refusedBefore(row)) {
        return List.of();
      }
      try (var image = layout.image().decoded(row, codec)) {
        return List.of(scored(image, classes.of(row), scores));
      }
    }

    private Row scored(Image image, String label, ImageScores scores) {
      var judged = new Judged(image, Optional.empty(), label);
      gates.forEach(gate -> scores.add(gate, List.of(judged)));
      var columns = gates.stream().map(Gate::column).distinct().toList();
      var values = new Object[2 + columns.size()];
      values[0] = label;
      for (int i = 0; i < columns.size(); i++) {
        values[2 + i] = judged.scores().get(columns.get(i));
      }
      return RowFactory.create(values);
    }
  }
}
