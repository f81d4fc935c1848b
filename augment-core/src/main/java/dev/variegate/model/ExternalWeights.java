package dev.variegate.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the files beside an ONNX file that hold its weights, as networks of more than 2 GB have
 * them: walks through the protocol buffer (onnx.proto) from message to message and skips the rest.
 */
final class ExternalWeights {

  /** What the walk tells apart, with the fields that lead on. */
  private enum Message {
    MODEL,
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
          Message.MODEL, Map.of(7, Message.GRAPH, 25, Message.FUNCTION),
          Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE),
          Message.FUNCTION, Map.of(7, Message.NODE),
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

  private static final int DEPTH = 64;

  private final ProtoFile file;
  private final SortedSet<String> found = new TreeSet<>();

  private ExternalWeights(ProtoFile file) {
    this.file = file;
  }

  /** Their paths below the folder of the file, in order; none where the file is no ONNX file. */
  static SortedSet<String> of(Path network) {
    try (var file = ProtoFile.open(network)) {
      var weights = new ExternalWeights(file);
      weights.walk(Message.MODEL, file.size(), DEPTH);
      return weights.found;
    } catch (ProtoFile.DamagedException e) {
      return new TreeSet<>(); // the engine says it better
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s".formatted(network), e);
    }
  }

  private void walk(Message message, long end, int depth) throws IOException {
    if (depth == 0) {
      throw new ProtoFile.DamagedException();
    }
    var entry = new String[2];
    while (file.position() < end) {
      long tag = file.varint();
      int field = (int) (tag >>> 3);
      if ((tag & 7) != ProtoFile.BYTES) {
        file.skip((int) (tag & 7));
        continue;
      }
      long length = file.varint();
      long next = file.position() + length;
      if (length < 0 || next > end) {
        throw new ProtoFile.DamagedException();
      }
      var inner = FIELDS.get(message).get(field);
      if (inner != null) {
        walk(inner, next, depth - 1);
      } else if (message == Message.ENTRY && (field == 1 || field == 2) && length < 4096) {
        entry[field - 1] = new String(file.bytes((int) length), StandardCharsets.UTF_8);
      }
      file.seek(next);
    }
    if ("location".equals(entry[0]) && entry[1] != null) {
      found.add(entry[1]);
    }
  }
}
