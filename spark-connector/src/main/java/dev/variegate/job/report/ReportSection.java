package dev.variegate.job.report;

import dev.variegate.base.ConfigNode;
import java.util.List;

/**
 * The section {@code report} of a job file: the contact sheet and its page.
 *
 * @param path folder on any Hadoop file system
 * @param classes shown at most, the smallest first
 * @param sources of a class that are shown with their copies
 * @param copies shown beside each source at most
 */
public record ReportSection(String path, int classes, int sources, int copies) {

  public static final List<String> KEYS = List.of("path", "classes", "sources", "copies");

  /** Reads it. */
  public static ReportSection read(ConfigNode section) {
    return new ReportSection(
        section.at("path").text(),
        count(section.at("classes"), 12),
        count(section.at("sources"), 2),
        count(section.at("copies"), 7));
  }

  private static int count(ConfigNode number, int otherwise) {
    return number.ifGiven(given -> given.whole(1, Integer.MAX_VALUE)).orElse(otherwise);
  }
}
