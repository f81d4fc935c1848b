package dev.variegate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bundles of style networks whose descriptions the repository holds, with the weights of the
 * shared material; only for tests marked {@link NeedsShared}.
 */
public final class StyleBundles {

  private static final Path DESCRIPTIONS =
      Path.of(System.getProperty("variegate.root", ".."), "examples/bundles");

  private StyleBundles() {}

  /** Encoder and decoder of adaptive instance normalization. */
  public static Path adain(Path folder) {
    return assembled(folder, "adain", "adain_vgg_encoder.onnx", "adain_vgg_decoder.onnx");
  }

  /** One fixed style: mosaic-256, candy-256, rain-princess-128 or udnie-128; states no license. */
  public static Path fixed(Path folder, String style) {
    var name = "fns-" + style;
    return assembled(folder, name, name + ".onnx");
  }

  private static Path assembled(Path folder, String name, String... weights) {
    try {
      var bundle = Files.createDirectories(folder.resolve(name));
      Files.copy(DESCRIPTIONS.resolve(name).resolve("model.yaml"), bundle.resolve("model.yaml"));
      for (var file : weights) {
        Files.write(bundle.resolve(file), Files.readAllBytes(Shared.path("models/style/" + file)));
      }
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
