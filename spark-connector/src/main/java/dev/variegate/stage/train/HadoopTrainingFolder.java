package dev.variegate.stage.train;

import dev.variegate.train.TrainingFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
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

  /** Under another name first: a file that is cut off is never found under its own. */
  @Override
  public void write(String name, byte[] content) throws IOException {
    var file = new Path(folder, name);
    var part = new Path(file.getParent(), "." + file.getName() + ".part");
    try (var out = fs.create(part, true)) {
      out.write(content);
    }
    if (fs.rename(part, file)) {
      return;
    }
    fs.delete(file, false); // HDFS renames onto no file
    if (!fs.rename(part, file)) {
      throw new IOException("%s cannot be renamed to %s".formatted(part, file));
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
