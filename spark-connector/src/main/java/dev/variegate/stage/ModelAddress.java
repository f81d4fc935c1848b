package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.image.Sha256;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelBundle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder of a model bundle on any Hadoop file system. A local folder is used where it lies,
 * which must be the same on every executor; any other is fetched once for each JVM and deleted at
 * its end.
 *
 * @param folder qualified on the driver, so that all executors look at the same place
 */
record ModelAddress(String folder, Broadcast<SerializableConfiguration> hadoop)
    implements Serializable {

  static ModelAddress of(String address, SparkSession spark) {
    var context = spark.sparkContext();
    try {
      var path = new Path(address);
      var files = path.getFileSystem(context.hadoopConfiguration());
      return new ModelAddress(
          files.makeQualified(path).toString(), SerializableConfiguration.broadcast(context));
    } catch (IOException | IllegalArgumentException e) {
      throw new BadModelException(
          "Model address \"%s\" cannot be used: %s; give the folder of a model bundle"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /**
   * Opens the bundle; the hashes of its files are checked here, wherever they come from.
   *
   * @throws BadModelException if the bundle is missing, wrong or altered
   */
  ModelBundle open() {
    var path = new Path(folder);
    try {
      var files = path.getFileSystem(hadoop.value().value());
      return ModelBundle.open(
          "file".equals(files.getUri().getScheme())
              ? java.nio.file.Path.of(path.toUri().getPath())
              : fetched(files, path));
    } catch (FileNotFoundException e) {
      throw new BadModelException(
          "Model folder %s is missing, must be the folder of a model bundle; copy it there"
              .formatted(folder),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Model folder %s cannot be read".formatted(folder), e);
    }
  }

  /**
   * Opens the bundle of a model that makes pictures of asked classes.
   *
   * @throws BadModelException if it is missing, wrong or altered, or can do something else only
   */
  ModelBundle openSampler() {
    var bundle = open();
    try {
      Capability.SAMPLE.requireOf(bundle.description());
      Capability.CONDITION_ON_LABEL.requireOf(bundle.description());
      return bundle;
    } catch (UnsupportedOperationException e) {
      throw new BadModelException(e.getMessage(), e);
    }
  }

  // One at a time, so that tasks that start together fetch once.
  private static synchronized java.nio.file.Path fetched(FileSystem files, Path folder)
      throws IOException {
    var home =
        java.nio.file.Path.of(
            System.getProperty("java.io.tmpdir"),
            "variegate-models-" + ProcessHandle.current().pid());
    var target = home.resolve(stamp(files, folder));
    if (!Files.isDirectory(target)) {
      Files.createDirectories(home);
      var part = home.resolve(target.getFileName() + ".part");
      deleteTree(part);
      files.copyToLocalFile(false, folder, new Path(part.toUri()), true);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(target)));
    }
    return target;
  }

  /** Changes when a file of the folder does, so that a changed model is fetched again. */
  private static String stamp(FileSystem files, Path folder) throws IOException {
    var text = new StringBuilder(folder.toString());
    var listed = files.listFiles(folder, true);
    while (listed.hasNext()) {
      var file = listed.next();
      text.append('\n')
          .append(file.getPath())
          .append(' ')
          .append(file.getLen())
          .append(' ')
          .append(file.getModificationTime());
    }
    return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void deleteTree(java.nio.file.Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (var tree = Files.walk(root)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Folder %s cannot be deleted".formatted(root), e);
    }
  }
}
