package dev.variegate.model.onnx;

import dev.variegate.model.BadModelException;
import dev.variegate.model.onnx.ProtobufReader.Fields;
import dev.variegate.model.onnx.ProtobufReader.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the files beside an ONNX file that hold its weights, as networks of more than 2 GB have
 * them: walks through the protocol buffer (onnx.proto) from message to message and skips the rest.
 *
 * <p>The engine opens these files by itself, so that a walk that cannot be finished refuses the
 * network: what it has not seen might name any file of the machine.
 */
public final class ExternalWeights {

  /** What the walk distinguishes, with the fields that lead on. */
  private enum Message {
    MODEL,
    TRAINING,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE,
    TENSOR,
    FUNCTION,
    ENTRY
  }

  private static final Map<Message, Map<Integer, Message>> FIELDS =
      Map.of(
          Message.MODEL, Map.of(7, Message.GRAPH, 20, Message.TRAINING, 25, Message.FUNCTION),
          Message.TRAINING, Map.of(1, Message.GRAPH, 2, Message.GRAPH),
          Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE),
          Message.FUNCTION, Map.of(7, Message.NODE, 11, Message.ATTRIBUTE),
          Message.NODE, Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
              Map.of(
                  5, Message.TENSOR,
                  6, Message.GRAPH,
                  10, Message.TENSOR,
                  11, Message.GRAPH,
                  22, Message.SPARSE,
                  23, Message.SPARSE),
          Message.SPARSE, Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.TENSOR, Map.of(13, Message.ENTRY));

  /** As deep as protocol buffers' own readers go. */
  private static final int MAX_DEPTH = 100;

  /** Linux opens no longer path. */
  private static final int MAX_LOCATION = 4095;

  private final SortedSet<String> found = new TreeSet<>();

  private ExternalWeights() {}

  /**
   * Their paths relative to the folder of the file, in order.
   *
   * @throws BadModelException if the file cannot be read to its end as ONNX, or names a file
   *     outside of its folder
   */
  public static SortedSet<String> of(Path network) {
    try (var file = ProtobufReader.open(network)) {
      var weights = new ExternalWeights();
      file.message(weights.walk(Message.MODEL, MAX_DEPTH));
      weights.found.forEach(location -> requireInside(network, location));
      return weights.found;
    } catch (ProtobufReader.DamagedException e) {
      throw new BadModelException(
          "Network %s cannot be read to its end as ONNX, so the files that it reads are unknown; export it again as ONNX or TorchScript"
              .formatted(network),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s".formatted(network), e);
    }
  }

  /** An asterisk marks what ONNX Runtime takes for an address in memory. */
  private static void requireInside(Path network, String location) {
    if (location.isBlank()
        || location.startsWith("/")
        || location.contains("\\")
        || location.startsWith("*")
        || location.chars().anyMatch(Character::isISOControl)
        || ("/" + location + "/").contains("/../")) {
      throw new BadModelException(
          "Network %s reads its weights from \"%s\", which must be a file in the network's folder; export it again with the weights beside it"
              .formatted(network, location));
    }
  }

  private Fields walk(Message message, int depth) throws IOException {
    if (depth == 0) {
      throw new ProtobufReader.DamagedException();
    }
    return (field, value) -> {
      var inner = FIELDS.get(message).get(field);
      if (inner != null && value.hasLength()) {
        if (inner == Message.ENTRY) {
          entry(value);
        } else {
          value.message(walk(inner, depth - 1));
        }
      }
    };
  }

  /** A key and its value; the key {@code location} has the path of a file. */
  private void entry(Value message) throws IOException {
    var entry = new String[2];
    message.message(
        (field, value) -> {
          if ((field == 1 || field == 2) && value.hasLength()) {
            entry[field - 1] = text(value);
          }
        });
    if ("location".equals(entry[0]) && entry[1] != null) {
      found.add(entry[1]);
    }
  }

  private static String text(Value value) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.bytes(MAX_LOCATION)).toString();
    } catch (CharacterCodingException e) {
      throw new ProtobufReader.DamagedException(); // the engine would open another name
    }
  }
}
