package dev.variegate.job.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.base.Sha256;
import dev.variegate.model.ModelBundle;
import dev.variegate.train.LossCurve;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of one training, as it is seen from the driver while a task writes it or later. */
public record StoredTraining(FileSystem fs, Path folder) {

  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-(\\d+)\\.safetensors");
  private static final Pattern SHEET = Pattern.compile("samples-(\\d+)\\.png");

  /** Epochs after which it would go on; 0 before the first checkpoint. */
  public int epochs() {
    var checkpoints = numbered(CHECKPOINT);
    return checkpoints.isEmpty() ? 0 : checkpoints.lastKey();
  }

  /** Whether its bundle is there. */
  public boolean isComplete() {
    return read(ModelBundle.DESCRIPTION).isPresent();
  }

  /** The hash by which its bundle is known. */
  public String sha256() {
    return Sha256.hex(read(ModelBundle.DESCRIPTION).orElseThrow());
  }

  /** The losses of the epochs so far. */
  public LossCurve losses() {
    return read("losses.csv")
        .map(StoredTraining::text)
        .map(LossCurve::read)
        .orElse(new LossCurve());
  }

  /** The settings and the images that it is of, once it is complete. */
  public JsonNode configuration() {
    var name = "training.yaml";
    return Json.readYaml(
        read(name).map(StoredTraining::text).orElse("{}"),
        Source.of(name, IllegalArgumentException::new));
  }

  /** The sheets of samples by their epochs. */
  public SortedMap<Integer, String> sheets() {
    return numbered(SHEET);
  }

  /** The contents of a file, if it is there. */
  public Optional<byte[]> read(String name) {
    try (var in = fs.open(new Path(folder, name))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The names of files that have a number by that number. */
  private SortedMap<Integer, String> numbered(Pattern pattern) {
    var found = new TreeMap<Integer, String>();
    for (var name : names()) {
      var matcher = pattern.matcher(name);
      if (matcher.matches()) {
        found.put(Integer.valueOf(matcher.group(1)), name);
      }
    }
    return found;
  }

  private List<String> names() {
    try {
      return Arrays.stream(fs.listStatus(folder)).map(file -> file.getPath().getName()).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
