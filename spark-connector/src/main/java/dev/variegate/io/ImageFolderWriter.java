package dev.variegate.io;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes the images of one task attempt, and at its end their metadata, sorted by name. */
final class ImageFolderWriter extends RecordWriter<NullWritable, ImageFile> {

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
    write(file.name(), file.bytes());
    for (var other : file.beside().entrySet()) {
      write(other.getKey(), other.getValue());
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    try (var out = new FileSystemPath(fs, new Path(folder, name)).create(false)) {
      out.write(bytes);
    }
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    if (!metadata.isEmpty()) {
      MetadataParts.write(fs, new Path(folder, MetadataParts.PART), metadata);
    }
  }
}
