package dev.variegate.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Walks through a folder of any Hadoop file system, in the order of names.
 *
 * <p>An object store has no folders and answers one request with the next thousand files, in
 * whatever folders: there it is one listing, in the order of whole paths.
 *
 * <p>Others it lists with {@code listStatus}: Hadoop's {@code listFiles} asks each local file for
 * its permission, for which it starts the program {@code ls}. Symbolic links are followed, as
 * Hadoop and Spark do, also out of the folder; one that leads back to a folder about it is refused,
 * and so is a local name that this JVM cannot read.
 */
public final class FolderWalk {

  /** What is done with each entry; folders come before what they hold. */
  public interface Visitor {

    void file(FileStatus file);

    /** Whether the folder is to be entered. */
    default boolean enters(FileStatus folder) {
      return true;
    }

    /** A local link to nothing. */
    default void broken(Path link) {}
  }

  private final FileSystem fs;
  private final boolean local;
  private final Visitor visitor;
  private final Set<java.nio.file.Path> about = new HashSet<>();

  private FolderWalk(FileSystem fs, Visitor visitor) {
    this.fs = fs;
    this.local = "file".equals(fs.getUri().getScheme());
    this.visitor = visitor;
  }

  /**
   * Visits all that lies below the root, or the root itself if it is a file.
   *
   * @throws IllegalArgumentException if links make a loop, or a name cannot be read
   */
  public static void of(FileSystem fs, Path root, Visitor visitor) throws IOException {
    var status = fs.getFileStatus(root);
    if (status.isFile()) {
      visitor.file(status);
    } else if (fs.hasPathCapability(root, CommonPathCapabilities.ETAGS_AVAILABLE)) {
      new FolderWalk(fs, visitor).listAll(status.getPath());
    } else {
      new FolderWalk(fs, visitor).enter(status.getPath());
    }
  }

  private void listAll(Path root) throws IOException {
    var entered = new HashMap<>(Map.of(root, true));
    for (var files = fs.listFiles(root, true); files.hasNext(); ) {
      var file = files.next();
      if (enters(file.getPath().getParent(), entered)) {
        visitor.file(file);
      }
    }
  }

  private boolean enters(Path folder, Map<Path, Boolean> entered) {
    var known = entered.get(folder);
    if (known == null) {
      known =
          enters(folder.getParent(), entered)
              && visitor.enters(new FileStatus(0, true, 0, 0, 0, folder));
      entered.put(folder, known);
    }
    return known;
  }

  private void enter(Path folder) throws IOException {
    if (!local) {
      list(folder);
      return;
    }
    var real = file(folder).toPath().toRealPath();
    if (!about.add(real)) {
      throw new IllegalArgumentException(
          "Folder \"%s\" is a link to a folder that holds it but links must not make a loop; remove the link"
              .formatted(folder));
    }
    list(folder);
    about.remove(real);
  }

  private void list(Path folder) throws IOException {
    var listed = fs.listStatus(folder);
    if (local) {
      sayUnlisted(folder, listed);
    }
    Arrays.sort(listed, Comparator.comparing(entry -> entry.getPath().getName()));
    for (var entry : listed) {
      if (!entry.isDirectory()) {
        visitor.file(entry);
      } else if (visitor.enters(entry)) {
        enter(entry.getPath());
      }
    }
  }

  /** Hadoop leaves out, without a word, what it cannot open by the name that Java gave it. */
  private void sayUnlisted(Path folder, FileStatus[] listed) {
    var names = file(folder).list();
    if (names == null || names.length == listed.length) {
      return;
    }
    var known =
        Arrays.stream(listed).map(entry -> entry.getPath().getName()).collect(Collectors.toSet());
    for (var name : names) {
      var path = new Path(folder, new Path(null, null, name));
      if (known.contains(name) || isHidden(name)) {
        continue;
      }
      if (NativeNames.isUnreadable(name)) {
        throw new IllegalArgumentException(
            "File \"%s\" cannot be opened by its name%s".formatted(path, NativeNames.remedy()));
      }
      if (Files.isSymbolicLink(file(path).toPath())) {
        visitor.broken(path);
      }
    }
  }

  /** Whether a name begins with a dot or an underscore, which Hadoop and Spark skip. */
  public static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private static File file(Path path) {
    return new File(path.toUri().getPath());
  }
}
