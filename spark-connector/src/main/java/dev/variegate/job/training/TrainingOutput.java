package dev.variegate.job.training;

import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.io.FileSystemPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The folder of the trainings of one job. Its file {@value #MARKER} says of which, so that what was
 * meant to go on does not start again because of a changed setting.
 *
 * @param name of the bundle, with which the folder of each training begins
 * @param decisive settings by which a job is the same, by their keys
 */
public record TrainingOutput(FileSystemPath folder, String name, Map<String, String> decisive) {

  private static final String MARKER = "_training-job.yaml";

  /**
   * Refuses the folder of another job.
   *
   * @throws IllegalArgumentException that names a setting that differs
   */
  public void requireSameJob() {
    var there = new StoredTraining(folder.fs(), folder.path()).read(MARKER);
    if (there.isEmpty()) {
      return;
    }
    var source = Source.of(folder + "/" + MARKER, IllegalArgumentException::new);
    var before = Json.readYaml(new String(there.get(), StandardCharsets.UTF_8), source);
    decisive.forEach(
        (key, now) -> {
          var then = before.path(key).asText(now);
          if (!then.equals(now)) {
            throw new IllegalArgumentException(
                "Output \"%s\" has trainings of another job: %s is %s there but %s here; choose another output, or set %s back to go on with what is there"
                    .formatted(folder, key, then, now, key));
          }
        });
  }

  /** Says of which job the folder is from now on. */
  public void mark() {
    try (var out = folder.fs().create(new Path(folder.path(), MARKER), true)) {
      out.write(Json.yaml(decisive).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The training in a folder that a trainer gives. */
  public StoredTraining training(String place) {
    return new StoredTraining(folder.fs(), new Path(place));
  }

  /** All that lie in the folder. */
  public List<StoredTraining> trainings() {
    try {
      return Arrays.stream(folder.fs().listStatus(folder.path()))
          .filter(FileStatus::isDirectory)
          .map(FileStatus::getPath)
          .filter(path -> path.getName().startsWith(name + "-"))
          .sorted()
          .map(path -> new StoredTraining(folder.fs(), path))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many epochs of each training have a checkpoint. */
  public Map<Path, Integer> epochs() {
    return trainings().stream()
        .collect(Collectors.toMap(StoredTraining::folder, StoredTraining::epochs));
  }

  /** The folders of those that are complete. */
  public Set<Path> complete() {
    return trainings().stream()
        .filter(StoredTraining::isComplete)
        .map(StoredTraining::folder)
        .collect(Collectors.toSet());
  }
}
