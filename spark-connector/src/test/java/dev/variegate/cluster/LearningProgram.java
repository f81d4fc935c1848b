package dev.variegate.cluster;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.ImageVectorizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What a process does that learns from images, in the order of the arguments; it prints the
 * libraries of linear algebra that it holds in the end.
 */
public final class LearningProgram {

  private static final int SIDE = 28;
  private static final int ROWS = 200;
  private static final int CLASSES = 4;

  private LearningProgram() {}

  public static void main(String[] order) throws IOException {
    for (var part : order) {
      switch (part) {
        case "image" -> decode();
        case "learner" -> multiply();
        case "cluster" -> learn();
        default -> throw new IllegalArgumentException(part);
      }
    }
    libraries().forEach(System.out::println);
  }

  private static void decode() {
    new ImageCodec(1 << 20).decode(image(0)).close();
  }

  /** One quarter of it is light. */
  private static byte[] image(int number) {
    var samples = new byte[SIDE * SIDE];
    int quarter = samples.length / CLASSES;
    Arrays.fill(samples, number * quarter, (number + 1) * quarter, Byte.MAX_VALUE);
    try (var image = Image.ofBytes(SIDE, SIDE, 1, samples)) {
      return new ImageCodec(1 << 20).encode(image, Encoding.parse("png"));
    }
  }

  /** As MLlib's learners do: the products are exact, whoever sums them up. */
  private static void multiply() {
    var ones = new double[ROWS * ROWS];
    Arrays.fill(ones, 1);
    var matrix = new DenseMatrix(ROWS, ROWS, ones);
    var squared = matrix.multiply(matrix).values();
    if (Arrays.stream(squared).anyMatch(product -> product != ROWS)) {
      throw new IllegalStateException("A product is wrong");
    }
  }

  private static void learn() throws IOException {
    try (var spark = SparkSession.builder().getOrCreate()) {
      var schema =
          new StructType().add("image", DataTypes.BinaryType).add("label", DataTypes.DoubleType);
      var rows =
          IntStream.range(0, ROWS)
              .<Row>mapToObj(i -> RowFactory.create(image(i % CLASSES), (double) (i % CLASSES)))
              .toList();
      var images = spark.createDataFrame(rows, schema).repartition(4).cache();
      var vectors =
          new ImageVectorizer()
              .setWidth(SIDE)
              .setHeight(SIDE)
              .setChannels("gray")
              .transform(images);
      var model = new LogisticRegression().setMaxIter(5).fit(vectors);
      System.out.println("classes " + model.numClasses());
      System.out.println("right " + model.transform(vectors).where("prediction = label").count());
      new JavaSparkContext(spark.sparkContext())
          .parallelize(List.of(1, 2, 3, 4), 4)
          .flatMap(part -> libraries().iterator())
          .distinct()
          .collect()
          .forEach(library -> System.out.println("executor " + library));
    }
  }

  /** Each by the name that the system's loader has found it by. */
  private static List<String> libraries() throws IOException {
    try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/") && line.matches(".*(blas|opencv_core)[^/]*"))
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .toList();
    }
  }
}
