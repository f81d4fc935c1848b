package dev.variegate.stage.method;

import dev.variegate.random.DrawKey;
import dev.variegate.stage.row.ColumnNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Why the first draws of some images were refused, as comparing them with each other has shown;
 * their next draws are made. Takes a line for each such image.
 */
public final class KnownDraws implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What happens to images of which nothing is known. */
  public enum Others {
    DRAWN,
    LEFT_OUT
  }

  /** Of the rows that these come in: image and refusals. */
  public static final StructType TYPE =
      new StructType()
          .add("image", "string")
          .add("refusals", DataTypes.createArrayType(DataTypes.StringType));

  /** All images are drawn from the first. */
  public static final KnownDraws NONE = new KnownDraws(Map.of(), Others.DRAWN);

  /** No image is drawn. */
  static final KnownDraws NOTHING = new KnownDraws(Map.of(), Others.LEFT_OUT);

  private final HashMap<String, String[]> refusals;
  private final Others others;

  /**
   * @param refusals of the draws of images, in order, by their {@link #image}
   */
  public KnownDraws(Map<String, String[]> refusals, Others others) {
    this.refusals = new HashMap<>(refusals);
    this.others = others;
  }

  /** Those of rows of {@link #TYPE}. */
  public static KnownDraws of(List<Row> rows) {
    var refusals = new HashMap<String, String[]>();
    rows.forEach(row -> refusals.put(row.getString(0), refusals(row, 1)));
    return new KnownDraws(refusals, Others.DRAWN);
  }

  /** The refusals in a column of a row; Spark may hand on the array that the row was made with. */
  public static String[] refusals(Row row, int index) {
    return row.get(index) instanceof String[] made
        ? made
        : row.<String>getList(index).toArray(String[]::new);
  }

  /** What names an image in a plan: those of one key follow each other in the order of copies. */
  public static String image(String key, int copy) {
    return String.format(Locale.ROOT, "%s\n%010d", key, copy);
  }

  /**
   * The rows of which images are drawn.
   *
   * @param keyCol column of keys, which name the rows
   */
  Dataset<Row> rowsOf(Dataset<Row> table, String keyCol) {
    if (others == Others.DRAWN) {
      return table;
    }
    var keys =
        refusals.keySet().stream()
            .map(image -> image.substring(0, image.lastIndexOf('\n')))
            .distinct()
            .sorted()
            .toList();
    var drawn = table.sparkSession().createDataset(keys, Encoders.STRING());
    var key = table.col(ColumnNames.quoted(keyCol));
    return table.join(drawn, key.equalTo(drawn.col("value")), "left_semi");
  }

  /** Whether no image is drawn. */
  boolean isNothing() {
    return others == Others.LEFT_OUT && refusals.isEmpty();
  }

  /** Whether an image is drawn at all. */
  boolean draws(DrawKey first) {
    return others == Others.DRAWN || refusals.containsKey(image(first.key(), first.copy()));
  }

  /** Why the first draws of an image were refused. */
  List<String> refusals(DrawKey first) {
    return refusals.isEmpty()
        ? List.of()
        : List.of(refusals.getOrDefault(image(first.key(), first.copy()), new String[0]));
  }

  /** Rows of {@link #TYPE}, in the order of the images. */
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    refusals.keySet().stream()
        .sorted()
        .forEach(image -> rows.add(RowFactory.create(image, refusals.get(image))));
    return rows;
  }
}
