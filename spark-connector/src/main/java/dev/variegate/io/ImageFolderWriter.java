package dev.variegate.io;

import dev.variegate.stage.NativeNames;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes the pictures of one task attempt, and at its end their metadata, sorted by name. */
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
    try (var out = create(new Path(folder, name))) {
      out.write(bytes);
    }
  }

  /**
   * Writes to a local disk by Java's own means: Hadoop's would start the program {@code chmod} for
   * each file, and lay a file of check sums beside it.
   */
  private OutputStream create(Path file) throws IOException {
    if (fs instanceof LocalFileSystem local) {
      var target = local(local.pathToFile(file), file);
      Files.createDirectories(target.getParent());
      return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
    }
    return fs.create(file, false);
  }

  private static java.nio.file.Path local(File target, Path file) {
    try {
      return target.toPath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "File \"%s\" cannot be written by its name%s"
              .formatted(file, NativeNames.remedy(file.toString())),
          e);
    }
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    if (!metadata.isEmpty()) {
      MetadataParts.write(fs, new Path(folder, MetadataParts.PART), metadata);
    }
  }
}
