package dev.variegate.benchmarks.gallery;

import dev.variegate.benchmarks.bundles.AssembleBundles;
import dev.variegate.benchmarks.gallery.Exhibit.Figure;
import dev.variegate.benchmarks.gallery.Hall.Patience;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Runs networks that others published through the stages, on real images: a sheet for each task,
 * one page of all, and a table of what was measured.
 */
public final class Gallery {

  private static final ImageCodec CODEC = new ImageCodec(400_000_000);

  private Gallery() {}

  /**
   * Takes the folder of descriptions, the shared folder (below it {@code models} and {@code data})
   * and the folder of results; then {@code --long}, or names of exhibits to make alone.
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      System.err.println("usage: Gallery DESCRIPTIONS SHARED RESULTS [--long] [EXHIBIT...]");
      System.exit(2);
    }
    var words = new ArrayList<>(Arrays.asList(args).subList(3, args.length));
    var patience = words.remove("--long") ? Patience.MINUTES : Patience.SECONDS;
    var results = Files.createDirectories(Path.of(args[2]));
    var bundles = results.resolve("bundles");
    var assembly = new AssembleBundles(Path.of(args[1], "models"));
    for (var description : AssembleBundles.descriptions(Path.of(args[0]))) {
      assembly.bundle(description, bundles);
    }
    var spark = SparkSession.builder().appName("Gallery").getOrCreate();
    var hall = new Hall(spark, bundles, Path.of(args[1], "data"), patience);
    show(exhibits(words), hall, results);
    spark.stop();
  }

  private static Map<String, Function<Hall, Exhibit>> exhibits(List<String> asked) {
    var exhibits = new LinkedHashMap<String, Function<Hall, Exhibit>>();
    exhibits.put("styles", Styles::exhibit);
    exhibits.put("paintings", Paintings::exhibit);
    exhibits.put("resolution", Resolution::exhibit);
    exhibits.put("samples", Samples::exhibit);
    exhibits.put("diffusion", Diffused::exhibit);
    exhibits.put("redrawn", Redrawn::exhibit);
    exhibits.put("latents", Latents::exhibit);
    exhibits.put("directions", Ways::exhibit);
    exhibits.put("fillings", Fillings::exhibit);
    exhibits.put("judgments", Judgments::exhibit);
    if (!exhibits.keySet().containsAll(asked)) {
      throw new IllegalArgumentException(
          "Exhibits asked for are %s, known are %s; correct the names"
              .formatted(asked, exhibits.keySet()));
    }
    if (!asked.isEmpty()) {
      exhibits.keySet().retainAll(asked);
    }
    return exhibits;
  }

  private static void show(Map<String, Function<Hall, Exhibit>> exhibits, Hall hall, Path results)
      throws IOException {
    var sheets = new ArrayList<byte[]>();
    for (var exhibit : exhibits.entrySet()) {
      long started = System.nanoTime();
      var shown = exhibit.getValue().apply(hall);
      sheets.add(shown.png(CODEC));
      var file = results.resolve(exhibit.getKey() + ".png");
      Files.write(file, sheets.get(sheets.size() - 1));
      System.out.printf(
          "%n%s (%.0f s): %s%n", shown.title(), (System.nanoTime() - started) / 1e9, file);
      for (Figure figure : shown.figures()) {
        System.out.printf("  %-64s %s%n", figure.what(), figure.value());
      }
    }
    var page = results.resolve("page.png");
    Files.write(page, page(sheets));
    System.out.printf("%nAll on one page: %s%n", page);
  }

  /** All sheets below each other, on white. */
  private static byte[] page(List<byte[]> sheets) {
    var images = sheets.stream().map(CODEC::decode).toList();
    try {
      int width = images.stream().mapToInt(Image::width).max().orElse(1);
      int height = images.stream().mapToInt(Image::height).sum();
      var samples = new byte[3 * width * height];
      Arrays.fill(samples, (byte) 255);
      int top = 0;
      for (var image : images) {
        int line = 3 * image.width();
        var given = image.toBytes();
        for (int y = 0; y < image.height(); y++) {
          System.arraycopy(given, y * line, samples, 3 * width * (top + y), line);
        }
        top += image.height();
      }
      try (var page = Image.ofBytes(width, height, 3, samples)) {
        return CODEC.encode(page, Encoding.of(ImageFormat.PNG));
      }
    } finally {
      images.forEach(Image::close);
    }
  }
}
