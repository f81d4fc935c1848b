package dev.variegate.model.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.variegate.model.BadModelException;
import dev.variegate.model.onnx.ProtobufReader.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Operators of onnxruntime-extensions, which ONNX Runtime does not have by itself. Their library is
 * registered where its Java package is on the class path; no repository has one for all systems.
 */
final class CustomOperators {

  private static final Set<String> DOMAINS = Set.of("com.microsoft.extensions", "ai.onnx.contrib");

  /** Its method {@code getLibraryPath} extracts the library and names its file. */
  private static final String PACKAGE = "ai.onnxruntime.extensions.OrtxPackage";

  private static final int GRAPH = 7;
  private static final int NODE = 1;
  private static final int OPERATOR = 4;
  private static final int DOMAIN = 7;
  private static final int MAX_BYTES = 1 << 16;

  private CustomOperators() {}

  /**
   * Refuses a network that needs such operators where they are not there.
   *
   * @throws BadModelException naming them
   */
  static void require(Path network) {
    var needed = of(network);
    if (!needed.isEmpty() && library().isEmpty()) {
      throw new BadModelException(
          "Network %s needs the operators %s of onnxruntime-extensions but ONNX Runtime alone does not have them; put the Java package with the class %s on the class path, or export the network without them"
              .formatted(network, needed, PACKAGE));
    }
  }

  /** Lets sessions use the operators, if they are there. */
  static void register(SessionOptions options) throws OrtException {
    var library = library();
    if (library.isPresent()) {
      options.registerCustomOpLibrary(library.get());
    }
  }

  private static Optional<String> library() {
    try {
      var path = Class.forName(PACKAGE).getMethod("getLibraryPath").invoke(null);
      return Optional.of((String) path);
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new BadModelException(
          "onnxruntime-extensions is on the class path but its library cannot be loaded: %s; use the one for this system"
              .formatted(e.getCause() == null ? e : e.getCause()),
          e);
    }
  }

  /** Those of the graph itself, with their domains, in order. */
  private static SortedSet<String> of(Path network) {
    var found = new TreeSet<String>();
    try (var file = ProtobufReader.open(network)) {
      file.message(
          (field, model) -> {
            if (field == GRAPH && model.hasLength()) {
              model.message((kind, part) -> node(kind, part, found));
            }
          });
      return found;
    } catch (ProtobufReader.DamagedException e) {
      return found; // whoever opens it says what is wrong
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read %s; check that this user may read it".formatted(network), e);
    }
  }

  private static void node(int kind, Value part, SortedSet<String> found) throws IOException {
    if (kind != NODE || !part.hasLength()) {
      return;
    }
    var names = new String[] {"", ""};
    part.message(
        (field, value) -> {
          if ((field == OPERATOR || field == DOMAIN) && value.hasLength()) {
            names[field == DOMAIN ? 0 : 1] = value.text(MAX_BYTES);
          }
        });
    if (DOMAINS.contains(names[0])) {
      found.add(names[0] + ":" + names[1]);
    }
  }
}
