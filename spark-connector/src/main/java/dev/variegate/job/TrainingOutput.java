package dev.variegate.job;

import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.base.KebabCase;
import dev.variegate.io.FileSystemPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The folder of the trainings of one job. Its file {@value #MARKER} says of which, so that what was
 * meant to go on does not start again because of a changed setting.
 *
 * @param name of the bundle, with which the folder of each training begins
 */
record TrainingOutput(FileSystemPath folder, String name, Map<String, String> decisive) {

  private static final String MARKER = "_training-job.yaml";

  static TrainingOutput of(TrainSpec spec, SparkSession spark) {
    var decisive = new LinkedHashMap<String, String>();
    decisive.put("name", spec.name());
    decisive.put("family", KebabCase.kebab(spec.family()));
    decisive.put("seed", Long.toString(spec.trainer().getSeed()));
    spec.settings().forEach((key, value) -> decisive.put("params." + key, value));
    return new TrainingOutput(FileSystemPath.of(spark, spec.output()), spec.name(), decisive);
  }

  /**
   * Refuses the folder of another job.
   *
   * @throws BadJobException that names a setting that differs
   */
  void requireSameJob() {
    var there = new StoredTraining(folder.fs(), folder.path()).read(MARKER);
    if (there.isEmpty()) {
      return;
    }
    var source = Source.of(folder + "/" + MARKER, BadJobException::new);
    var before = Json.readYaml(new String(there.get(), StandardCharsets.UTF_8), source);
    decisive.forEach(
        (key, now) -> {
          var then = before.path(key).asText(now);
          if (!then.equals(now)) {
            throw new BadJobException(
                "Output \"%s\" has trainings of another job: %s is %s there but %s here; choose another output, or set %s back to go on with what is there"
                    .formatted(folder, key, then, now, key));
          }
        });
  }

  /** Says of which job the folder is from now on. */
  void mark() {
    try (var out = folder.fs().create(new Path(folder.path(), MARKER), true)) {
      out.write(Json.yaml(decisive).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The training in a folder that a trainer gives. */
  StoredTraining training(String place) {
    return new StoredTraining(folder.fs(), new Path(place));
  }

  /** All that lie in the folder. */
  List<StoredTraining> trainings() {
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
  Map<Path, Integer> epochs() {
    return trainings().stream()
        .collect(Collectors.toMap(StoredTraining::folder, StoredTraining::epochs));
  }

  /** The folders of those that are complete. */
  Set<Path> complete() {
    return trainings().stream()
        .filter(StoredTraining::isComplete)
        .map(StoredTraining::folder)
        .collect(Collectors.toSet());
  }
}
