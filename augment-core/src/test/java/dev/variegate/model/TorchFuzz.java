package dev.variegate.model;

import dev.variegate.testing.TorchWriter;
import dev.variegate.testing.fuzz.FuzzTarget;
import dev.variegate.testing.fuzz.InputFile;
import java.io.IOException;
import java.util.List;

/** Reads what TorchScript archives say of their arguments. */
public final class TorchFuzz implements FuzzTarget {

  private final InputFile input = new InputFile(".pt");

  @Override
  public String name() {
    return "torchscript";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        new TorchWriter("x: Tensor) -> Tensor:\n  return torch.tanh(x)").bytes(),
        new TorchWriter(
                "x: Tensor,\n  y: Dict[str, Tensor]) -> Tensor:\n  return torch.mul(x, self.w)")
            .weights("w", new float[] {1, 2}, 2)
            .bytes());
  }

  @Override
  public List<String> words() {
    return List.of(
        "PK\u0001\u0002",
        "PK\u0005\u0006",
        "(",
        ")",
        "def forward(",
        "c__torch__.Tiny\n",
        "class ");
  }

  @Override
  public void read(byte[] bytes) throws IOException {
    var file = input.of(bytes);
    if (!TorchArchive.is(file)) {
      throw new BadModelException("no archive");
    }
    var unused = TorchArchive.inputs(file);
  }
}
