package dev.variegate.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.lineage.Lineage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleCollectorTest {

  private static final ReportSection REPORT = new ReportSection("r", 1, 2, 3);
  private static final ClassSummary BAG =
      new ClassSummary("bag", 1000, Map.of("original", 1000L, "classic", 4000L), 0);
  private static final ClassSummary COAT =
      new ClassSummary("coat", 2000, Map.of("original", 2000L), 0);

  @Test
  void fewOfManyAreShownAndOrderDoesNotMatter() {
    var lineages = new ArrayList<Lineage>();
    for (int source = 0; source < 1000; source++) {
      for (int copy = 0; copy < 5; copy++) {
        lineages.add(lineage("bag/" + source, copy));
      }
    }
    var inOrder = offered(lineages);
    Collections.reverse(lineages);
    assertThat(offered(lineages)).containsExactlyInAnyOrderElementsOf(inOrder);
    // 8 sources are expected, each with itself and its first 3 copies
    assertThat(inOrder).hasSizeBetween(4, 80);
    assertThat(inOrder).allMatch(shown -> shown.endsWith("0") || shown.matches(".*[123]"));
  }

  @Test
  void onlyTheSmallestClassesAreShown() {
    assertThat(SampleCollector.shownOf(List.of(COAT, BAG), REPORT)).containsExactly(BAG);
  }

  private static List<String> offered(List<Lineage> lineages) {
    var collector = SampleCollector.of(List.of(COAT, BAG), REPORT);
    var image = image();
    lineages.forEach(lineage -> collector.offer("bag", image, List::of, lineage));
    lineages.forEach(lineage -> collector.offer("coat", image, List::of, lineage));
    return collector.value().stream()
        .map(shown -> shown.label() + shown.lineage().sourceKey() + "#" + shown.lineage().copy())
        .toList();
  }

  private static byte[] image() {
    try (var image = Image.ofBytes(1, 1, 1, (byte) 9)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  private static Lineage lineage(String key, int copy) {
    return new Lineage(
        key, "", copy, copy == 0 ? "original" : "classic", "", 0, "", "", "", "", "", "");
  }
}
