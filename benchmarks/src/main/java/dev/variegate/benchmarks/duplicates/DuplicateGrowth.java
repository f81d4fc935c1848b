package dev.variegate.benchmarks.duplicates;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.variegate.codec.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.io.ImageFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Says how the time to find near-duplicates grows with the number of images. More images than there
 * are come of mirroring, transposing, inverting and shifting them by half, which near-duplicates do
 * not survive; one in a hundred is a JPEG copy of another.
 */
public final class DuplicateGrowth {

  private static final int VARIANTS = 32;
  private static final int COPIES = 100;

  private DuplicateGrowth() {}

  /**
   * What was measured.
   *
   * @param images that are compared, copies included
   * @param seconds from the first to the last, which other work on the machine makes more
   * @param processorSeconds of all threads of this JVM
   * @param found copies that are found
   * @param pairs that are found
   */
  record Result(
      int images, double seconds, double processorSeconds, int copies, long found, int pairs) {}

  /**
   * Takes a folder of square images in a folder for each class, the folder for figures, and the
   * numbers of images.
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be at least 3; call it with DATA-FOLDER RESULT-FOLDER SIZE..."
              .formatted(args.length));
    }
    var spark = SparkSession.builder().appName("DuplicateGrowth").getOrCreate();
    var table = new ImageFolder(args[0]).read(spark).select("key", "image");
    var real = table.orderBy(functions.xxhash64(table.col("key"))).collectAsList();
    var results = new ArrayList<Result>();
    for (var size : Arrays.asList(args).subList(2, args.length)) {
      results.add(measured(real, Integer.parseInt(size)));
      System.out.println(results.get(results.size() - 1));
    }
    var folder = Files.createDirectories(Path.of(args[1]));
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(folder.resolve("duplicate-growth.json").toFile(), results);
  }

  private static Result measured(List<Row> real, int size) {
    int copies = size / COPIES;
    if (size - copies > VARIANTS * real.size()) {
      throw new IllegalArgumentException(
          "%d images are asked for but %d make at most %d; give more images, or ask for fewer"
              .formatted(size, real.size(), VARIANTS * real.size()));
    }
    var rows = new ArrayList<Row>();
    for (int i = 0; i < size - copies; i++) {
      var source = real.get(i % real.size());
      int variant = i / real.size();
      rows.add(
          RowFactory.create(
              "%d/%s".formatted(variant, source.getString(0)),
              varied(source.<byte[]>getAs(1), variant)));
    }
    for (int i = 0; i < copies; i++) {
      var key = "copy/" + rows.get(i).getString(0);
      rows.add(RowFactory.create(key, PlantedCopies.JPEG.of(rows.get(i).<byte[]>getAs(1), key)));
    }
    long start = System.nanoTime();
    long started = processorNanos();
    var pairs = FindDuplicates.pairs(rows);
    double seconds = (System.nanoTime() - start) / 1e9;
    double processorSeconds = (processorNanos() - started) / 1e9;
    long found =
        pairs.stream()
            .filter(
                pair ->
                    pair.other().equals("copy/" + pair.one())
                        || pair.one().equals("copy/" + pair.other()))
            .count();
    return new Result(size, seconds, processorSeconds, copies, found, pairs.size());
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** A PNG of the image, of which each bit of the variant changes all places or samples. */
  private static byte[] varied(byte[] encoded, int variant) {
    try (var image = PlantedCopies.CODEC.decode(encoded);
        var made =
            Image.ofBytes(
                image.width(), image.height(), image.channels(), samples(image, variant))) {
      return PlantedCopies.CODEC.encode(made, Encoding.of(ImageFormat.PNG));
    }
  }

  private static byte[] samples(Image image, int variant) {
    int side = image.width();
    int channels = image.channels();
    var given = image.toBytes();
    var made = new byte[given.length];
    int shift = has(variant, 4) ? side / 2 : 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int column = (x + shift) % side;
        int row = (y + shift) % side;
        column = has(variant, 0) ? side - 1 - column : column;
        row = has(variant, 1) ? side - 1 - row : row;
        int from = has(variant, 2) ? column * side + row : row * side + column;
        for (int c = 0; c < channels; c++) {
          byte sample = given[from * channels + c];
          made[(y * side + x) * channels + c] = has(variant, 3) ? (byte) ~sample : sample;
        }
      }
    }
    return made;
  }

  private static boolean has(int variant, int bit) {
    return (variant >> bit & 1) == 1;
  }
}
