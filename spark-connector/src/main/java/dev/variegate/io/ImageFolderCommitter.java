package dev.variegate.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The run's committer, which also makes one sorted metadata file of those of the tasks, and moves
 * files several at a time.
 *
 * <p>That is also where a name that two tasks have written is seen: Hadoop's own merge would let
 * the later file replace the earlier one without a word.
 */
final class ImageFolderCommitter extends RunCommitter {

  /** In the run's folder on an object store, where a task's files cannot be read. */
  private static final String PARTS = PENDING_DIR_NAME + "/parts";

  ImageFolderCommitter(Path output, TaskAttemptContext context) throws IOException {
    super(output, context);
  }

  /** The metadata file of a task attempt. */
  Path part(TaskAttemptContext attempt) throws IOException {
    return isStore()
        ? new Path(getOutputPath(), PENDING_DIR_NAME + "/" + attempt.getTaskAttemptID())
        : new Path(getWorkPath(), MetadataParts.PART);
  }

  @Override
  public void commitTask(TaskAttemptContext attempt) throws IOException {
    if (isStore()) {
      var fs = files(attempt);
      var task = new Path(getOutputPath(), PARTS + "/" + attempt.getTaskAttemptID().getTaskID());
      if (fs.exists(part(attempt))) {
        FileUtil.copy(fs, part(attempt), fs, task, true, true, attempt.getConfiguration());
      }
    }
    super.commitTask(attempt);
  }

  @Override
  public void commitJob(JobContext job) throws IOException {
    if (isStore()) {
      mergeParts(files(job), new Path(getOutputPath(), PARTS));
    } else {
      moveTasks(job);
    }
    super.commitJob(job);
  }

  private void mergeParts(FileSystem fs, Path folder) throws IOException {
    fs.mkdirs(folder); // no task has made it where there are no rows
    MetadataParts.merge(fs, children(fs, folder), new Path(getOutputPath(), MetadataParts.FILE));
    fs.delete(folder.getParent(), true);
  }

  private void moveTasks(JobContext job) throws IOException {
    var fs = files(job);
    var committed = getJobAttemptPath(job);
    var folders = children(fs, committed);
    folders.removeIf(task -> task.getName().equals(PENDING_DIR_NAME));
    var parts = new ArrayList<Path>();
    for (var task : folders) {
      var part = new Path(task, MetadataParts.PART);
      if (fs.exists(part)) {
        parts.add(part);
      }
    }
    var merged = new Path(committed, "metadata");
    MetadataParts.merge(fs, parts, new Path(merged, MetadataParts.FILE));
    folders.add(merged);
    new ParallelMoves(fs, getOutputPath()).from(folders);
  }

  private FileSystem files(JobContext job) throws IOException {
    return getOutputPath().getFileSystem(job.getConfiguration());
  }

  private static List<Path> children(FileSystem fs, Path folder) throws IOException {
    var children = new ArrayList<Path>();
    for (var child : fs.listStatus(folder)) {
      children.add(child.getPath());
    }
    return children;
  }
}
