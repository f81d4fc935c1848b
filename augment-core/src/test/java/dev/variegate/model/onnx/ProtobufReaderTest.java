package dev.variegate.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {

  private static List<Long> numbers(int... content) throws IOException {
    var bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    var numbers = new ArrayList<Long>();
    ProtobufReader.of(bytes).message((field, value) -> numbers.addAll(value.wholes()));
    return numbers;
  }

  @Test
  void packedNumbersEndWithTheirField() throws IOException {
    assertThat(numbers(0x0A, 3, 5, 0x80, 1, 0x10, 7)).containsExactly(5L, 128L, 7L);
    assertThatThrownBy(() -> numbers(0x0A, 1, 0x80, 0x10, 7))
        .isInstanceOf(ProtobufReader.DamagedException.class);
  }
}
