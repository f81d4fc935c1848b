package dev.variegate.benchmarks.modelcard;

import dev.variegate.benchmarks.training.LabeledImages;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.quality.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a sampler against real images and writes the figures as a Markdown table and a sheet of
 * samples: what its model card quotes.
 */
public final class MeasureGenerator {

  private static final Logger LOG = LoggerFactory.getLogger(MeasureGenerator.class);
  private static final int COUNT = 1000;
  private static final int COLUMNS = 10;
  private static final long SEED = 1;

  private MeasureGenerator() {}

  /**
   * Arguments: the sampler's bundle, the judging classifier's bundle (its classes in the same
   * order, features among its outputs), the folder of the IDX files, the folder for the results.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 4; call it with SAMPLER-BUNDLE CLASSIFIER-BUNDLE DATA-FOLDER RESULT-FOLDER"
              .formatted(args.length));
    }
    var data = Path.of(args[2]);
    var training = LabeledImages.read(data, "train");
    var heldOut = LabeledImages.read(data, "t10k");
    try (var sampler = LatentSampler.open(ModelBundle.open(Path.of(args[0])), 1);
        var classifier = Classifier.open(ModelBundle.open(Path.of(args[1]), Licensing.ANY), 1)) {
      measure(sampler, classifier, training, heldOut, Path.of(args[3]));
    }
  }

  private static void measure(
      LatentSampler sampler,
      Classifier classifier,
      LabeledImages training,
      LabeledImages heldOut,
      Path results)
      throws IOException {
    var reports = new ArrayList<ClassReport>();
    var rows = new ArrayList<ClassImages>();
    var labels = sampler.model().labels();
    for (int i = 0; i < labels.size(); i++) {
      var made = ClassImages.made(sampler, labels.get(i), COUNT, SEED);
      reports.add(
          ClassReport.of(
              made,
              ClassImages.real(heldOut, i, labels.get(i), COUNT),
              ClassImages.real(training, i, labels.get(i), Integer.MAX_VALUE),
              classifier));
      rows.add(made);
      LOG.info("{}/{} {}", i + 1, labels.size(), reports.get(i).line().trim());
    }
    Files.createDirectories(results);
    Files.writeString(results.resolve("figures.md"), table(reports));
    Files.write(results.resolve("samples.png"), SampleSheet.png(rows, COLUMNS));
    LOG.info("Figures and samples are in {}", results);
  }

  private static String table(List<ClassReport> reports) {
    var text = new StringBuilder(ClassReport.HEAD);
    reports.forEach(report -> text.append(report.line()));
    return text.append(
            String.format(
                Locale.ROOT,
                "| all | %.1f%% | %.1f%% | %.2f | %.2f | %.2f / %.2f | %.2f / %.2f |%n",
                100 * mean(reports, ClassReport::madeFraction),
                100 * mean(reports, ClassReport::realFraction),
                mean(reports, ClassReport::pixelDiversity),
                mean(reports, ClassReport::featureDiversity),
                mean(reports, report -> report.made().quantile(0.01)),
                mean(reports, report -> report.made().quantile(0.5)),
                mean(reports, report -> report.real().quantile(0.01)),
                mean(reports, report -> report.real().quantile(0.5))))
        .toString();
  }

  private static double mean(List<ClassReport> reports, ToDoubleFunction<ClassReport> figure) {
    return reports.stream().mapToDouble(figure).average().orElseThrow();
  }
}
