package dev.variegate.io;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Hadoop's way to write an image folder, so that its committer decides what becomes visible. */
public final class ImageFolderFormat extends OutputFormat<NullWritable, ImageFile> {

  @Override
  public RecordWriter<NullWritable, ImageFile> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    var committer = getOutputCommitter(context);
    return new ImageFolderWriter(
        at(committer.getWorkPath(), context), at(committer.part(context), context));
  }

  private static FileSystemPath at(Path path, TaskAttemptContext context) throws IOException {
    return new FileSystemPath(path.getFileSystem(context.getConfiguration()), path);
  }

  /** Nothing to check: {@link OutputRun} gives each run a folder of its own. */
  @Override
  public void checkOutputSpecs(JobContext context) {}

  @Override
  public ImageFolderCommitter getOutputCommitter(TaskAttemptContext context) throws IOException {
    return new ImageFolderCommitter(FileOutputFormat.getOutputPath(context), context);
  }
}
