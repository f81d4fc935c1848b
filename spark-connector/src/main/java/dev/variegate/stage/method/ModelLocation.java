package dev.variegate.stage.method;

import dev.variegate.base.Sha256;
import dev.variegate.file.FolderWalk;
import dev.variegate.model.BundleSource;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;

/** A place that bundles are read from, as this JVM sees it. */
sealed interface ModelLocation {

  /** Stands before the name of a resource on the class path. */
  String CLASS_PATH = "classpath:";

  /**
   * Opens the bundle that lies there.
   *
   * @throws FileNotFoundException if there is none
   */
  ModelBundle open(Licensing licensing) throws IOException;

  /**
   * Changes when what lies there does, as far as a look from outside can say; empty where opening
   * it again is as cheap as such a look.
   *
   * @throws FileNotFoundException if there is nothing
   */
  Optional<String> stamp() throws IOException;

  /** The full name of an address, with which other JVMs look at the same place. */
  static String qualified(String address, Configuration hadoop) throws IOException {
    if (address.startsWith(CLASS_PATH)) {
      return address;
    }
    var path = new Path(address);
    return path.getFileSystem(hadoop).makeQualified(path).toString();
  }

  /** The place with a full name. */
  static ModelLocation of(String qualified, Configuration hadoop) {
    if (qualified.startsWith(CLASS_PATH)) {
      return new Resource(qualified.substring(CLASS_PATH.length()).replaceAll("^/+|/+$", ""));
    }
    var path = new Path(qualified);
    return "file".equals(path.toUri().getScheme())
        ? new Local(java.nio.file.Path.of(path.toUri().getPath()))
        : new Remote(path, hadoop);
  }

  /** On a disk of this machine, or among the files that {@code --files} brought. */
  record Local(java.nio.file.Path path) implements ModelLocation {
    @Override
    public ModelBundle open(Licensing licensing) throws IOException {
      return ModelBundle.open(found(), licensing);
    }

    @Override
    public Optional<String> stamp() {
      return Optional.empty();
    }

    private java.nio.file.Path found() throws FileNotFoundException {
      if (Files.exists(path)) {
        return path;
      }
      return brought()
          .filter(Files::exists)
          .orElseThrow(() -> new FileNotFoundException(path.toString()));
    }

    private Optional<java.nio.file.Path> brought() {
      return Optional.ofNullable(SparkEnv.get())
          .map(any -> java.nio.file.Path.of(SparkFiles.get(path.getFileName().toString())));
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** On another file system. */
  record Remote(Path path, Configuration hadoop) implements ModelLocation {
    @Override
    public ModelBundle open(Licensing licensing) throws IOException {
      var files = path.getFileSystem(hadoop);
      files.getFileStatus(path);
      return ModelBundle.fetch(
          path.toString(),
          below -> files.open(below.isEmpty() ? path : new Path(path, below)),
          licensing);
    }

    @Override
    public Optional<String> stamp() throws IOException {
      var files = path.getFileSystem(hadoop);
      var text = new StringBuilder();
      FolderWalk.of(
          files,
          path,
          file ->
              text.append(file.getPath())
                  .append(' ')
                  .append(file.getLen())
                  .append(' ')
                  .append(file.getModificationTime())
                  .append('\n'));
      return Optional.of(Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** A resource on the class path. */
  record Resource(String name) implements ModelLocation {
    @Override
    public ModelBundle open(Licensing licensing) throws IOException {
      var loader = Thread.currentThread().getContextClassLoader();
      return ModelBundle.fetch(toString(), BundleSource.resources(loader, name), licensing);
    }

    @Override
    public Optional<String> stamp() {
      return Optional.of("resource");
    }

    @Override
    public String toString() {
      return CLASS_PATH + name;
    }
  }
}
