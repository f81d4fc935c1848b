package dev.variegate.model;

import dev.variegate.model.describe.DescriptionScaffold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fills in the gaps of first descriptions, as their users do. */
public final class Scaffolds {

  private Scaffolds() {}

  /** Writes the description with its gaps filled and opens the bundle. */
  public static ModelBundle fill(Path folder, DescriptionScaffold scaffold) throws IOException {
    var text =
        scaffold
            .text()
            .replaceAll("range: TODO.*", "range: [0, 1]")
            .replaceAll("# license: MIT.*", "license: MIT")
            .replaceAll("labels: TODO.*", "labels: [a, b, c, d, e, f, g, h, i, j]")
            .replaceAll("distribution: TODO.*", "distribution: normal")
            .replaceAll("hole: TODO.*", "hole: 1")
            .replaceAll("value: TODO.*", "value: 1")
            .replaceAll("form: TODO.*", "form: logits");
    Files.writeString(folder.resolve(ModelBundle.DESCRIPTION), text);
    return ModelBundle.open(folder);
  }

  /** Opens each network, which compares it with the description. */
  public static void open(ModelBundle bundle) {
    for (var network : bundle.description().networks()) {
      Engines.open(bundle, network.role(), ComputeOptions.threads(1)).close();
    }
  }
}
