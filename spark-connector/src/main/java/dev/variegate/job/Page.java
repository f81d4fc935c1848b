package dev.variegate.job;

import dev.variegate.policy.Lineage;
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

/**
 * The report as one self-contained page: pictures are data URIs, nothing is fetched (and the page
 * forbids it), every text is escaped.
 */
final class Page {

  private static final int SHOWN_WIDTH = 104;
  private static final String CSS = resource("report.css");

  private final StringBuilder html = new StringBuilder();
  private final Outcome outcome;

  private Page(Outcome outcome) {
    this.outcome = outcome;
  }

  static String html(Outcome outcome, List<Gallery> galleries) {
    var page = new Page(outcome);
    page.head();
    page.table();
    page.legend();
    galleries.forEach(page::gallery);
    page.html.append("</body>\n</html>\n");
    return page.html.toString();
  }

  private void head() {
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <h1>%1$s</h1>
        <p class="lead">%3$s.</p>
        <dl class="facts">
        """
            .formatted(escape(outcome.title()), CSS, escape(outcome.sentence())));
    outcome.facts().forEach(this::pair);
    outcome
        .refused()
        .forEach((reason, rows) -> pair("refused", Outcome.number(rows) + " rows: " + reason));
    html.append("</dl>\n");
  }

  private void pair(String name, String value) {
    html.append("<dt>%s</dt><dd>%s</dd>\n".formatted(escape(name), escape(value)));
  }

  private void table() {
    html.append("<table>\n<thead><tr><th>class</th><th>before</th>");
    outcome.methods().forEach(method -> html.append("<th>%s</th>".formatted(escape(method))));
    html.append("<th>refused</th><th>after</th><th></th></tr></thead>\n<tbody>\n");
    long longest = outcome.classes().stream().mapToLong(ClassLine::after).max().orElse(1);
    for (var line : outcome.classes()) {
      cells(line.label(), line.before(), line.made(), line.refused(), line.after());
      html.append("<td class=\"bar\">");
      bar(line, Lineage.ORIGINAL, longest);
      outcome.methods().forEach(method -> bar(line, method, longest));
      html.append("</td></tr>\n");
    }
    html.append("</tbody>\n<tfoot>");
    var made = new HashMap<String, Long>();
    outcome.methods().forEach(method -> made.put(method, outcome.made(method)));
    long refused = outcome.classes().stream().mapToLong(ClassLine::refused).sum();
    cells("all", outcome.before(), made, refused, outcome.after());
    html.append("<td></td></tr></tfoot>\n</table>\n");
  }

  private void cells(String label, long before, Map<String, Long> made, long refused, long after) {
    html.append("<tr><td>%s</td><td>%s</td>".formatted(escape(label), Outcome.number(before)));
    for (var method : outcome.methods()) {
      html.append("<td>%s</td>".formatted(Outcome.number(made.getOrDefault(method, 0L))));
    }
    html.append("<td>%s</td><td>%s</td>".formatted(Outcome.number(refused), Outcome.number(after)));
  }

  private void bar(ClassLine line, String method, long longest) {
    html.append(
        String.format(
            Locale.ROOT,
            "<span style=\"width:%.2f%%;background:%s\"></span>",
            100.0 * line.made(method) / Math.max(1, longest),
            Palette.css(method)));
  }

  private void legend() {
    html.append("<p class=\"legend\">");
    key(Lineage.ORIGINAL);
    outcome.methods().forEach(this::key);
    html.append(
        "<span>point at a picture, or go to it with Tab, to see how it was made</span></p>\n");
  }

  private void key(String method) {
    html.append(
        "<span><i style=\"background:%s\"></i>%s</span>"
            .formatted(Palette.css(method), escape(method)));
  }

  private void gallery(Gallery gallery) {
    var line = gallery.line();
    html.append(
        "<h2>%s<small>%s &rarr; %s</small></h2>\n"
            .formatted(
                escape(line.label()), Outcome.number(line.before()), Outcome.number(line.after())));
    for (var family : gallery.sources()) {
      html.append("<div class=\"row\">\n");
      figure(family.source(), "source");
      family.copies().forEach(copy -> figure(copy, "copy"));
      html.append("</div>\n");
    }
    if (!gallery.samples().isEmpty()) {
      html.append("<div class=\"row samples\">\n");
      gallery.samples().forEach(sample -> figure(sample, "sample"));
      html.append("</div>\n");
    }
  }

  private void figure(Shown shown, String kind) {
    var lineage = shown.lineage();
    html.append(
        """
        <figure class="%s" tabindex="0"><img%s alt="%s, %s" style="border-color:%s" src="data:image/png;base64,%s">
        <figcaption>%s</figcaption><div class="lineage"><dl>
        """
            .formatted(
                kind,
                isTiny(shown.png()) ? " class=\"tiny\"" : "",
                escape(shown.label()),
                escape(lineage.method()),
                Palette.css(lineage.method()),
                Base64.getEncoder().encodeToString(shown.png()),
                escape(caption(lineage))));
    LineageText.pairs(lineage).forEach(this::pair);
    html.append("</dl></div></figure>\n");
  }

  /** Whether a browser should enlarge it by whole pixels; a PNG's width is its 17th byte on. */
  private static boolean isTiny(byte[] png) {
    return ByteBuffer.wrap(png).getInt(16) < SHOWN_WIDTH;
  }

  private static String caption(Lineage lineage) {
    return switch (lineage.method()) {
      case Lineage.ORIGINAL -> lineage.sourceKey();
      case Lineage.SAMPLE -> lineage.method();
      default -> "%s %d".formatted(lineage.method(), lineage.copy());
    };
  }

  /** The text as HTML shows it, inside elements and inside quoted attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
