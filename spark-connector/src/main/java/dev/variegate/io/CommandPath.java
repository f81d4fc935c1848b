package dev.variegate.io;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Objects;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.SparkSession;

/**
 * A path that a command reads or writes, by the name that messages give it.
 *
 * <p>Two paths are compared by where they really lie: links are followed, {@code ..}, slashes at
 * the end, a missing scheme and another case of scheme or host make no difference.
 */
public final class CommandPath {

  private final String name;
  private final FileSystemPath location;
  private final Path real;

  private CommandPath(String name, FileSystemPath location) {
    this.name = name;
    this.location = location;
    this.real = real(location);
  }

  /**
   * The path that a text names, which need not exist.
   *
   * @param name what it is to the command: {@code output}
   */
  public static CommandPath of(SparkSession spark, String name, String path) {
    return new CommandPath(name, FileSystemPath.of(spark, path));
  }

  /** The path of a file or folder on a file system that is known already. */
  public static CommandPath of(FileSystem fs, String name, Path path) {
    return new CommandPath(name, new FileSystemPath(fs, fs.makeQualified(path)));
  }

  /** Refuses if one of the two is, holds or lies within the other. */
  public void requireApartFrom(CommandPath other) {
    requireOutside(other);
    if (other.isWithin(this)) {
      throw overlap(other);
    }
  }

  /** Refuses if this is the other or lies within it. */
  public void requireOutside(CommandPath other) {
    if (isWithin(other)) {
      throw overlap(other);
    }
  }

  private IllegalArgumentException overlap(CommandPath other) {
    return new IllegalArgumentException(
        "%s \"%s\" overlaps the %s \"%s\" but the two must lie apart; choose another %s"
            .formatted(title(), location, other.name, other.location, name));
  }

  private boolean isWithin(CommandPath outer) {
    if (!Objects.equals(server(), outer.server())) {
      return false;
    }
    var holder = outer.real.toUri().getPath();
    for (var path = real; path != null; path = path.getParent()) {
      if (path.toUri().getPath().equals(holder)) {
        return true;
      }
    }
    return false;
  }

  /** What distinguishes file systems: the service with its port, else scheme and host. */
  private String server() {
    var service = location.fs().getCanonicalServiceName();
    URI uri = real.toUri();
    return service == null
        ? (uri.getScheme() + "://" + Objects.requireNonNullElse(uri.getAuthority(), ""))
            .toLowerCase(Locale.ROOT)
        : service;
  }

  /** Refuses if nothing can be written there, as far as permissions show. */
  public void requireWritable() {
    FileSystemPath.ask(
        () -> {
          var there = nearest(location);
          if (!there.isFolder()) {
            throw new IllegalArgumentException(
                "%s \"%s\" cannot be made, \"%s\" is a file and must be a folder; choose another %s"
                    .formatted(title(), location, there, name));
          }
          if (!isWritable(there)) {
            throw new IllegalArgumentException(
                "%s \"%s\" cannot be written, \"%s\" is read-only and must be writable; change its rights or choose another %s"
                    .formatted(title(), location, there, name));
          }
          return true;
        });
  }

  /** As {@link #requireWritable}, of the folder that a file is written into. */
  public void requireWritableFile() {
    new CommandPath(name, new FileSystemPath(location.fs(), location.path().getParent()))
        .requireWritable();
  }

  private static boolean isWritable(FileSystemPath folder) throws IOException {
    if (folder.fs() instanceof LocalFileSystem local) {
      return Files.isWritable(local.pathToFile(folder.path()).toPath()); // sees read-only disks too
    }
    try {
      folder.fs().access(folder.path(), FsAction.WRITE);
      return true;
    } catch (AccessControlException e) {
      return false;
    }
  }

  /** The path itself, or the lowest of the folders above it that is there. */
  private static FileSystemPath nearest(FileSystemPath location) throws IOException {
    var path = location.path();
    while (path.getParent() != null && !location.fs().exists(path)) {
      path = path.getParent();
    }
    return new FileSystemPath(location.fs(), path);
  }

  /** With links followed as far as the path is there; as it stands where that cannot be asked. */
  private static Path real(FileSystemPath location) {
    try {
      if (location.fs() instanceof LocalFileSystem local) {
        return new Path("file", null, local.pathToFile(location.path()).getCanonicalPath());
      }
      var there = nearest(location).path();
      var rest = there.toUri().relativize(location.path().toUri()).getPath();
      var resolved = location.fs().resolvePath(there);
      return rest.isEmpty() ? resolved : new Path(resolved, rest);
    } catch (IOException e) {
      return location.path();
    }
  }

  private String title() {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
