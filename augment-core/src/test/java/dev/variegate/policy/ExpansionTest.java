package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpansionTest {

  private static final Policy POLICY =
      PolicyFile.read(
          """
          name: test
          steps:
            - rotate: {degrees: [-30, 30]}
            - flip
            - brightness: {factor: [0.5, 1.5]}
              probability: 0.5
          """,
          "the test");
  private static final ImageCodec CODEC = new ImageCodec();
  private static final byte[] SOURCE = picture(Encoding.of(ImageFormat.PNG));
  private static final Expansion EXPANSION = new Expansion(POLICY, 42, Optional.empty(), CODEC);

  static byte[] picture(Encoding encoding) {
    var samples = new byte[3 * 24 * 16];
    Seeds.generator(0, "picture", 0, 0).nextBytes(samples);
    try (var image = Image.ofBytes(24, 16, 3, samples)) {
      return CODEC.encode(image, encoding);
    }
  }

  @Test
  void everyCopyDiffersAndSaysHowItWasMade() {
    var copies = EXPANSION.expand(SOURCE, "cat", 1, 3);
    assertThat(copies).extracting(copy -> copy.lineage().copy()).containsExactly(1, 2, 3);
    assertThat(copies).extracting(copy -> Sha256.hex(copy.encoded())).doesNotHaveDuplicates();
    var lineage = copies.get(1).lineage();
    assertThat(lineage.steps()).startsWith("[{\"rotate\":{\"degrees\":");
    assertThat(lineage)
        .isEqualTo(
            new Lineage(
                "cat",
                Sha256.hex(SOURCE),
                2,
                "classic",
                lineage.steps(),
                42,
                "",
                "",
                "",
                "",
                "png",
                Software.name()));
    assertThat(Lineage.fromJson(lineage.json())).isEqualTo(lineage);
  }

  @Test
  void aCopyDoesNotDependOnThoseMadeWithIt() {
    var together = EXPANSION.expand(SOURCE, "cat", 1, 3);
    for (int copy = 3; copy >= 1; copy--) {
      var alone = EXPANSION.expand(SOURCE, "cat", copy, 1).get(0);
      assertThat(alone.encoded()).isEqualTo(together.get(copy - 1).encoded());
      assertThat(alone.lineage()).isEqualTo(together.get(copy - 1).lineage());
    }
  }

  @Test
  void replayGivesTheSameBytesFromSourceAndLineageAlone() {
    var another = PolicyFile.read("steps: [flip]", "another policy");
    var replayer = new Expansion(another, 7, Optional.empty(), CODEC);
    for (var copy : EXPANSION.expand(SOURCE, "cat", 1, 5)) {
      var again = replayer.replay(SOURCE, Lineage.fromJson(copy.lineage().json()));
      assertThat(again.encoded()).isEqualTo(copy.encoded());
      assertThat(again.lineage()).isEqualTo(copy.lineage());
    }
  }
}
