package dev.variegate.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders in an output of the runs that are not committed. */
record RunFolders(FileSystemPath output) {

  private static final String PREFIX = "_run-";

  /** Begins the folder that S3A's committer has in an output for a job. */
  private static final String MAGIC = "__magic_job-";

  /** Where other committers, and those of other programs, keep theirs. */
  private static final String TEMPORARY = "_temporary";

  private static final Logger LOG = LoggerFactory.getLogger(RunFolders.class);

  /** The folder of a run. */
  FileSystemPath of(String run) {
    return output.child(PREFIX + run);
  }

  /** Whether a folder is one that {@link #of} gives. */
  static boolean isRun(Path folder) {
    return folder.getName().startsWith(PREFIX);
  }

  /** Whether a folder within a run's own is what its committer has left there. */
  static boolean isOfCommitter(Path folder) {
    return folder.getName().equals(TEMPORARY) || folder.getName().startsWith(MAGIC);
  }

  /** Whether this is of a run that is not committed. */
  private boolean holds(FileStatus child) throws IOException {
    var name = child.getPath().getName();
    return isRun(child.getPath())
        || name.startsWith(MAGIC + PREFIX)
        || (name.equals(TEMPORARY) && holdsRunsAlone(child.getPath()));
  }

  /** Else a job of another program is at work. */
  private boolean holdsRunsAlone(Path folder) throws IOException {
    var below = output.fs().listStatus(folder);
    return below.length > 0
        && Arrays.stream(below).allMatch(child -> child.getPath().getName().contains(PREFIX));
  }

  List<Path> list() throws IOException {
    return children(true);
  }

  /** What lies in the output beside them. */
  List<Path> others() throws IOException {
    return children(false);
  }

  private List<Path> children(boolean ofRuns) throws IOException {
    var children = new ArrayList<Path>();
    for (var child : output.fs().listStatus(output.path())) {
      if (holds(child) == ofRuns) {
        children.add(child.getPath());
      }
    }
    return children;
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
