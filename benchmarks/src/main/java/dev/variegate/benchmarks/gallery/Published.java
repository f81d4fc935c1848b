package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.col;

import dev.variegate.benchmarks.bundles.AssembleBundles;
import dev.variegate.benchmarks.gallery.Hall.Patience;
import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.generate.segment.ClassOverlay;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Psnr;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageSegmenter;
import dev.variegate.stage.ImageTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs networks in unusual forms, which others published, from their descriptions in {@code
 * examples/published}: sheets to be looked at, and what was measured.
 */
public final class Published {

  private static final int SHOWN = 5;
  private static final int DIGITS = 40;

  private final Hall hall;

  private Published(Hall hall) {
    this.hall = hall;
  }

  /**
   * Takes the folder of {@code examples}, a folder of the weights under any names, the shared
   * folder (below it {@code models} and {@code data}) and the folder of results.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: Published EXAMPLES WEIGHTS SHARED RESULTS");
      System.exit(2);
    }
    var results = Files.createDirectories(Path.of(args[3]));
    var bundles = results.resolve("bundles");
    var weights = new AssembleBundles(Path.of(args[1]));
    for (var description : AssembleBundles.descriptions(Path.of(args[0], "published"))) {
      weights.bundle(description, bundles);
    }
    new AssembleBundles(Path.of(args[2], "models"))
        .bundle(Path.of(args[0], "bundles", "mnist-cnn"), bundles);
    var spark = SparkSession.builder().appName("Published").getOrCreate();
    var shown = new Published(new Hall(spark, bundles, Path.of(args[2], "data"), Patience.SECONDS));
    Files.write(results.resolve("segmented.png"), shown.segmented());
    Files.write(results.resolve("remade.png"), shown.remade());
    Files.write(results.resolve("digits.png"), shown.digits());
    System.out.println("Look at segmented.png, remade.png and digits.png in " + results);
    spark.stop();
  }

  private byte[] segmented() {
    var streets = hall.images("streets/day/image", SHOWN);
    var faces = hall.images("set5", SHOWN);
    var rows = new ArrayList<ContactSheet.Row>();
    rows.add(Hall.given("streets", streets));
    for (var name : List.of("street-lraspp", "road-segmentation-adas", "twinlitenet")) {
      rows.add(overlaid(name, streets));
    }
    rows.add(Hall.given("set5", faces));
    rows.add(overlaid("voc-deeplabv3", faces));
    rows.add(overlaid("selfie-landscape", faces));
    return ContactSheet.png(
        "Pixels and their classes", "ImageSegmenter", rows, new Scale(220, 240), Hall.CODEC);
  }

  private ContactSheet.Row overlaid(String name, Dataset<Row> images) {
    var segmenter =
        new ImageSegmenter().setModel(hall.bundle(name)).setAllowUnlicensed(true).setFit("resize");
    var made =
        segmenter.transform(images).orderBy("key").collectAsList().stream()
            .map(
                row -> {
                  try (var image = Hall.decoded(row.getAs("image"));
                      var classes = Hall.decoded(row.getAs("mask"));
                      var shown = ClassOverlay.of(image, classes)) {
                    return Hall.png(shown);
                  }
                })
            .toList();
    return new ContactSheet.Row(name, "", List.of(Hall.tiles(made, "", Hall.MADE)));
  }

  private byte[] remade() {
    var rows = new ArrayList<ContactSheet.Row>();
    var clean = hall.images("set5", SHOWN);
    var policy = "{\"steps\": [{\"gaussian-noise\": {\"deviation\": 0.098}}]}";
    var noisy =
        Hall.made(
            new ClassicAugmenter()
                .setPolicy(policy)
                .setKeyCol("key")
                .setSeed(1)
                .setEncoding("png")
                .setKeepOriginals(false),
            clean);
    var keys = List.copyOf(Hall.images(clean).keySet());
    var table =
        hall.table(
            IntStream.range(0, keys.size())
                .boxed()
                .collect(Collectors.toMap(keys::get, noisy::get)));
    var denoised = Hall.made(hall.replacing(new ImageTranslator(), "ffdnet-color"), table);
    var truth = List.copyOf(Hall.images(clean).values());
    rows.add(row("set5, noisy", decibels(truth, noisy), noisy));
    rows.add(row("ffdnet-color", decibels(truth, denoised), denoised));
    var dusk = hall.images("streets/dusk/image", SHOWN);
    rows.add(Hall.given("streets at dusk", dusk));
    rows.add(
        Hall.made(
            "tbefn-240x320", "", hall.replacing(new ImageTranslator(), "tbefn-240x320"), dusk));
    var enlarging = Enlarging.by(2, Hall.images(hall.images("set14", 100)));
    var small = hall.table(enlarging.shrunk());
    for (var way : List.of("bicubic", "waifu2x-upconv7")) {
      var made = Hall.made(enlarging.stage(hall, way), small);
      var score = enlarging.score(made).toString();
      System.out.printf("set14 enlarged by 2, %s: %s%n", way, score);
      rows.add(row(way, score, made.subList(0, SHOWN)));
    }
    return ContactSheet.png(
        "Images made anew",
        "ImageTranslator and SuperResolution",
        rows,
        new Scale(220, 240),
        Hall.CODEC);
  }

  private static String decibels(List<byte[]> truth, List<byte[]> made) {
    double sum = 0;
    for (int i = 0; i < truth.size(); i++) {
      try (var one = Hall.decoded(truth.get(i));
          var other = Hall.decoded(made.get(i))) {
        sum += Psnr.of(one, other, new Comparison(Comparison.Channel.STUDIO_LUMA, 0));
      }
    }
    var text = String.format(Locale.ROOT, "%.2f dB", sum / truth.size());
    System.out.println("set5 with noise of 25 / 255, luma: " + text);
    return text;
  }

  private byte[] digits() {
    var rows = new ArrayList<ContactSheet.Row>();
    var asked =
        IntStream.range(0, 10)
            .mapToObj(digit -> "\"%d\": %d".formatted(digit, DIGITS))
            .collect(Collectors.joining(", ", "{", "}"));
    for (var name : List.of("digits-cgan", "digits-cvae", "digits-dit")) {
      var sampler =
          new GenerativeSampler()
              .setModel(hall.bundle(name))
              .setAllowUnlicensed(true)
              .setCounts(asked)
              .setKeyCol("key")
              .setSeed(1);
      if (name.equals("digits-dit")) {
        sampler.setSteps(30).setGuidanceScale(2);
      }
      var made = sampler.transform(hall.nothing()).cache();
      long right = hall.judge("mnist-cnn").transform(made).where("label = prediction").count();
      var figure = "%d of %d recognized by mnist-cnn".formatted(right, made.count());
      System.out.println(name + ": " + figure);
      var first = new ArrayList<byte[]>();
      for (int digit = 0; digit < 10; digit++) {
        made
            .where(col("label").equalTo(digit + ""))
            .orderBy("key")
            .limit(2)
            .collectAsList()
            .stream()
            .map(row -> row.<byte[]>getAs("image"))
            .forEach(first::add);
      }
      rows.add(row(name, figure, first));
    }
    return ContactSheet.png(
        "Digits 0 to 9", "GenerativeSampler", rows, new Scale(84, 300), Hall.CODEC);
  }

  private static ContactSheet.Row row(String title, String subtitle, List<byte[]> images) {
    return new ContactSheet.Row(title, subtitle, List.of(Hall.tiles(images, "", Hall.MADE)));
  }
}
