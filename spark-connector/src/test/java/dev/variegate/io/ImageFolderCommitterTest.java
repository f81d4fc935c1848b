package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays the part of Spark's scheduler, which runs a slow task twice and commits one attempt. */
class ImageFolderCommitterTest {

  @TempDir Path root;

  private final ImageFolderFormat format = new ImageFolderFormat();
  private Configuration conf;

  @BeforeEach
  void describeJob() throws IOException {
    var job = Job.getInstance(new Configuration());
    FileOutputFormat.setOutputPath(job, new org.apache.hadoop.fs.Path(root.toString()));
    conf = job.getConfiguration();
    conf.set(ImageSink.COMMIT_ALGORITHM, "1");
    format.getOutputCommitter(attempt(0, 0)).setupJob(attempt(0, 0));
  }

  @Test
  void ofTwoAttemptsOneIsSeen() throws Exception {
    write(attempt(0, 0), 5);
    write(attempt(0, 1), 5);
    write(attempt(1, 0), 3, 4);
    assertThat(Images.visible(root)).isEmpty();
    commit(attempt(0, 1));
    commit(attempt(1, 0)); // attempt 0 of task 0 is lost with its executor: nobody aborts it
    assertThat(Images.visible(root)).isEmpty();
    format.getOutputCommitter(attempt(0, 0)).commitJob(attempt(0, 0));
    assertThat(Images.visible(root)).hasSize(4);
    assertThat(Images.all(root).keySet())
        .contains("_SUCCESS")
        .noneMatch(name -> name.startsWith("_temporary") || name.contains("_metadata"));
  }

  @Test
  void anAttemptCommittedTwiceCountsOnce() throws Exception {
    write(attempt(0, 0), 5);
    commit(attempt(0, 0));
    write(attempt(0, 1), 5);
    commit(attempt(0, 1)); // the first one's answer was lost on its way to the driver
    format.getOutputCommitter(attempt(0, 0)).commitJob(attempt(0, 0));
    assertThat(Images.visible(root)).hasSize(2);
  }

  private void commit(TaskAttemptContext attempt) throws IOException {
    var committer = format.getOutputCommitter(attempt);
    assertThat(committer.needsTaskCommit(attempt)).isTrue();
    committer.commitTask(attempt);
  }

  private void write(TaskAttemptContext attempt, int... keys) throws Exception {
    var writer = format.getRecordWriter(attempt);
    for (int key : keys) {
      var row = RowFactory.create("k" + key, Images.png(key), "coat", "train", 0, null);
      writer.write(NullWritable.get(), ImageFile.of(row));
    }
    writer.close(attempt);
  }

  private TaskAttemptContext attempt(int task, int attempt) {
    return new TaskAttemptContextImpl(conf, new TaskAttemptID("1", 1, TaskType.MAP, task, attempt));
  }
}
