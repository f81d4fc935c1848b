package dev.variegate.io;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;

/**
 * The committer that Spark's writers are given for the folder of an {@link OutputRun}: Hadoop's
 * {@link FileOutputCommitter}, or that of an object store, whose job the run itself commits.
 *
 * <p>It is a {@code FileOutputCommitter} since Spark asks no other for the folder of a task.
 */
public class RunCommitter extends FileOutputCommitter {

  private final Optional<StoreCommit> store;
  private final PathOutputCommitter real;
  private final TaskAttemptContext task;

  /**
   * A committer, as Spark makes it by reflection.
   *
   * @param folder of the run
   */
  public RunCommitter(Path folder, TaskAttemptContext task) throws IOException {
    super(folder, task);
    this.store = StoreCommit.of(folder, task);
    this.real = store.isPresent() ? store.get().committer() : new FileOutputCommitter(folder, task);
    this.task = store.map(StoreCommit::context).orElse(task);
  }

  /** Whether files are written to where they stay, and the run commits them. */
  final boolean isStore() {
    return store.isPresent();
  }

  @Override
  public Path getWorkPath() throws IOException {
    return real.getWorkPath();
  }

  @Override
  public void setupJob(JobContext job) throws IOException {
    real.setupJob(task);
  }

  @Override
  public void setupTask(TaskAttemptContext attempt) throws IOException {
    real.setupTask(task);
  }

  @Override
  public boolean needsTaskCommit(TaskAttemptContext attempt) throws IOException {
    return real.needsTaskCommit(task);
  }

  @Override
  public void commitTask(TaskAttemptContext attempt) throws IOException {
    real.commitTask(task);
  }

  @Override
  public void abortTask(TaskAttemptContext attempt) throws IOException {
    real.abortTask(task);
  }

  /** On an object store nothing is visible before {@link OutputRun#commit}. */
  @Override
  public void commitJob(JobContext job) throws IOException {
    if (!isStore()) {
      real.commitJob(task);
    }
  }

  @Override
  public void abortJob(JobContext job, JobStatus.State state) throws IOException {
    real.abortJob(task, state);
  }
}
