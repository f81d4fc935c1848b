package dev.variegate.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Lineage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static final ImageCodec CODEC = new ImageCodec();

  @Test
  void everyTextIsEscaped() {
    var html = page("<script>alert('x')</script>", "bag & \"co\"");
    assertThat(html)
        .doesNotContain("<script", "bag & ")
        .contains(
            "<h1>&lt;script&gt;alert('x')&lt;/script&gt;</h1>", "alt=\"bag &amp; &#34;co&#34;, ");
  }

  @Test
  void nothingIsFetched() {
    assertThat(page("clothes", "bag"))
        .contains("default-src 'none'; img-src data:")
        .doesNotContain("http:", "https:", "url(", "@import", "<link", "<script");
  }

  @Test
  void imagesAreInThePageWithTheirLineage() {
    assertThat(page("clothes", "bag"))
        .contains("<img class=\"tiny\" alt=\"bag, original\"", "src=\"data:image/png;base64,iVBOR")
        .contains("<dt>steps</dt><dd>[{\"flip\":{}}]</dd>", "<dt>seed</dt><dd>7</dd>")
        .doesNotContain("<dt>model</dt>");
  }

  @Test
  void nothingStandsBetweenThePartsOfABar() {
    assertThat(page("clothes", "bag"))
        .contains(
            "<td class=\"bar\"><span style=\"width:33.33%;background:#5f6368\"></span><span style=\"width:66.67%;background:#1a73e8\"></span></td></tr>");
  }

  @Test
  void refusedRowsAreReportedWithTheirReason() {
    assertThat(page("clothes", "bag")).contains("<dt>refused</dt><dd>3 rows: truncated</dd>");
  }

  @Test
  void theSheetHasARowForEachClass() {
    var outcome = outcome("clothes", "bag");
    try (var one = CODEC.decode(ReportSheet.png(outcome, galleries(outcome)));
        var none = CODEC.decode(ReportSheet.png(outcome, List.of()))) {
      assertThat(one.height()).isGreaterThan(none.height());
      assertThat(none.size()).isEqualTo(new Size(none.width(), 108));
    }
  }

  private static String page(String title, String label) {
    var outcome = outcome(title, label);
    return ReportPage.html(outcome, galleries(outcome));
  }

  private static RunSummary outcome(String title, String label) {
    var line = new ClassSummary(label, 2, Map.of("original", 2L, "classic", 4L), 3);
    return new RunSummary(
        title,
        List.of(line),
        List.of("classic"),
        Map.of("truncated", 3L),
        2,
        List.of(),
        Map.of("seed", "7"));
  }

  private static List<Gallery> galleries(RunSummary outcome) {
    var line = outcome.classes().get(0);
    var shown =
        List.of(
            shown(line.label(), "original", 0, ""),
            shown(line.label(), "classic", 1, "[{\"flip\":{}}]"));
    return List.of(Gallery.of(line, shown, 3, 6));
  }

  private static ReportImage shown(String label, String method, int copy, String steps) {
    var lineage =
        new Lineage("a/1.png", "00ff", copy, method, steps, 7, "", "", "", "", "png", "v 1");
    try (var image = Image.ofBytes(1, 1, 1, (byte) 200)) {
      return new ReportImage(label, CODEC.encode(image, Encoding.parse("png")), lineage);
    }
  }
}
