package dev.variegate.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes small TorchScript archives by hand: a zip of the program as text, of the weights, and of a
 * pickle (protocol 2) that says which weights the module has.
 */
public final class TorchWriter {

  private final Map<String, float[]> weights = new LinkedHashMap<>();
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final String forward;

  /**
   * @param forward the method, from its arguments on, such as {@code "x: Tensor) -> Tensor:\n
   *     return torch.tanh(x)"}; lines are indented by four spaces
   */
  public TorchWriter(String forward) {
    this.forward = forward;
  }

  /** A weight, which the method finds as {@code self.NAME}. */
  public TorchWriter weights(String name, float[] values, long... shape) {
    weights.put(name, values);
    shapes.put(name, shape);
    return this;
  }

  /** The file. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", state());
      store(zip, "code/__torch__.py", program().getBytes(StandardCharsets.UTF_8));
      int place = 0;
      for (var values : weights.values()) {
        var data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        store(zip, "data/" + place++, data.array());
      }
      store(zip, "constants.pkl", new Pickle().raw(0x80, 2, ')', '.').bytes());
      store(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    var sum = new CRC32();
    sum.update(content);
    var entry = new ZipEntry("tiny/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
  }

  private String program() {
    var text = new StringBuilder("class Tiny(Module):\n  __parameters__ = [");
    weights.keySet().forEach(name -> text.append('"').append(name).append("\", "));
    text.append("]\n  __buffers__ = []\n");
    weights.keySet().forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
    text.append("  training : bool\n  def forward(self: __torch__.Tiny,\n    ");
    return text.append(forward.replace("\n", "\n    ")).append('\n').toString();
  }

  private byte[] state() {
    var pickle = new Pickle().raw(0x80, 2).global("__torch__", "Tiny").raw(')', 0x81, '}', '(');
    pickle.text("training").raw(0x89);
    int place = 0;
    for (var name : weights.keySet()) {
      pickle.text(name).global("torch._utils", "_rebuild_tensor_v2").raw('(', '(');
      pickle.text("storage").global("torch", "FloatStorage").text(Integer.toString(place++));
      pickle.text("cpu").number(weights.get(name).length).raw('t', 'Q').number(0).raw('(');
      long stride = weights.get(name).length;
      for (long size : shapes.get(name)) {
        pickle.number(size);
      }
      pickle.raw('t', '(');
      for (long size : shapes.get(name)) {
        stride /= size;
        pickle.number(stride);
      }
      pickle.raw('t', 0x89).global("collections", "OrderedDict").raw(')', 'R', 't', 'R');
    }
    return pickle.raw('u', 'b', '.').bytes();
  }

  /** Codes of Python's pickle, as its module pickletools lists them. */
  private static final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle raw(int... codes) {
      for (int code : codes) {
        out.write(code);
      }
      return this;
    }

    Pickle global(String module, String name) {
      out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Pickle text(String text) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      raw('X');
      return little(bytes.length, bytes);
    }

    Pickle number(long value) {
      raw('J');
      return little((int) value, new byte[0]);
    }

    private Pickle little(int value, byte[] then) {
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
      out.writeBytes(then);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
