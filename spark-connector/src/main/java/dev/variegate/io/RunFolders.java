package dev.variegate.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders in an output of the runs that are not committed. */
record RunFolders(FileSystemPath output) {

  private static final String PREFIX = "_run-";

  /** What Hadoop's committers keep in an output that they commit to (see {@link StoreCommit}). */
  private static final List<String> NOTES = List.of("_temporary", "__magic_job-");

  private static final Logger LOG = LoggerFactory.getLogger(RunFolders.class);

  /** The folder of a run. */
  FileSystemPath of(String run) {
    return output.child(PREFIX + run);
  }

  /** Whether a folder is one that {@link #of} gives. */
  static boolean isRun(Path folder) {
    return folder.getName().startsWith(PREFIX);
  }

  /** Whether this is of a run that is not committed. */
  static boolean holds(FileStatus child) {
    return isRun(child.getPath()) || NOTES.stream().anyMatch(child.getPath().getName()::startsWith);
  }

  List<Path> list() throws IOException {
    var folders = new ArrayList<Path>();
    for (var child : output.fs().listStatus(output.path())) {
      if (holds(child)) {
        folders.add(child.getPath());
      }
    }
    return folders;
  }

  /** Renamed first, which is atomic: from then on the other run can take nothing out of it. */
  void remove(Path folder) throws IOException {
    var away = of("removed-" + UUID.randomUUID()).path();
    try {
      if (output.fs().rename(folder, away)) {
        output.fs().delete(away, true);
      }
    } catch (FileNotFoundException e) {
      LOG.debug("{} was deleted by its own run", folder, e);
    }
    if (output.fs().exists(folder)) {
      throw new IOException("\"%s\" of an earlier run cannot be deleted".formatted(folder));
    }
  }
}
