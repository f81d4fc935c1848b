package dev.variegate.io;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes the pictures of one task attempt, and at its end their metadata, sorted by name. */
final class ImageFolderWriter extends RecordWriter<NullWritable, ImageFile> {

  private static final int BUFFER = 4096;

  private final FileSystem fs;
  private final Path folder;
  private final SortedMap<String, String> metadata = new TreeMap<>();

  ImageFolderWriter(FileSystem fs, Path folder) {
    this.fs = fs;
    this.folder = folder;
  }

  @Override
  public void write(NullWritable ignored, ImageFile file) throws IOException {
    if (metadata.putIfAbsent(file.name(), file.metadata()) != null) {
      throw MetadataParts.twice(file.name());
    }
    try (var out = create(new Path(folder, file.name()))) {
      out.write(file.bytes());
    }
  }

  /**
   * No permission means the default one. Named, it would make Hadoop start {@code chmod} twice for
   * each local file where its native library is absent, which is nearly everywhere.
   */
  private FSDataOutputStream create(Path file) throws IOException {
    return fs.create(
        file,
        null,
        false,
        BUFFER,
        fs.getDefaultReplication(file),
        fs.getDefaultBlockSize(file),
        null);
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    if (!metadata.isEmpty()) {
      MetadataParts.write(fs, new Path(folder, MetadataParts.PART), metadata);
    }
  }
}
