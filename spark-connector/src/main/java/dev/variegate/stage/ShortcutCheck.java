package dev.variegate.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.variegate.base.Choice;
import dev.variegate.stage.check.ScoreColumn;
import dev.variegate.stage.check.Shortcuts;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasKeyCol;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.param.SharedParams.HasLineageInput;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.LineageColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether a single property of images predicts their class, and whether generated images made
 * that worse: a classifier then learns the property in place of the class. Where rare classes alone
 * are filled by a generator, the method that made an image says "rare".
 *
 * <p>Rows pass unchanged; in a table without a column of lineages, all are real. Each property has
 * a score from 0 (it alone says the class) to 1 (it says nothing), by a cross-validation of five
 * folds that keeps all images of a source together; a property whose score with generated images is
 * lower than without them by more than {@code tolerance} is a shortcut, which {@code transform}
 * warns of by name or refuses.
 */
public final class ShortcutCheck extends Transformer
    implements HasKeyCol<ShortcutCheck>,
        HasLabelCol<ShortcutCheck>,
        HasLineageInput<ShortcutCheck>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(ShortcutCheck.class);
  private static final String WARN = "warn";
  private static final String ERROR = "error";
  private static final String METHOD = "method";

  private static final StructType SCORES =
      new StructType().add("property", "string").add("real", "double").add("all", "double");

  private final String uid;

  public ShortcutCheck() {
    this(Identifiable$.MODULE$.randomUID("shortcutCheck"));
  }

  public ShortcutCheck(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(properties(), new String[0]);
    setDefault(tolerance(), 0.1);
    setDefault(handleShortcuts(), WARN);
  }

  public static MLReader<ShortcutCheck> read() {
    return new DefaultParamsReader<>();
  }

  public static ShortcutCheck load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  public StringArrayParam properties() {
    return ParamSupport.texts(
        this,
        "properties",
        "columns of numbers or texts, or fields of structs; if empty, the numbers in the column statistics, which ImageInspector adds, and the method of lineages");
  }

  @Override
  public Param<String> keyCol() {
    return ParamSupport.column(
        this, "keyCol", "column of the keys of rows whose lineage is missing (string)");
  }

  public DoubleParam tolerance() {
    return ParamSupport.real(
        this,
        "tolerance",
        "how much lower a property's score may be with generated images than without, 0 to 1",
        value -> requireTolerance((double) value));
  }

  public Param<String> handleShortcuts() {
    return ParamSupport.text(
        this,
        "handleShortcuts",
        "what happens if there is a shortcut: warn (in the log) or error",
        word -> Choice.require(List.of(ERROR, WARN), word, "handleShortcuts"));
  }

  public ShortcutCheck setProperties(String... value) {
    return ParamSupport.set(this, properties(), value);
  }

  public String[] getProperties() {
    return getOrDefault(properties()).clone();
  }

  public ShortcutCheck setTolerance(double value) {
    return ParamSupport.set(this, tolerance(), value);
  }

  public double getTolerance() {
    return (double) getOrDefault(tolerance());
  }

  public ShortcutCheck setHandleShortcuts(String value) {
    return ParamSupport.set(this, handleShortcuts(), value);
  }

  public String getHandleShortcuts() {
    return getOrDefault(handleShortcuts());
  }

  private static void requireTolerance(double given) {
    if (!(given >= 0 && given <= 1)) {
      throw new IllegalArgumentException(
          "tolerance is %s but must be from 0 to 1; 0.1 is usual".formatted(given));
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Columns.label(schema, getOrDefault(labelCol()));
    if (lineage(schema).isEmpty()) {
      ParamSupport.requireSet(this, keyCol(), "there is no column of lineages to name sources");
    }
    ParamSupport.value(this, keyCol())
        .ifPresent(key -> Columns.typed(schema, key, "keyCol", DataTypes.StringType));
    asked(schema).forEach(name -> ScoreColumn.find(schema, name, "properties"));
    return schema;
  }

  /**
   * Goes through the rows once, and gives them back.
   *
   * @throws IllegalArgumentException if there is a shortcut and {@code handleShortcuts} is error
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    for (var said : problems(scores(dataset).collectAsList())) {
      if (getOrDefault(handleShortcuts()).equals(ERROR)) {
        throw new IllegalArgumentException(said);
      }
      LOG.warn(said);
    }
    return dataset.toDF();
  }

  /**
   * Says in a sentence of each shortcut what is wrong with it.
   *
   * @param scores rows of {@link #scores}
   */
  public List<String> problems(List<Row> scores) {
    return scores.stream()
        .filter(row -> !row.isNullAt(1) && row.getDouble(1) - row.getDouble(2) > getTolerance())
        .map(
            row ->
                "Generated images make \"%s\" predict the class: its score is %.2f with them and %.2f without (0: it alone says the class, 1: it says nothing); give all classes the same mix of methods, or gate the images by it"
                    .formatted(row.getString(0), row.getDouble(2), row.getDouble(1)))
        .toList();
  }

  /**
   * The scores of all properties.
   *
   * @return a row for each: {@code property, real, all}; real, of real images alone, is null where
   *     there are none
   */
  public Dataset<Row> scores(Dataset<?> dataset) {
    var schema = transformSchema(dataset.schema());
    ParamSupport.requireTable(this, dataset, "a check counts all rows");
    var asked = asked(schema);
    var label = ScoreColumn.find(schema, getOrDefault(labelCol()), "labelCol").text();
    try (var all = Shortcuts.of(dataset.toDF(), label, source(schema), isReal(schema), asked)) {
      var rows = new ArrayList<Row>();
      var scores = all.scores();
      var real = all.realScores();
      for (int i = 0; i < asked.size(); i++) {
        var without = real.isPresent() ? real.get().get(i) : null;
        rows.add(RowFactory.create(asked.get(i), without, scores.get(i)));
      }
      return dataset.sparkSession().createDataFrame(rows, SCORES);
    }
  }

  private Optional<Column> lineage(StructType schema) {
    return LineageColumn.find(schema, getOrDefault(lineageCol()));
  }

  private Column isReal(StructType schema) {
    return lineage(schema).map(of -> not(LineageColumn.isGenerated(of))).orElse(lit(true));
  }

  private Column source(StructType schema) {
    var known = lineage(schema).map(of -> of.getField("sourceKey"));
    var own = ParamSupport.value(this, keyCol()).map(key -> col(ColumnNames.quoted(key)));
    return coalesce(known.orElse(lit(null).cast("string")), own.orElse(lit(null).cast("string")));
  }

  private List<String> asked(StructType schema) {
    var given = getOrDefault(properties());
    if (given.length > 0) {
      return List.of(given);
    }
    var names = new ArrayList<String>();
    int statistics = ColumnNames.find(schema.fieldNames(), "statistics");
    if (statistics >= 0 && schema.apply(statistics).dataType() instanceof StructType struct) {
      Arrays.stream(struct.fields())
          .filter(field -> field.dataType() instanceof NumericType)
          .forEach(field -> names.add("statistics." + field.name()));
    }
    if (lineage(schema).isPresent()) {
      names.add(getOrDefault(lineageCol()) + "." + METHOD);
    }
    return names;
  }

  @Override
  public ShortcutCheck copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
