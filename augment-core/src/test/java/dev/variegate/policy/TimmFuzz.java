package dev.variegate.policy;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Imports policies of timm. */
public final class TimmFuzz implements FuzzTarget {

  @Override
  public String name() {
    return "timm";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "rand-m9-mstd0.5-inc1",
            "rand-m7-n3-mstd101-p0.5",
            "augmix-m5-w4-d2",
            "original-mstd0.5",
            "v0",
            "3a")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "-",
        "m",
        "n3",
        "mstd",
        "inc1",
        "w",
        "d",
        "p",
        "rand",
        "augmix",
        "original",
        "v0r",
        "2147483648",
        "0x10",
        "1e9",
        ".");
  }

  @Override
  public void read(byte[] input) {
    var unused = TimmImport.read(new String(input, StandardCharsets.UTF_8));
  }
}
