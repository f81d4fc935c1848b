package dev.variegate.job.check;

import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.stage.ShortcutCheck;
import dev.variegate.stage.row.LineageColumn;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 */
public record ShortcutScores(int images, List<Score> scores, List<String> problems) {

  /** Where nothing is inspected. */
  public static final ShortcutScores NONE = new ShortcutScores(0, List.of(), List.of());

  private static final String STATISTICS = "statistics";
  private static final StructType TYPE =
      new StructType()
          .add(ImageSource.LABEL, "string")
          .add(ImageSink.LINEAGE, LineageColumn.TYPE)
          .add(
              STATISTICS,
              new StructType()
                  .add("width", "int")
                  .add("height", "int")
                  .add("channels", "int")
                  .add("aspect", "double")
                  .add("brightness", "double")
                  .add("contrast", "double")
                  .add("sharpness", "double")
                  .add("entropy", "double"));

  /**
   * The score of a property, 0 (it alone says the class) to 1 (it says nothing).
   *
   * @param property such as {@code brightness}, or {@code lineage.method}
   * @param real that of images that are not generated; empty if there are none
   * @param all that of all images
   */
  public record Score(String property, Optional<Double> real, double all) {}

  /**
   * The scores of images that were inspected.
   *
   * @throws IllegalArgumentException if there are shortcuts, which are an error
   */
  public static ShortcutScores of(
      InspectedImages inspected, ChecksSection checks, SparkSession spark) {
    if (checks.shortcuts().isEmpty() || inspected.isZero()) {
      return NONE;
    }
    var rows = inspected.value().stream().map(ShortcutScores::row).toList();
    var stage =
        new ShortcutCheck()
            .setLabelCol(ImageSource.LABEL)
            .setLineageCol(ImageSink.LINEAGE)
            .setTolerance(checks.tolerance());
    var scores = stage.scores(spark.createDataFrame(rows, TYPE)).collectAsList();
    var problems = stage.problems(scores);
    if (!problems.isEmpty() && checks.shortcuts().get() == OnFinding.ERROR) {
      throw new IllegalArgumentException(problems.get(0));
    }
    return new ShortcutScores(
        rows.size(), scores.stream().map(ShortcutScores::score).toList(), problems);
  }

  private static Row row(InspectedImages.Inspected image) {
    var of = image.statistics();
    return RowFactory.create(
        image.label(), LineageColumn.row(image.made()), statistics(of));
  }

  private static Row statistics(ImageStatistics of) {
    return RowFactory.create(
        of.width(),
        of.height(),
        of.channels(),
        of.aspect(),
        of.brightness(),
        of.contrast(),
        of.sharpness(),
        of.entropy());
  }

  private static Score score(Row row) {
    return new Score(
        row.getString(0).replace(STATISTICS + ".", ""),
        row.isNullAt(1) ? Optional.empty() : Optional.of(row.getDouble(1)),
        row.getDouble(2));
  }

  /** {@code 3,000 images inspected, none; the lowest score is 0.81 (sharpness), 0.83 without}. */
  public Optional<String> sentence() {
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
