package dev.variegate.job;

import dev.variegate.base.KebabCase;
import dev.variegate.job.count.Progress;
import dev.variegate.job.report.TrainingPage;
import dev.variegate.job.report.TrainingSummary;
import dev.variegate.job.report.TrainingSummary.ClassCount;
import dev.variegate.job.report.TrainingSummary.Sheet;
import dev.variegate.job.training.StoredTraining;
import dev.variegate.lineage.Software;
import dev.variegate.train.LossCurve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a training came to, as its last lines and its report say it.
 *
 * @param training that is complete
 * @param classes images of each class
 * @param resumedAfter epochs that were there before; 0 for none
 * @param seconds that the job took so far
 */
record TrainingOutcome(
    TrainSpec spec,
    StoredTraining training,
    Map<String, Long> classes,
    int resumedAfter,
    double seconds) {

  private static final int SHEETS = 20;

  /** The lines, name and value. */
  Map<String, String> facts() {
    var configuration = training.configuration();
    var shape = configuration.path("shape");
    var facts = new LinkedHashMap<String, String>();
    facts.put("input", spec.input().source().path());
    facts.put(
        "images",
        String.format(
            Locale.ROOT,
            "%,d of %dx%d, %s",
            configuration.path("images").asLong(),
            shape.path("width").asInt(),
            shape.path("height").asInt(),
            shape.path("channels").asInt() == 1 ? "gray" : "color"));
    facts.put("images SHA-256", configuration.path("sha256").asText());
    facts.put("model", configuration.path("family").asText());
    facts.put("bundle", training.folder().toString());
    facts.put("bundle SHA-256", training.sha256());
    facts.put("license", license());
    facts.put("epochs", epochs());
    facts.put("training took", Progress.duration(took(training.losses())));
    facts.put("cores", configuration.path("options").path("threads").asText());
    facts.put("seed", Long.toString(spec.trainer().getSeed()));
    facts.put("software", Software.name());
    return facts;
  }

  private String license() {
    return spec.trainer().getLicense().isEmpty()
        ? "none stated; set params.license to that of the images"
        : spec.trainer().getLicense();
  }

  private String epochs() {
    int made = training.epochs();
    int most = spec.trainer().getEpochs();
    var ended = made < most ? " of %d, no better one came".formatted(most) : "";
    var resumed =
        resumedAfter > 0 && resumedAfter < made
            ? ", resumed after epoch %d".formatted(resumedAfter)
            : "";
    return made + ended + resumed;
  }

  private static double took(LossCurve losses) {
    return losses.points().stream().mapToDouble(LossCurve.Point::seconds).max().orElse(0);
  }

  /** Writes the page, if one is wanted. */
  Optional<Path> page(Configuration hadoop) {
    return spec.report().map(folder -> TrainingPage.write(summary(), folder, hadoop));
  }

  private TrainingSummary summary() {
    return new TrainingSummary(
        spec.name(),
        sentence(),
        facts(),
        spec.trainer().getClasses() ? counts() : List.of(),
        spec.settings(),
        training.losses(),
        sheets(),
        plan());
  }

  private String sentence() {
    long images = classes.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "A generator (%s) of %s, trained on %,d images in %s",
        KebabCase.kebab(spec.family()),
        spec.trainer().getClasses()
            ? "%d classes".formatted(classes.size())
            : "images without classes",
        images,
        Progress.duration(took(training.losses())));
  }

  private List<ClassCount> counts() {
    return classes.entrySet().stream()
        .map(of -> new ClassCount(of.getKey(), of.getValue()))
        .toList();
  }

  /** Of some epochs, evenly spread, where there are very many. */
  private List<Sheet> sheets() {
    var names = training.sheets();
    int step = (names.size() + SHEETS - 1) / SHEETS;
    return names.entrySet().stream()
        .filter(of -> (names.lastKey() - of.getKey()) % Math.max(1, step) == 0)
        .map(of -> Sheet.of(of.getKey(), training.read(of.getValue()).orElseThrow()))
        .toList();
  }

  /** Samples of it in the plan of an augmenting job. */
  private String plan() {
    var lines =
        Stream.of(
            "plan: {target: max}",
            "methods:",
            "  sample:",
            "    model: \"%s\"".formatted(training.folder()));
    var unlicensed =
        spec.trainer().getLicense().isEmpty()
            ? Stream.of("    allow-unlicensed: true")
            : Stream.<String>of();
    return String.join("\n", Stream.concat(lines, unlicensed).toList()) + "\n";
  }
}
