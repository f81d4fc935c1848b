package dev.variegate.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Hadoop's committer, which first makes one sorted metadata file of those of the tasks, and moves
 * files several at a time.
 *
 * <p>That is also where a name that two tasks have written is seen: Hadoop's own merge would let
 * the later file replace the earlier one without a word.
 */
final class ImageFolderCommitter extends FileOutputCommitter {

  ImageFolderCommitter(Path output, TaskAttemptContext context) throws IOException {
    super(output, context);
  }

  @Override
  public void commitJob(JobContext context) throws IOException {
    var committed = getJobAttemptPath(context);
    var fs = committed.getFileSystem(context.getConfiguration());
    var folders = tasks(fs, committed);
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
    super.commitJob(context); // of what is left: empty folders
  }

  /** The folders of the committed tasks. */
  private static List<Path> tasks(FileSystem fs, Path committed) throws IOException {
    var tasks = new ArrayList<Path>();
    for (var task : fs.listStatus(committed)) {
      if (!task.getPath().getName().equals(PENDING_DIR_NAME)) {
        tasks.add(task.getPath());
      }
    }
    return tasks;
  }
}
