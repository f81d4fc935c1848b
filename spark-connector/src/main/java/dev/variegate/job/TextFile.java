package dev.variegate.job;

import dev.variegate.io.CommandPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of configuration. Without a scheme it lies on the driver's own disk, where people keep
 * such files, whatever file system holds the data.
 */
record TextFile(Path path) {

  static TextFile of(String path) {
    return new TextFile(new Path(path));
  }

  /** A file named in this one: relative to the folder of this one. */
  TextFile beside(String name) {
    return new TextFile(new Path(path.getParent(), name));
  }

  /** The whole text; {@code what} names the file in messages. */
  String read(String what, Configuration hadoop) {
    try (var in = fileSystem(hadoop).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new BadJobException(
          "%s \"%s\" is missing but must be a file that the driver can read; check the path"
              .formatted(what, path),
          e);
    } catch (IOException e) {
      throw new BadJobException(
          "%s \"%s\" cannot be read (%s); check the path and its rights"
              .formatted(what, path, e.getMessage()),
          e);
    }
  }

  /** Where it lies, by the name that messages give it. */
  CommandPath commandPath(String name, Configuration hadoop) {
    try {
      return CommandPath.of(fileSystem(hadoop), name, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem fileSystem(Configuration hadoop) throws IOException {
    return path.toUri().getScheme() == null
        ? FileSystem.getLocal(hadoop)
        : path.getFileSystem(hadoop);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
