package dev.variegate.stage.train;

import dev.variegate.train.TrainingFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A training's folder on any Hadoop file system. */
final class HadoopTrainingFolder implements TrainingFolder {

  private final FileSystem fs;
  private final Path folder;

  HadoopTrainingFolder(String folder, Configuration hadoop) throws IOException {
    this.folder = new Path(folder);
    this.fs = this.folder.getFileSystem(hadoop);
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    try (var file = fs.open(new Path(folder, name))) {
      return Optional.of(file.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Never cut off under its own name; an object store shows a file when it is closed. */
  @Override
  public void write(String name, byte[] content) throws IOException {
    var file = new Path(folder, name);
    if (fs.hasPathCapability(folder, CommonPathCapabilities.ETAGS_AVAILABLE)) {
      create(file, content);
      return;
    }
    var part = new Path(file.getParent(), "." + file.getName() + ".part");
    try {
      create(part, content);
      if (!fs.rename(part, file)) {
        fs.delete(file, false); // HDFS renames onto no file
        if (!fs.rename(part, file)) {
          throw new IOException("%s cannot be renamed to %s".formatted(part, file));
        }
      }
    } catch (IOException e) {
      fs.delete(part, false);
      throw e;
    }
  }

  private void create(Path file, byte[] content) throws IOException {
    try (var out = fs.create(file, true)) {
      out.write(content);
    }
  }

  @Override
  public List<String> names() throws IOException {
    try {
      return Arrays.stream(fs.listStatus(folder))
          .filter(FileStatus::isFile)
          .map(file -> file.getPath().getName())
          .filter(name -> !name.startsWith("."))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public void delete(String name) throws IOException {
    fs.delete(new Path(folder, name), false);
  }
}
