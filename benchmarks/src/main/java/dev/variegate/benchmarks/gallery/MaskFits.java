package dev.variegate.benchmarks.gallery;

import dev.variegate.codec.ImageCodec;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * How well all masks of a table lie on their images.
 *
 * @param values all that occur in a mask
 * @param contrast mean of {@link MaskFit#contrast}
 * @param shifted mean of {@link MaskFit#shifted}
 * @param best masks that fit better than if they were moved
 */
record MaskFits(int masks, Set<Integer> values, double contrast, double shifted, int best) {

  /** Of rows with the columns image and mask. */
  static MaskFits of(List<Row> rows) {
    var codec = new ImageCodec();
    var fits =
        rows.stream().map(row -> MaskFit.of(row.getAs("image"), row.getAs("mask"), codec)).toList();
    var values = new TreeSet<Integer>();
    fits.forEach(fit -> values.addAll(fit.values()));
    return new MaskFits(
        fits.size(),
        values,
        fits.stream().mapToDouble(MaskFit::contrast).average().orElseThrow(),
        fits.stream().mapToDouble(MaskFit::shifted).average().orElseThrow(),
        (int) fits.stream().filter(fit -> fit.contrast() > fit.shifted()).count());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d masks of values %s; cells lighter than membranes by %.1f gray levels, by %.1f if masks are moved %d pixels; %d fit best as they lie",
        masks,
        values,
        contrast,
        shifted,
        MaskFit.SHIFT,
        best);
  }
}
