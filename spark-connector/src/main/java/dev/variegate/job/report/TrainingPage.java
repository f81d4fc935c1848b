package dev.variegate.job.report;

import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The report of a training as one self-contained page, as {@link ReportPage} is one of copies. */
public final class TrainingPage {

  /** Its file in the folder of the report. */
  public static final String FILE = ReportFiles.PAGE;

  private TrainingPage() {}

  /** Writes it; an older one is replaced. */
  public static Path write(TrainingSummary summary, String folder, Configuration hadoop) {
    var page = new Path(folder, FILE);
    ReportFiles.write(page, html(summary).getBytes(StandardCharsets.UTF_8), hadoop);
    return page;
  }

  static String html(TrainingSummary summary) {
    var html = new StringOutput();
    ReportPage.templates()
        .render(
            "job/report/training.jte",
            Map.of(
                "css",
                ReportPage.css(),
                "summary",
                summary,
                "charts",
                LossChart.of(summary.losses())),
            html);
    return html.toString();
  }
}
