package dev.variegate.model;

import dev.variegate.base.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with {@code model.yaml} and the weights it names, every file of which was found as
 * described; docs/model-bundle.md explains the format.
 */
public final class ModelBundle {

  /** The name of the description in a bundle's folder. */
  public static final String DESCRIPTION = "model.yaml";

  private final Path folder;
  private final ModelDescription description;
  private final String sha256;

  private ModelBundle(Path folder, ModelDescription description, String sha256) {
    this.folder = folder;
    this.description = description;
    this.sha256 = sha256;
  }

  /** What to do with a bundle that states no license. */
  public enum Licensing {
    /** Refuse it: nobody may use what nobody allowed. */
    STATED,
    /** Take it; the user is responsible for the right to use it. */
    ANY
  }

  /**
   * Opens a bundle that states its license.
   *
   * @throws BadModelException if the description or a file is missing, wrong or altered
   */
  public static ModelBundle open(Path folder) {
    return open(folder, Licensing.STATED);
  }

  /**
   * Opens a bundle: reads its description and checks the SHA-256 of every file.
   *
   * @param given the bundle's folder, or that folder packed as zip, tar or tar.gz, which is
   *     unpacked once for each JVM
   * @throws BadModelException if the description or a file is missing, wrong or altered
   */
  public static ModelBundle open(Path given, Licensing licensing) {
    var folder = ModelCache.files().folder(given);
    var file = folder.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      throw new BadModelException(
          "Model folder %s has no %s but must hold one beside the weights; give the folder of a model bundle"
              .formatted(given, DESCRIPTION));
    }
    var text = bytes(file);
    var description =
        DescriptionFile.read(new String(text, StandardCharsets.UTF_8), file.toString());
    if (description.license().isEmpty() && licensing == Licensing.STATED) {
      throw new BadModelException(
          "Model %s in %s states no license but must name one; add the key \"license\", or allow unlicensed models if you have the right to use it"
              .formatted(description.title(), folder));
    }
    var bundle = new ModelBundle(folder, description, Sha256.hex(text));
    description.files().forEach(bundle::checked);
    return bundle;
  }

  /**
   * Fetches a bundle into a folder of this JVM, of its folder only the files that the description
   * lists, and opens it there.
   *
   * @param address what messages call the bundle; its ending shows whether it is an archive
   * @throws FileNotFoundException if there is nothing at the address
   * @throws BadModelException if the description or a file is missing, wrong or altered
   */
  public static ModelBundle fetch(String address, BundleSource source, Licensing licensing)
      throws IOException {
    return open(BundleDownload.folder(address, source), licensing);
  }

  public ModelDescription description() {
    return description;
  }

  public Path folder() {
    return folder;
  }

  /**
   * The SHA-256 of {@code model.yaml}, 64 lower-case hexadecimal digits; since it holds the hashes
   * of all files, it pins the whole bundle.
   */
  public String sha256() {
    return sha256;
  }

  /** Whether somebody cleaned the folder away. */
  boolean isGone() {
    return !Files.isRegularFile(folder.resolve(DESCRIPTION));
  }

  /**
   * A file of the bundle, checked against its hash. Who gave it to an engine may rely on it: a file
   * that was altered since the bundle was opened is refused.
   *
   * @param path as the description lists it
   * @throws BadModelException if the description does not list it, or it is missing or altered
   */
  public Path file(String path) {
    return description.files().stream()
        .filter(listed -> listed.path().equals(path))
        .findFirst()
        .map(this::checked)
        .orElseThrow(
            () ->
                new BadModelException(
                    "Model %s has no file \"%s\", its files are %s; list it in %s"
                        .formatted(
                            description.title(),
                            path,
                            description.files().stream().map(ModelFile::path).toList(),
                            DESCRIPTION)));
  }

  /**
   * Compares what the files of the networks state of themselves with the description: engine,
   * names, types and sizes. Costs no memory and starts no engine, so that a driver can do it for
   * its executors.
   *
   * @throws BadModelException if one is another than described, naming both sides, or the jar with
   *     its engine is missing
   */
  public void requireNetworks() {
    description.networks().forEach(network -> Engines.look(this, network.role()));
  }

  /** The file of a network, checked against its hash. */
  public Path network(NetworkRole role) {
    return file(description.network(role).file());
  }

  private Path checked(ModelFile file) {
    var path = folder.resolve(file.path());
    if (!Files.isRegularFile(path)) {
      throw new BadModelException(
          "Model file %s is missing, %s names it; copy the whole bundle again"
              .formatted(path, DESCRIPTION));
    }
    requireInside(path);
    var found = ModelCache.files().sha256(path);
    if (!found.equals(file.sha256())) {
      throw new BadModelException(
          "Model file %s was altered: its SHA-256 is %s but must be %s; copy the bundle again, or correct %s if the change was meant"
              .formatted(path, found, file.sha256(), DESCRIPTION));
    }
    return path;
  }

  private void requireInside(Path path) {
    try {
      if (!path.toRealPath().startsWith(folder.toRealPath())) {
        throw new BadModelException(
            "Model file %s is a link to %s but must lie inside the bundle's folder; copy the file there"
                .formatted(path, path.toRealPath()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot resolve %s; check the folder".formatted(path), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read %s; check that this user may read it".formatted(file), e);
    }
  }
}
