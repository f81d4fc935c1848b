package dev.variegate.io;

import dev.variegate.file.FolderWalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Moves the files below some folders to the same paths below another, several at a time: Hadoop's
 * committer asks the file system three or four times for each, and waits for each answer.
 *
 * @param target where all are moved to; no two may have one path
 */
record ParallelMoves(FileSystem fs, Path target) {

  private static final int THREADS = 8;

  /** Files of one folder that are moved one after the other. */
  private static final int TOGETHER = 256;

  /** Moves what lies below the sources; the folders themselves stay, empty. */
  void from(List<Path> sources) throws IOException {
    var pool = Executors.newFixedThreadPool(THREADS);
    try {
      var made = new HashSet<Path>();
      for (var source : sources) {
        var moves = new ArrayList<Future<?>>();
        for (var some : files(source)) {
          var folder = in(source, some.get(0).getParent());
          if (made.add(folder)) {
            fs.mkdirs(folder);
          }
          moves.add(pool.submit(() -> move(some, folder)));
        }
        for (var move : moves) {
          await(move);
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The files below a folder, in lists of files that lie in one folder. */
  private List<List<Path>> files(Path source) throws IOException {
    var lists = new ArrayList<List<Path>>();
    FolderWalk.of(
        fs,
        source,
        new FolderWalk.Visitor() {
          @Override
          public void file(FileStatus file) {
            var path = file.getPath();
            var last = lists.isEmpty() ? List.<Path>of() : lists.get(lists.size() - 1);
            if (last.isEmpty()
                || last.size() == TOGETHER
                || !last.get(0).getParent().equals(path.getParent())) {
              lists.add(new ArrayList<>());
            }
            lists.get(lists.size() - 1).add(path);
          }
        });
    return lists;
  }

  /** Where the files of a folder below a source are moved to. */
  private Path in(Path source, Path folder) {
    var root = fs.makeQualified(source).toUri().getPath();
    var whole = fs.makeQualified(folder).toUri().getPath();
    return whole.length() == root.length()
        ? target
        : new Path(target, new Path(null, null, whole.substring(root.length() + 1)));
  }

  private void move(List<Path> files, Path folder) {
    try {
      for (var file : files) {
        move(file, new Path(folder, new Path(null, null, file.getName()))); // it may hold a colon
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void move(Path file, Path to) throws IOException {
    if (fs instanceof LocalFileSystem local) {
      Files.move(local.pathToFile(file).toPath(), local.pathToFile(to).toPath());
    } else if (!fs.rename(file, to)) {
      throw new IOException("\"%s\" cannot be renamed to \"%s\"".formatted(file, to));
    }
  }

  private static void await(Future<?> move) throws IOException {
    try {
      move.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException failed) {
        throw failed.getCause();
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the output was interrupted while it was moved into place", e);
    }
  }
}
