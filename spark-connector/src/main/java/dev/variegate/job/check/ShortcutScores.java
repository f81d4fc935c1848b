package dev.variegate.job.check;

import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.stage.ImageInspector;
import dev.variegate.stage.ShortcutCheck;
import dev.variegate.stage.row.LineageColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * How well single properties of images predict their class, with generated images and without.
 *
 * @param images that are inspected
 * @param scores of each property
 * @param problems a sentence for each property that generated images make a shortcut
 * @param unknown why no property can be a shortcut, although it was asked
 */
public record ShortcutScores(
    int images, List<Score> scores, List<String> problems, Optional<String> unknown) {

  /** Where it was not asked. */
  private static final ShortcutScores NONE =
      new ShortcutScores(0, List.of(), List.of(), Optional.empty());

  private static final ShortcutScores NOTHING =
      new ShortcutScores(
          0,
          List.of(),
          List.of(),
          Optional.of(
              "no image was inspected, because the output has none of training that can be decoded; look at the refused images"));

  private static final String GENERATED_ALONE =
      "no source image was inspected, so that generated images are compared with none; set output.originals to true";

  private static final String STATISTICS = "statistics";
  private static final String[] PROPERTIES =
      Stream.concat(
              Arrays.stream(ImageInspector.TYPE.fieldNames()),
              Stream.of(ImageSink.LINEAGE + ".method"))
          .toArray(String[]::new);
  private static final StructType TYPE =
      new StructType()
          .add(ImageSource.LABEL, "string")
          .add(ImageSink.LINEAGE, LineageColumn.TYPE)
          .add(STATISTICS, ImageInspector.TYPE);

  /**
   * The score of a property, 0 (it alone says the class) to 1 (it says nothing).
   *
   * @param property such as {@code brightness}, or {@code lineage.method}
   * @param real that of images that are not generated; empty if there are none
   * @param all that of all images
   */
  public record Score(String property, Optional<Double> real, double all) {}

  /** The scores of images that were inspected. */
  public static ShortcutScores of(
      InspectedImages inspected, ChecksSection checks, SparkSession spark) {
    if (checks.shortcuts().isEmpty()) {
      return NONE;
    }
    if (inspected.isZero()) {
      return NOTHING;
    }
    var rows = inspected.value().stream().map(ShortcutScores::row).toList();
    var table =
        spark
            .createDataFrame(rows, TYPE)
            .coalesce(1)
            .select(ImageSource.LABEL, ImageSink.LINEAGE, STATISTICS + ".*");
    var stage =
        new ShortcutCheck()
            .setProperties(PROPERTIES)
            .setLabelCol(ImageSource.LABEL)
            .setLineageCol(ImageSink.LINEAGE)
            .setTolerance(checks.tolerance());
    var scores = stage.scores(table).collectAsList();
    boolean alone = scores.stream().allMatch(row -> row.isNullAt(1));
    return new ShortcutScores(
        rows.size(),
        scores.stream().map(ShortcutScores::score).toList(),
        stage.problems(scores),
        alone ? Optional.of(GENERATED_ALONE) : Optional.empty());
  }

  /**
   * Refuses shortcuts where they are an error.
   *
   * @throws IllegalArgumentException that names them
   */
  public void require(ChecksSection checks) {
    if (!problems.isEmpty() && checks.shortcuts().equals(Optional.of(OnFinding.ERROR))) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static Row row(InspectedImages.Inspected image) {
    return RowFactory.create(
        image.label(),
        LineageColumn.row(image.made()),
        ImageInspector.row(image.statistics(), image.bytes()));
  }

  private static Score score(Row row) {
    return new Score(
        row.getString(0),
        row.isNullAt(1) ? Optional.empty() : Optional.of(row.getDouble(1)),
        row.getDouble(2));
  }

  /** {@code 3,000 images inspected, none; the lowest score is 0.81 (sharpness), 0.83 without}. */
  public Optional<String> sentence() {
    return unknown.isPresent() ? unknown.map("warning: "::concat) : least();
  }

  private Optional<String> least() {
    return scores.stream()
        .min(Comparator.comparingDouble(Score::all))
        .map(
            least ->
                String.format(
                    Locale.ROOT,
                    "%,d images inspected, %s; the lowest score is %.2f (%s)%s",
                    images,
                    problems.isEmpty() ? "none" : String.join("; ", problems),
                    least.all(),
                    least.property(),
                    least
                        .real()
                        .map(real -> String.format(Locale.ROOT, ", %.2f without generated", real))
                        .orElse("")));
  }
}
