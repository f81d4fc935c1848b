package dev.variegate.model.onnx;

import dev.variegate.model.BadModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
          Message.TENSOR, Map.of(13, Message.ENTRY),
          Message.ENTRY, Map.of());

  /** As deep as protocol buffers' own readers go. */
  private static final int MAX_DEPTH = 100;

  /** Linux opens no longer path. */
  private static final int MAX_LOCATION = 4095;

  private final ProtobufFile file;
  private final SortedSet<String> found = new TreeSet<>();

  private ExternalWeights(ProtobufFile file) {
    this.file = file;
  }

  /**
   * Their paths relative to the folder of the file, in order.
   *
   * @throws BadModelException if the file cannot be read to its end as ONNX, or names a file
   *     outside of its folder
   */
  public static SortedSet<String> of(Path network) {
    try (var file = ProtobufFile.open(network)) {
      var weights = new ExternalWeights(file);
      weights.walk(Message.MODEL, file.size(), MAX_DEPTH);
      weights.found.forEach(location -> requireInside(network, location));
      return weights.found;
    } catch (ProtobufFile.DamagedException e) {
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

  private void walk(Message message, long end, int depth) throws IOException {
    if (depth == 0) {
      throw new ProtobufFile.DamagedException();
    }
    var entry = new String[2];
    file.fields(
        end,
        (field, length) -> {
          var inner = FIELDS.get(message).get(field);
          if (inner != null) {
            walk(inner, file.position() + length, depth - 1);
          } else if (message == Message.ENTRY && (field == 1 || field == 2)) {
            entry[field - 1] = text(length);
          }
        });
    if ("location".equals(entry[0]) && entry[1] != null) {
      found.add(entry[1]);
    }
  }

  private String text(long length) throws IOException {
    if (length > MAX_LOCATION) {
      throw new ProtobufFile.DamagedException();
    }
    try {
      var bytes = ByteBuffer.wrap(file.bytes((int) length));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new ProtobufFile.DamagedException(); // the engine would open another name
    }
  }
}
