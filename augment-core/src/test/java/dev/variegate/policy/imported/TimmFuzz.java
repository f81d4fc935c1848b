package dev.variegate.policy.imported;

import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;

/** Imports policies of timm. */
public final class TimmFuzz extends TextTarget {

  public TimmFuzz() {
    super(
        "timm",
        List.of(
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
            "0x10",
            "1e9",
            "."),
        "rand-m9-mstd0.5-inc1",
        "rand-m7-n3-mstd101-p0.5",
        "augmix-m5-w4-d2",
        "original-mstd0.5",
        "v0",
        "3a");
  }

  @Override
  protected void read(String text) {
    var unused = TimmImport.read(text);
  }
}
