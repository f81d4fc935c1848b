package dev.variegate.io;

import dev.variegate.file.FolderWalk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Moves the files of several folders to the same paths below one, the folders at the same time:
 * Hadoop's committer asks the file system three or four times for each file, and waits for each
 * answer.
 */
final class ParallelMoves {

  private static final int THREADS = 8;

  private final FileSystem fs;
  private final FileSystemPath target;
  private final ConcurrentHashMap<Path, Boolean> made = new ConcurrentHashMap<>();

  /**
   * @param target where all are moved to; no two may have one path
   */
  ParallelMoves(FileSystem fs, Path target) {
    this.fs = fs;
    this.target = new FileSystemPath(fs, target);
  }

  /** Moves what lies below the sources, and deletes these. */
  void from(List<Path> sources) throws IOException {
    try (var moves = new ParallelFiles(THREADS)) {
      for (var source : sources) {
        moves.begin(
            () -> {
              move(source);
              return null;
            });
      }
      moves.await();
    }
  }

  private void move(Path source) throws IOException {
    var root = fs.makeQualified(source).toUri().getPath();
    try {
      FolderWalk.of(fs, source, file -> move(file.getPath(), root));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    fs.delete(source, true);
  }

  private void move(Path file, String root) {
    var below = fs.makeQualified(file).toUri().getPath().substring(root.length() + 1);
    var to = target.child(below).path();
    try {
      if (Thread.interrupted()) {
        throw new InterruptedIOException("another move has failed");
      }
      made.computeIfAbsent(to.getParent(), this::make); // others wait for it
      if (fs instanceof LocalFileSystem local) {
        Files.move(local.pathToFile(file).toPath(), local.pathToFile(to).toPath());
      } else if (!fs.rename(file, to)) {
        throw new IOException("\"%s\" cannot be renamed to \"%s\"".formatted(file, to));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean make(Path folder) {
    try {
      return fs.mkdirs(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
