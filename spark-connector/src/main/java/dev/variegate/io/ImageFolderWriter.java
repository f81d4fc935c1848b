package dev.variegate.io;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Writes the images of one task attempt, and at its end their metadata, sorted by name.
 *
 * <p>But for a local disk it writes several files at a time: an object store answers each of the
 * requests that a file takes after tens of milliseconds, whatever its size.
 */
final class ImageFolderWriter extends RecordWriter<NullWritable, ImageFile> {

  private static final int THREADS = 16;

  private final FileSystemPath folder;
  private final FileSystemPath part;
  private final Optional<ParallelFiles> parallel;
  private final SortedMap<String, String> metadata = new TreeMap<>();

  /**
   * @param part the file of the metadata
   */
  ImageFolderWriter(FileSystemPath folder, FileSystemPath part) {
    this.folder = folder;
    this.part = part;
    this.parallel =
        folder.fs() instanceof LocalFileSystem
            ? Optional.empty()
            : Optional.of(new ParallelFiles(THREADS));
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
    if (parallel.isPresent()) {
      parallel.get().begin(() -> create(name, bytes));
    } else {
      create(name, bytes);
    }
  }

  private Void create(String name, byte[] bytes) throws IOException {
    try (var out = folder.child(name).create(false)) {
      out.write(bytes);
    }
    return null;
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    if (parallel.isPresent()) {
      try (var files = parallel.get()) {
        files.await();
      }
    }
    if (!metadata.isEmpty()) {
      MetadataParts.write(part.fs(), part.path(), metadata);
    }
  }
}
