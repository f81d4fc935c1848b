package dev.variegate.benchmarks.bundles;

import dev.variegate.base.Sha256;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes whole model bundles of descriptions and of weights that lie elsewhere, under any names and
 * in any folders: a description knows its files by their SHA-256.
 */
public final class AssembleBundles {

  private final Path weights;
  private final Map<String, Path> files = new HashMap<>();

  /**
   * @param weights a folder; the files in it and in all folders below are hashed
   */
  public AssembleBundles(Path weights) {
    this.weights = weights;
    try (var found = Files.walk(weights)) {
      found
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> files.putIfAbsent(sha256(file), file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Folder of weights %s cannot be read; give one that is there".formatted(weights), e);
    }
  }

  /** Takes the folder of descriptions, the folder of weights and the folder of the bundles. */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("usage: AssembleBundles DESCRIPTIONS WEIGHTS BUNDLES");
      System.exit(2);
    }
    var assembly = new AssembleBundles(Path.of(args[1]));
    for (var folder : descriptions(Path.of(args[0]))) {
      try {
        System.out.println(assembly.bundle(folder, Path.of(args[2])));
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** The folders below one that hold a description, by name. */
  public static List<Path> descriptions(Path folder) {
    try (var found = Files.list(folder)) {
      return found
          .filter(each -> Files.isRegularFile(each.resolve(ModelBundle.DESCRIPTION)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Folder of descriptions %s cannot be read; give one that is there".formatted(folder), e);
    }
  }

  /**
   * Makes one bundle. Small files, such as a schedule, may lie beside the description.
   *
   * @param description folder with {@code model.yaml}; its name becomes the bundle's
   * @param target folder of the bundles, made if need be
   * @return the bundle's folder
   * @throws IllegalArgumentException if a file is not among the weights; nothing is made then
   */
  public Path bundle(Path description, Path target) {
    var yaml = description.resolve(ModelBundle.DESCRIPTION);
    var listed = ModelDescription.read(yaml).files();
    var sources = new ArrayList<Path>();
    for (var file : listed) {
      sources.add(source(description, file));
    }
    var bundle = target.resolve(description.getFileName());
    copy(yaml, bundle.resolve(ModelBundle.DESCRIPTION));
    for (int i = 0; i < sources.size(); i++) {
      copy(sources.get(i), bundle.resolve(listed.get(i).path()));
    }
    return bundle;
  }

  private Path source(Path description, ModelFile file) {
    return Stream.of(description.resolve(file.path()))
        .filter(beside -> Files.isRegularFile(beside) && sha256(beside).equals(file.sha256()))
        .findFirst()
        .or(() -> Optional.ofNullable(files.get(file.sha256())))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Bundle %s needs %s with the SHA-256 %s but must lie somewhere below %s; put it there"
                        .formatted(
                            description.getFileName(), file.path(), file.sha256(), weights)));
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy %s to %s".formatted(from, to), e);
    }
  }

  private static String sha256(Path file) {
    try {
      return Sha256.hex(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read %s; check that this user may read it".formatted(file), e);
    }
  }
}
