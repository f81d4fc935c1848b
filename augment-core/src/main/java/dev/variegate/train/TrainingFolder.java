package dev.variegate.train;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where a training keeps its checkpoints and writes its bundle. */
public interface TrainingFolder {

  /** The contents of a file, if it is there. */
  Optional<byte[]> read(String name) throws IOException;

  /**
   * Writes a file, whole or not at all, in the place of one with its name.
   *
   * @param name with a slash behind the name of a folder within, which is made
   */
  void write(String name, byte[] content) throws IOException;

  /** The names of all files. */
  List<String> names() throws IOException;

  /** Deletes a file. */
  void delete(String name) throws IOException;
}
