package dev.variegate.job.report;

import static java.util.stream.Collectors.groupingBy;

import dev.variegate.lineage.Lineage;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The images of one class that the report shows.
 *
 * @param line what happened to the class
 * @param sources images that were there, each with copies made from it
 * @param samples images that a model made from nothing
 */
record Gallery(ClassSummary line, List<Family> sources, List<ReportImage> samples) {

  /** A source and copies of it. */
  record Family(ReportImage source, List<ReportImage> copies) {}

  /**
   * Puts the images of a class in order.
   *
   * @param sources shown at most
   * @param copies shown at most beside each source; samples fill one row of the same length
   */
  static Gallery of(ClassSummary line, List<ReportImage> shown, int sources, int copies) {
    var ofClass =
        shown.stream()
            .filter(image -> image.label().equals(line.label()))
            .sorted(
                Comparator.comparingInt((ReportImage image) -> image.lineage().copy())
                    .thenComparing(image -> image.lineage().sourceKey()))
            .toList();
    var bySource =
        ofClass.stream()
            .collect(
                groupingBy(p -> p.lineage().sourceKey(), TreeMap::new, groupingBy(Gallery::role)));
    var families =
        bySource.values().stream()
            .filter(family -> family.containsKey(Role.SOURCE))
            .map(
                family ->
                    new Family(
                        family.get(Role.SOURCE).get(0),
                        family.getOrDefault(Role.COPY, List.of()).stream().limit(copies).toList()))
            .sorted(Comparator.comparingInt(family -> -family.copies().size()))
            .limit(sources)
            .toList();
    var samples = ofClass.stream().filter(p -> role(p) == Role.SAMPLE);
    return new Gallery(line, families, samples.limit(copies + 1L).toList());
  }

  private enum Role {
    SOURCE,
    COPY,
    SAMPLE
  }

  private static Role role(ReportImage image) {
    return switch (image.lineage().method()) {
      case Lineage.ORIGINAL -> Role.SOURCE;
      case Lineage.SAMPLE -> Role.SAMPLE;
      default -> Role.COPY;
    };
  }
}
