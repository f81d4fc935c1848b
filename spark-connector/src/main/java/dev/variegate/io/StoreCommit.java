package dev.variegate.io;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * How the files of a run come into its output on an object store, where a rename copies: by the
 * committer that Hadoop has for the store. Tasks write to where the files are to stay, and nothing
 * of it is visible before {@link #complete}. On S3A these are uploads of Hadoop's magic committer,
 * whatever {@code fs.s3a.committer.name} says, for the other two need a second file system.
 *
 * @param committer of the output, not of the run's folder
 * @param context of the job, or of the task attempt that writes
 */
record StoreCommit(PathOutputCommitter committer, TaskAttemptContext context) {

  /** By Hadoop's defaults s3a, abfs and gs have a factory of their own. */
  private static final String FACTORY = PathOutputCommitterFactory.COMMITTER_FACTORY_SCHEME + ".";

  private static final String PROTOCOL = "spark.sql.sources.commitProtocolClass";

  private static final String SPARKS =
      "org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol";

  /** The commit of a run; empty where its files are renamed into place. */
  static Optional<StoreCommit> of(Path run, Configuration hadoop) throws IOException {
    var task = new TaskID(new JobID("run", 0), TaskType.MAP, 0);
    return of(run, new TaskAttemptContextImpl(hadoop, new TaskAttemptID(task, 0)));
  }

  /** The part of a task attempt in the commit of a run. */
  static Optional<StoreCommit> of(Path run, TaskAttemptContext given) throws IOException {
    var conf = new JobConf(given.getConfiguration()); // knows the defaults of MapReduce too
    var output = run.getParent();
    if (!RunFolders.isRun(run) || isRenamed(output, conf)) {
      return Optional.empty();
    }
    conf.set("fs.s3a.committer.name", "magic");
    conf.set("fs.s3a.committer.uuid", run.getName());
    conf.set("spark.sql.sources.writeJobUUID", run.getName()); // what other committers ask for
    conf.setBoolean("fs.s3a.committer.abort.pending.uploads", false); // may be a later run's
    conf.setBoolean(ImageSink.MARK_SUCCESS, false);
    var context = new TaskAttemptContextImpl(conf, given.getTaskAttemptID());
    return Optional.of(
        new StoreCommit(PathOutputCommitterFactory.createCommitter(output, context), context));
  }

  private static boolean isRenamed(Path output, Configuration hadoop) {
    return PathOutputCommitterFactory.getCommitterFactory(output, hadoop)
        instanceof FileOutputCommitterFactory;
  }

  /**
   * Looks before any job runs whether files can be committed in the output.
   *
   * @throws IllegalArgumentException if it is on an object store without a committer
   */
  static void require(FileSystemPath output, Configuration hadoop) throws IOException {
    boolean renamed = isRenamed(output.path(), new JobConf(hadoop));
    var protocol = hadoop.get(PROTOCOL, SPARKS);
    if (!renamed && !protocol.equals(SPARKS)) {
      throw new IllegalArgumentException(
          "%s is \"%s\" but must be \"%s\" where an output is on an object store (\"%s\"), which else would be committed in another folder; set it for this job"
              .formatted(PROTOCOL, protocol, SPARKS, output));
    }
    if (renamed) {
      if (output.has(CommonPathCapabilities.ETAGS_AVAILABLE)) {
        throw new IllegalArgumentException(
            "Output \"%s\" is on an object store, where a rename copies, but must have a committer for it; set spark.hadoop.%s%s to the store's factory of committers"
                .formatted(output, FACTORY, output.fs().getUri().getScheme()));
      }
      return;
    }
    try {
      of(new RunFolders(output).of("").path(), hadoop);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Output \"%s\" is on an object store whose committer refuses it (%s) but must take it; change the setting that it names, with spark.hadoop. before the name"
              .formatted(output, e.getMessage()),
          e);
    }
  }

  /** Shows what the committed tasks have written. */
  void complete() throws IOException {
    committer.commitJob(context);
  }

  /** Deletes what the committer noted down about the run. */
  void abort() throws IOException {
    committer.abortJob(context, JobStatus.State.FAILED);
  }

  /** Ends all uploads into the output that nobody will complete, as those of killed tasks. */
  static void endUploads(FileSystemPath output) throws IOException {
    if (output.has(CommonPathCapabilities.FS_MULTIPART_UPLOADER)) {
      try (var uploader = output.fs().createMultipartUploader(output.path()).build()) {
        FutureIO.awaitFuture(uploader.abortUploadsUnderPath(output.path()));
      }
    }
  }
}
