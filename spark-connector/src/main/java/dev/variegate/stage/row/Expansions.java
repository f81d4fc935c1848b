package dev.variegate.stage.row;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.PlanParams;
import dev.variegate.stage.param.SharedParams;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import dev.variegate.stage.row.CopyRows.Originals;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Tables with copies of their rows. */
public final class Expansions {

  private Expansions() {}

  /**
   * The rows with their copies, not made yet. Rows of few copies that stand in no ring stay where
   * they are. Those of many are spread over tasks, those that need partners stand in rings; then
   * the table is read twice.
   *
   * @param most copies that each method makes of one row at most
   * @param column where a plan says what it takes rows for, if anywhere
   * @param stage whose Params say the rest
   */
  public static <S extends Params & HasImageOutput<?> & HasDecoding<?>> Dataset<Row> rows(
      S stage,
      Dataset<?> dataset,
      Layout layout,
      AnnotationColumns annotating,
      List<CopyMethod> methods,
      CopyRows.Counts counts,
      List<Integer> most,
      Originals originals,
      PlanColumn column) {
    var spark = dataset.sparkSession();
    var codec = ParamSupport.codec(stage);
    var refusals = Refusals.by(stage, layout, column, spark);
    var copies =
        new CopyRows(layout, annotating, methods, counts, originals, column, codec, refusals);
    int partners =
        IntStream.range(0, methods.size())
            .map(method -> methods.get(method).partners(most.get(method)))
            .max()
            .orElse(0);
    var table = dataset.toDF();
    var inputCol = stage.getOrDefault(stage.inputCol());
    var task = new RowTask<>(copies, partners, refusals);
    var spread = new SpreadRows(layout, counts, most.stream().mapToLong(number -> number).sum());
    if (partners > 0) {
      ParamSupport.requireTable(stage, dataset, "partners are chosen among all rows");
      var schema = dataset.schema();
      var rings =
          new PartnerRings(layout, group(stage, methods, schema), weights(stage, schema), codec);
      table = rings.standing(table, inputCol);
    } else if (spread.isFor(table)) {
      table = spread.spread(table, inputCol);
      task = new RowTask<>(copies, SpreadRows::inputs, refusals);
    }
    var watched = DuplicateCopyWarning.watched(stage, layout, spark, task);
    return SchemaRows.of(table, watched, layout.schema());
  }

  private static RowWeight weights(Params stage, StructType given) {
    return stage instanceof PlanParams<?> plan ? RowWeight.of(plan, given) : RowWeight.SAME;
  }

  /** The column of classes in which partners are looked for, or -1 where any row may be one. */
  private static int group(Params stage, List<CopyMethod> methods, StructType given) {
    var taking = methods.stream().filter(method -> method.partners(1) > 0).toList();
    boolean any = taking.stream().anyMatch(CopyMethod::partnersOfOneClass);
    if (!any) {
      return -1;
    }
    if (!taking.stream().allMatch(CopyMethod::partnersOfOneClass)) {
      throw new IllegalArgumentException(
          "Methods of %s take partners of any class and of the row's own, but one table has one order; set partners of mix to same-class"
              .formatted(stage.uid()));
    }
    var label = (SharedParams.HasLabelCol<?>) stage; // what asks for a class knows its column
    return Columns.label(given, stage.getOrDefault(label.labelCol()));
  }
}
