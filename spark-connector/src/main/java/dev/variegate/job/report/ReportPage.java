package dev.variegate.job.report;

import dev.variegate.lineage.Lineage;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The report as one self-contained page: images are data URIs, nothing is fetched (and the page
 * forbids it), the template {@code job/report/report.jte} escapes every text.
 */
final class ReportPage {

  private static final int SHOWN_WIDTH = 104;
  private static final String TEMPLATES = "dev.variegate";

  private ReportPage() {}

  static String html(RunSummary outcome, List<Gallery> galleries) {
    var html = new StringOutput();
    templates()
        .render(
            "job/report/report.jte",
            Map.of("css", css(), "outcome", outcome, "galleries", galleries),
            html);
    return html.toString();
  }

  /** The templates of all pages, as they were compiled. */
  static TemplateEngine templates() {
    return TemplateEngine.createPrecompiled(
        null, ContentType.Html, ReportPage.class.getClassLoader(), TEMPLATES);
  }

  /** The look of all pages. */
  static String css() {
    return resource("report.css");
  }

  /** What the bars are made of: what was there, then what each method made. */
  static List<String> kinds(RunSummary outcome) {
    return Stream.concat(Stream.of(Lineage.ORIGINAL), outcome.methods().stream()).toList();
  }

  /** The last line of the table. */
  static ClassSummary all(List<ClassSummary> lines) {
    var made = new HashMap<String, Long>();
    lines.forEach(
        line -> line.made().forEach((method, rows) -> made.merge(method, rows, Long::sum)));
    long before = lines.stream().mapToLong(ClassSummary::before).sum();
    long refused = lines.stream().mapToLong(ClassSummary::refused).sum();
    return new ClassSummary("all", before, made, refused);
  }

  /** A part of the longest bar, as CSS has it. */
  static String percent(long rows, long longest) {
    return String.format(Locale.ROOT, "%.2f%%", 100.0 * rows / Math.max(1, longest));
  }

  static String base64(byte[] png) {
    return Base64.getEncoder().encodeToString(png);
  }

  /** Whether a browser should enlarge it by whole pixels; a PNG's width is its 17th byte on. */
  static boolean isTiny(byte[] png) {
    return ByteBuffer.wrap(png).getInt(16) < SHOWN_WIDTH;
  }

  static String caption(Lineage lineage) {
    return switch (lineage.method()) {
      case Lineage.ORIGINAL -> lineage.sourceKey();
      case Lineage.SAMPLE -> lineage.method();
      default -> "%s %d".formatted(lineage.method(), lineage.copy());
    };
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
