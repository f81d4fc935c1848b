package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.ReferenceImage;
import dev.variegate.op.References;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Photographs made like paintings; leaves a sheet to look at, {@code target/references.png}. */
@NeedsShared
class ReferencesSharedTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));
  private static final ImageCodec CODEC = new ImageCodec();
  private static final int FRAME = 0xd0d4d8;
  private static final List<String> PAINTINGS =
      List.of(
          "monet/00001",
          "vangogh/00001",
          "ukiyoe/00002",
          "cezanne/00001",
          "monet/00003",
          "vangogh/00002",
          "ukiyoe/00005",
          "cezanne/00002");
  private static final List<String> STEPS =
      List.of(
          "histogram-matching: {strength: 1}",
          "color-transfer: {strength: 1}",
          "color-transfer: {strength: 0.5}",
          "fourier-domain-adaptation: {beta: 0.01}",
          "fourier-domain-adaptation: {beta: 0.05}",
          "fourier-domain-adaptation: {beta: 0.09}");

  @Test
  void everyPhotographComesCloserToItsPainting() throws IOException {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < PAINTINGS.size(); i++) {
      var photo = bytes("photos/landscape-%02d.jpg".formatted(i + 1));
      var look = Shared.path("data/paintings/%s.jpg".formatted(PAINTINGS.get(i)));
      var tiles = new ArrayList<Tile>();
      tiles.add(new Tile(photo, "photograph", FRAME));
      tiles.add(new Tile(Files.readAllBytes(look), look.getParent().getFileName() + "", FRAME));
      for (var step : STEPS) {
        var made = made(photo, step, look);
        tiles.add(new Tile(made, step.replaceAll("[{}]|strength: |beta: ", ""), FRAME));
        assertThat(distance(made, look))
            .as("%s of %s", step, look)
            .isLessThan(distance(photo, look));
      }
      rows.add(new Row("", "", List.of(tiles)));
    }
    var sheet = ContactSheet.png("References", "", rows, new Scale(190, 0), CODEC);
    Files.write(ROOT.resolve("augment-core/target/references.png"), sheet);
  }

  private static byte[] made(byte[] photo, String step, Path look) {
    var policy = PolicyFile.read("steps: [{%s}]".formatted(step), "test");
    var references = References.of(List.of(ReferenceImage.file(look)));
    var written = Optional.of(Encoding.parse("png"));
    return new PolicyAugmenter(policy, 1, written, CODEC)
        .with(references)
        .expand(photo, "photo", 1, 1)
        .get(0)
        .encoded();
  }

  /** Of the mean colors, in levels. */
  private static double distance(byte[] encoded, Path look) throws IOException {
    var one = mean(encoded);
    var other = mean(Files.readAllBytes(look));
    return Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
  }

  private static double[] mean(byte[] encoded) {
    try (var image = CODEC.decode(encoded)) {
      var samples = image.toBytes();
      var mean = new double[3];
      for (int i = 0; i < samples.length; i++) {
        mean[i % 3] += Byte.toUnsignedInt(samples[i]) / (samples.length / 3.0);
      }
      return mean;
    }
  }

  private static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(Shared.path("data/" + file));
  }
}
