package dev.variegate.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.job.report.TrainingSummary.ClassCount;
import dev.variegate.job.report.TrainingSummary.Sheet;
import dev.variegate.train.LossCurve;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingPageTest {

  private static String page(String text) {
    var losses =
        LossCurve.read(
            "phase,epoch,loss,value,seconds\ntrain,1,%1$s,2,3\nvalidation,1,%1$s,2,3\n"
                .formatted(text));
    return TrainingPage.html(
        new TrainingSummary(
            text,
            text,
            Map.of(text, text),
            List.of(new ClassCount(text, 1200), new ClassCount("bag", 300)),
            Map.of(text, text),
            losses,
            List.of(new Sheet(1, new byte[] {1}), new Sheet(2, new byte[] {2})),
            text));
  }

  @Test
  void everyTextIsEscaped() {
    assertThat(page("<script>&\"")).doesNotContain("<script", "&\"");
  }

  @Test
  void nothingIsFetched() {
    assertThat(page("clothes"))
        .contains("default-src 'none'; img-src data:")
        .doesNotContain("http:", "https:", "url(", "@import", "<link", "<script");
  }

  @Test
  void classesHaveBarsOfTheirImages() {
    assertThat(page("coat"))
        .contains("<td>coat</td><td>1,200</td><td class=\"bar\"><span style=\"width:100.00%")
        .contains("<td>bag</td><td>300</td><td class=\"bar\"><span style=\"width:25.00%");
  }

  @Test
  void theSheetOfTheLastEpochIsOpen() {
    assertThat(page("clothes"))
        .containsSubsequence(
            "<h2>Samples<small>after epoch 2;",
            "src=\"data:image/jpeg;base64,Ag==\"",
            "<details><summary>after epoch 1</summary>",
            "src=\"data:image/jpeg;base64,AQ==\"");
  }

  @Test
  void eachLossIsALineForEachPhase() {
    assertThat(page("error"))
        .contains("aria-label=\"error by epoch\"", "<b>error</b>", "stroke=\"#1a73e8\"")
        .contains("<title>validation, epoch 1: 2.0</title>");
  }
}
