package dev.variegate.stage.feature;

import static org.apache.spark.sql.functions.col;

import dev.variegate.file.FolderWalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features in a folder of any Hadoop file system: a folder for each extractor, with its description
 * and a folder of Parquet files for each run that computed any.
 *
 * <p>The folder of a run counts once it holds {@value #SUCCESS}, which Spark writes last, so that a
 * killed job leaves nothing that is read. Two jobs that write at the same time do not see each
 * other; what both computed is there twice, and read once.
 */
public final class FeatureStore {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureStore.class);

  private static final String DESCRIPTION = "extractor.json";
  private static final String SUCCESS = "_SUCCESS";

  /** Spark's own option: a path is no pattern. */
  private static final String GLOBBED = "__globPaths__";

  private final SparkSession spark;
  private final FileSystem fs;
  private final Path root;
  private final Path folder;
  private final Extraction extraction;

  private FeatureStore(
      SparkSession spark, FileSystem fs, Path root, Path folder, Extraction extraction) {
    this.spark = spark;
    this.fs = fs;
    this.root = root;
    this.folder = folder;
    this.extraction = extraction;
  }

  /**
   * Looks at what is there, and changes nothing; a folder that is not there is an empty store.
   *
   * @throws IllegalArgumentException if the path is no feature store, or its folder of the
   *     extractor is of another one
   */
  public static FeatureStore open(String path, Extraction extraction, SparkSession spark) {
    try {
      var given = new Path(path);
      var fs = given.getFileSystem(spark.sessionState().newHadoopConf());
      var root = fs.makeQualified(given);
      var folder = new Path(root, extraction.folder());
      var store = new FeatureStore(spark, fs, root, folder, extraction);
      store.requireStore();
      store.requireOwn();
      return store;
    } catch (UnsupportedFileSystemException e) {
      throw new IllegalArgumentException(
          "Feature store \"%s\" cannot be used (%s) but must be a folder on a known file system; set featureStore to another"
              .formatted(path, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireStore() throws IOException {
    if (!fs.exists(root)) {
      return;
    }
    if (!fs.getFileStatus(root).isDirectory()) {
      throw new IllegalArgumentException(
          "Feature store \"%s\" is a file but must be a folder; set featureStore to another path"
              .formatted(root));
    }
    var others = new ArrayList<String>();
    for (var child : visible(root)) {
      if (!isOfExtractor(child)) {
        throw new IllegalArgumentException(
            "Feature store \"%s\" holds \"%s\" but must hold folders of features alone; set featureStore to a folder of its own"
                .formatted(root, child.getPath().getName()));
      }
      others.add(child.getPath().getName());
    }
    if (!others.isEmpty() && !others.contains(folder.getName())) {
      LOG.warn(
          "Feature store \"{}\" holds features of other extractors alone ({}); those of {} are computed anew",
          root,
          String.join(", ", others),
          extraction.extractor());
    }
  }

  /** One that a job is just making is still empty. */
  private boolean isOfExtractor(FileStatus child) throws IOException {
    return child.isDirectory()
        && (fs.exists(new Path(child.getPath(), DESCRIPTION))
            || visible(child.getPath()).isEmpty());
  }

  private void requireOwn() throws IOException {
    var file = new Path(folder, DESCRIPTION);
    if (!fs.exists(file)) {
      return;
    }
    String found;
    try (var in = fs.open(file)) {
      found = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!found.equals(extraction.description())) {
      throw new IllegalArgumentException(
          "Features in \"%s\" are of %s but must be of %s; delete that folder, or set featureStore to another"
              .formatted(folder, found, extraction.description()));
    }
  }

  private List<FileStatus> visible(Path parent) throws IOException {
    return Arrays.stream(fs.listStatus(parent))
        .filter(child -> !FolderWalk.isHidden(child.getPath().getName()))
        .sorted()
        .toList();
  }

  Extraction extraction() {
    return extraction;
  }

  /** All that is there, each image once. */
  Dataset<Row> rows() {
    try {
      var runs = new ArrayList<String>();
      if (fs.exists(folder)) {
        for (var child : visible(folder)) {
          if (child.isDirectory() && fs.exists(new Path(child.getPath(), SUCCESS))) {
            runs.add(child.getPath().toString());
          }
        }
      }
      if (runs.isEmpty()) {
        return spark.createDataFrame(List.<Row>of(), extraction.schema());
      }
      var rows =
          spark
              .read()
              .schema(extraction.schema())
              .option(GLOBBED, false)
              .parquet(runs.toArray(String[]::new));
      return runs.size() == 1 ? rows : rows.dropDuplicates(new String[] {KeyedImages.KEY});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tasks that run at once. */
  int parallelism() {
    return spark.sparkContext().defaultParallelism();
  }

  /** The hashes of all that is there. */
  Dataset<Row> keys() {
    return rows().select(KeyedImages.KEY);
  }

  /**
   * Adds what an extractor says of images.
   *
   * @param extracted hashes, each once, and the columns that are kept
   * @throws IllegalArgumentException if nothing can be written there
   */
  void append(Dataset<Row> extracted) {
    describe();
    var columns =
        Stream.concat(
                Stream.of(col(KeyedImages.KEY)),
                extraction.columns().stream().map(StoredColumn::written))
            .toArray(Column[]::new);
    extracted
        .select(columns)
        .write()
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "true")
        .parquet(new Path(folder, "run-" + UUID.randomUUID()).toString());
  }

  /** Written aside and renamed, so that nobody reads half of it. */
  private void describe() {
    var file = new Path(folder, DESCRIPTION);
    var aside = new Path(folder, "_" + UUID.randomUUID());
    try {
      if (fs.exists(file)) {
        return;
      }
      try (var out = fs.create(aside, false)) {
        out.write(extraction.description().getBytes(StandardCharsets.UTF_8));
      }
      if (!fs.rename(aside, file)) { // another job was faster
        fs.delete(aside, false);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Feature store \"%s\" cannot be written (%s) but must be writable where features are computed; change its rights or set featureStore to another folder"
              .formatted(root, e.getMessage()),
          e);
    }
  }

  /** What messages call it. */
  @Override
  public String toString() {
    return root.toString();
  }
}
