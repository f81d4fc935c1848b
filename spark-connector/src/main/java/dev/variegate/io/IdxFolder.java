package dev.variegate.io;

import dev.variegate.codec.IdxFile;
import dev.variegate.codec.ImageCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A folder of image and label files in IDX format, as MNIST and its kin come: {@code
 * NAME-images-idx3-ubyte} beside {@code NAME-labels-idx1-ubyte}, plain or with {@code .gz}.
 *
 * <p>Split: {@code test} where NAME ends in {@code t10k} or {@code test}, {@code train} where it
 * ends in {@code train}, else NAME. Key: {@code NAME/000042}, the number of the image in its file.
 * Image: PNG, 8-bit gray. Files are cut into parts of about 8 MB of samples, one a task; a task
 * holds one image at a time, and skips what lies before its part (of a gzip file it must inflate
 * that: for files of many GB, inflate them first).
 *
 * @param labels names of the labels 0, 1 ...; none: the numbers themselves
 */
public record IdxFolder(String path, List<String> labels) implements ImageSource {

  static final StructType SCHEMA =
      new StructType()
          .add(KEY, DataTypes.StringType, false)
          .add(IMAGE, DataTypes.BinaryType, false)
          .add(LABEL, DataTypes.StringType, false)
          .add(SPLIT, DataTypes.StringType, false);

  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";
  private static final int PART_BYTES = 8 << 20;

  public IdxFolder {
    labels = List.copyOf(labels);
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var folder = FileSystemPath.folder(spark, path, "IDX folder");
    var parts = new ArrayList<IdxPart>();
    var stems = new HashSet<String>();
    for (var file : folder.children()) {
      if (stem(file).endsWith(IMAGES)) {
        if (!stems.add(stem(file))) {
          throw new IllegalArgumentException(
              "IDX folder \"%s\" holds both %s and the same with .gz but must hold one; remove the other"
                  .formatted(folder, stem(file)));
        }
        parts.addAll(FileSystemPath.ask(() -> parts(folder, file)));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "IDX folder \"%s\" holds no images but must hold files such as train%s.gz; check the path"
              .formatted(folder, IMAGES));
    }
    var conf = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    var names = labels;
    // Numbers, one a task: Kryo, which some clusters ship data with, knows no records.
    FlatMapFunction<Long, Row> read =
        number -> new IdxRows(parts.get(number.intValue()), conf.value(), names);
    return spark.range(0, parts.size(), 1, parts.size()).flatMap(read, Encoders.row(SCHEMA));
  }

  private static List<IdxPart> parts(FileSystemPath folder, FileStatus listed) throws IOException {
    var imageFile = folder.child(listed.getPath().getName());
    var name = stem(listed).substring(0, stem(listed).indexOf(IMAGES));
    var labels = labelsBeside(folder, name);
    try (var images = open(imageFile);
        var classes = open(labels)) {
      if (images.shape().size() != 2
          || !classes.shape().isEmpty()
          || images.count() != classes.count()) {
        throw new IllegalArgumentException(
            "IDX files %s and %s hold %s items of shape %s and %s of shape %s but must hold as many images [height, width] as labels []; pass files that belong together"
                .formatted(
                    imageFile,
                    labels,
                    images.count(),
                    images.shape(),
                    classes.count(),
                    classes.shape()));
      }
      long pixels = (long) images.shape().get(0) * images.shape().get(1);
      if (pixels > ImageCodec.DEFAULT_MAX_PIXELS) {
        throw new IllegalArgumentException(
            "IDX file %s declares images of %s pixels but must not exceed %s; pass another file"
                .formatted(imageFile, pixels, ImageCodec.DEFAULT_MAX_PIXELS));
      }
      images.requireLength(length(imageFile));
      classes.requireLength(length(labels));
      int step = (int) Math.max(1, PART_BYTES / pixels);
      return IntStream.iterate(
              0, start -> start < images.count() && start >= 0, start -> start + step)
          .mapToObj(
              start ->
                  new IdxPart(
                      imageFile.toString(),
                      labels.toString(),
                      name,
                      start,
                      Math.min(step, images.count() - start)))
          .toList();
    }
  }

  private static long length(FileSystemPath file) throws IOException {
    return file.fs().getFileStatus(file.path()).getLen();
  }

  private static FileSystemPath labelsBeside(FileSystemPath folder, String name) {
    return folder.children().stream()
        .filter(file -> stem(file).equals(name + LABELS))
        .map(file -> folder.child(file.getPath().getName()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "IDX folder \"%s\" holds no labels for %s but must hold %s%s or the same with .gz; copy the file there"
                        .formatted(folder, name + IMAGES, name, LABELS)));
  }

  private static IdxFile open(FileSystemPath file) throws IOException {
    return IdxFile.open(file.open(), file.toString());
  }

  private static String stem(FileStatus file) {
    var name = file.getPath().getName();
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }
}
