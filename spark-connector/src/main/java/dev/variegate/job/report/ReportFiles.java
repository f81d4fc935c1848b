package dev.variegate.job.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The two files of a report in their folder, on any Hadoop file system. An older report is
 * replaced.
 *
 * @param page {@value #PAGE}, self-contained
 * @param sheet {@value #SHEET}
 */
public record ReportFiles(Path page, Path sheet) {

  static final String PAGE = "report.html";
  static final String SHEET = "contact-sheet.png";

  /** Where the files of a report lie. */
  public static ReportFiles of(ReportSection report) {
    var folder = new Path(report.path());
    return new ReportFiles(new Path(folder, PAGE), new Path(folder, SHEET));
  }

  /** Writes them. */
  public static ReportFiles write(
      RunSummary outcome, List<ReportImage> shown, ReportSection report, Configuration hadoop) {
    var galleries =
        SampleCollector.shownOf(outcome.classes(), report).stream()
            .map(line -> Gallery.of(line, shown, report.sources(), report.copies()))
            .toList();
    var files = of(report);
    var page = ReportPage.html(outcome, galleries).getBytes(StandardCharsets.UTF_8);
    write(files.page, page, hadoop);
    write(files.sheet, ReportSheet.png(outcome, galleries), hadoop);
    return files;
  }

  static void write(Path path, byte[] content, Configuration hadoop) {
    try (var out = path.getFileSystem(hadoop).create(path, true)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
