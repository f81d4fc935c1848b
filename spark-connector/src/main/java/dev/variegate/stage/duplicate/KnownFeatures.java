package dev.variegate.stage.duplicate;

import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.FeatureProjection;
import dev.variegate.quality.distribution.NearestVectors;
import dev.variegate.stage.row.FeatureExtractor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Features of the training images of each class, with which gates compare images that a plan makes.
 * More than 64 features are projected to 64, at random and always alike. They go to the driver and
 * to each executor, at most 256 bytes for an image.
 */
public final class KnownFeatures implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The score of the nearest training image of the class. */
  public static final String DISTANCE = "training-distance";

  /** Of the rows that features come in: class and features, projected. */
  public static final StructType TYPE =
      new StructType()
          .add("class", "string")
          .add("features", DataTypes.createArrayType(DataTypes.FloatType, false));

  private static final int MOST = 500_000;
  private static final int MOST_WIDTH = 64;
  private static final int BLOCK = 256;

  /** Of the projection: the same for all plans, so that a number means the same in each. */
  private static final long SEED = 0;

  private final String extractor;
  private final String sha256;
  private final int width;
  private final TreeMap<String, NearestVectors> classes;

  private KnownFeatures(FeatureExtractor extractor, int width, Map<String, NearestVectors> known) {
    this.extractor = extractor.name();
    this.sha256 = extractor.sha256();
    this.width = width;
    this.classes = new TreeMap<>(known);
  }

  /**
   * Those of rows of classes and features, in any order; equal ones of a class count once.
   *
   * @param features rows of {@link #TYPE}, not projected yet
   * @throws IllegalArgumentException if there is none, they are too many, differ in width or are
   *     not finite
   */
  public static KnownFeatures of(JavaRDD<Row> features, FeatureExtractor extractor) {
    features.persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      requireFew(extractor, features.count());
      int width = features.map(row -> floats(row).length).reduce(Math::max);
      var projected = features.mapPartitions(rows -> new Projected(rows, width));
      return known(projected.collect(), extractor, width);
    } finally {
      features.unpersist(false);
    }
  }

  /**
   * What was kept of some.
   *
   * @param rows by {@link #rows}
   * @param width of features before they are projected
   */
  public static KnownFeatures known(List<Row> rows, FeatureExtractor extractor, int width) {
    var vectors = new HashMap<String, List<float[]>>();
    rows.forEach(
        row ->
            vectors.computeIfAbsent(row.getString(0), any -> new ArrayList<>()).add(floats(row)));
    var known = new HashMap<String, NearestVectors>();
    vectors.forEach((label, some) -> known.put(label, new NearestVectors(some)));
    return new KnownFeatures(extractor, width, known);
  }

  /** Spark may hand on the array that the row was made with. */
  private static float[] floats(Row row) {
    if (row.get(1) instanceof float[] made) {
      return made;
    }
    var numbers = row.<Float>getList(1);
    var floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i);
    }
    return floats;
  }

  static void requireFew(FeatureExtractor extractor, long count) {
    if (count == 0) {
      throw new IllegalArgumentException(
          "Gate of \"%s\" compares with images of training but the table has none that can be read; give it training images, or remove the gate"
              .formatted(DISTANCE));
    }
    if (count > MOST) {
      throw new IllegalArgumentException(
          "Gate of \"%s\" compares with the features of %d images by %s but must with at most %d, for each executor holds them; remove the gate, or set splitCol so that fewer are of training"
              .formatted(DISTANCE, count, extractor, MOST));
    }
  }

  /** Rows with features that are projected, a block at a time. */
  private static final class Projected implements Iterator<Row> {
    private final Iterator<Row> given;
    private final UnaryOperator<FeatureBlock> projection;
    private final List<Row> ready = new ArrayList<>();

    Projected(Iterator<Row> given, int width) {
      this.given = given;
      this.projection = projection(width);
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty() || given.hasNext();
    }

    @Override
    public Row next() {
      if (ready.isEmpty()) {
        var labels = new ArrayList<String>();
        var vectors = new ArrayList<double[]>();
        while (given.hasNext() && vectors.size() < BLOCK) {
          var row = given.next();
          labels.add(row.getString(0));
          vectors.add(doubles(floats(row)));
        }
        var block = projection.apply(FeatureBlock.of(vectors));
        for (int i = block.rows() - 1; i >= 0; i--) {
          ready.add(RowFactory.create(labels.get(i), single(block.row(i))));
        }
      }
      return ready.remove(ready.size() - 1);
    }
  }

  private static UnaryOperator<FeatureBlock> projection(int width) {
    return width > MOST_WIDTH
        ? new FeatureProjection(SEED, width, MOST_WIDTH).open()
        : UnaryOperator.identity();
  }

  private static double[] doubles(float[] vector) {
    var numbers = new double[vector.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vector[i];
    }
    return numbers;
  }

  private static float[] single(double[] vector) {
    var numbers = new float[vector.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) vector[i];
    }
    return numbers;
  }

  /** What made the features. */
  public FeatureExtractor extractor() {
    return new FeatureExtractor(extractor, sha256);
  }

  /** Numbers of the features of an image, before they are projected. */
  public int width() {
    return width;
  }

  /** Numbers of them that are compared. */
  public int compared() {
    return Math.min(width, MOST_WIDTH);
  }

  /** The classes that are here. */
  public Set<String> labels() {
    return classes.keySet();
  }

  /** How many different images of a class are here. */
  public int images(String label) {
    return classes.get(label).size();
  }

  /** How many different images are here, of all classes. */
  public long images() {
    return classes.values().stream().mapToLong(NearestVectors::size).sum();
  }

  /** The distance of one of these images to the nearest other one of its class. */
  public double distanceToOther(String label, int image) {
    return classes.get(label).distanceToOther(image);
  }

  /** What finds distances of images of one task. */
  public Distances open() {
    return new Distances(projection(width));
  }

  /** Finds distances. */
  public final class Distances {
    private final UnaryOperator<FeatureBlock> projection;

    private Distances(UnaryOperator<FeatureBlock> projection) {
      this.projection = projection;
    }

    /** To the nearest image of a class; none where there is no image of it. */
    public OptionalDouble of(String label, float[] features) {
      var known = classes.get(label);
      if (known == null) {
        return OptionalDouble.empty();
      }
      var block = projection.apply(FeatureBlock.of(List.of(doubles(features))));
      return OptionalDouble.of(known.distance(single(block.row(0))));
    }
  }

  /** Rows of {@link #TYPE}, projected. */
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    classes.forEach(
        (label, vectors) -> {
          for (int i = 0; i < vectors.size(); i++) {
            rows.add(RowFactory.create(label, vectors.vector(i)));
          }
        });
    return rows;
  }
}
