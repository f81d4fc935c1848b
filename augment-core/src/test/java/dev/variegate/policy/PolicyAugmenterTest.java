package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ReferenceImage;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Software;
import dev.variegate.op.References;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class PolicyAugmenterTest {

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
  private static final byte[] SOURCE = image(Encoding.of(ImageFormat.PNG));
  private static final PolicyAugmenter EXPANSION =
      new PolicyAugmenter(POLICY, 42, Optional.empty(), CODEC);

  static byte[] image(Encoding encoding) {
    var samples = new byte[3 * 24 * 16];
    Seeds.generator(0, "image", 0, 0).nextBytes(samples);
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
    var replayer = new PolicyAugmenter(another, 7, Optional.empty(), CODEC);
    for (var copy : EXPANSION.expand(SOURCE, "cat", 1, 5)) {
      var again = replayer.replay(SOURCE, Lineage.fromJson(copy.lineage().json()));
      assertThat(again.encoded()).isEqualTo(copy.encoded());
      assertThat(again.lineage()).isEqualTo(copy.lineage());
    }
  }

  @Test
  void threadsDoNotChangeACopy() {
    var alone = EXPANSION.expand(SOURCE, "cat", 1, 16);
    var together =
        IntStream.rangeClosed(1, 16)
            .parallel()
            .mapToObj(copy -> EXPANSION.expand(SOURCE, "cat", copy, 1).get(0))
            .toList();
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i).encoded()).isEqualTo(alone.get(i).encoded());
    }
  }

  @Test
  void theOriginalAndItsDoublesAreReplayedAsTheyAre() {
    var hash = Sha256.hex(SOURCE);
    var original = Lineage.original("cat", hash, 42);
    var doubled = Lineage.oversample(new DrawKey(42, "cat", 3), hash);
    assertThat(EXPANSION.replay(SOURCE, original).encoded()).isEqualTo(SOURCE);
    assertThat(EXPANSION.replay(SOURCE, doubled).encoded()).isEqualTo(SOURCE);
    assertThat(doubled.copy()).isEqualTo(3);
  }

  @Test
  void copiesAreWrittenAsAskedOrAsTheirSource() {
    for (var format : List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP)) {
      var source = image(Encoding.of(format));
      var lineage = EXPANSION.expand(source, "cat", 1, 1).get(0).lineage();
      assertThat(lineage.encoding()).isEqualTo(Encoding.of(format).toString());
    }
    var asked = Optional.of(Encoding.parse("jpeg:80"));
    var copy = new PolicyAugmenter(POLICY, 42, asked, CODEC).expand(SOURCE, "cat", 1, 1).get(0);
    assertThat(copy.lineage().encoding()).isEqualTo("jpeg:80");
    assertThat(CODEC.header(copy.encoded()).format()).isEqualTo(ImageFormat.JPEG);
  }

  @Test
  void bitmapsAreWrittenAsPng() throws IOException {
    var bitmap = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_3BYTE_BGR), "bmp", bitmap);
    var copy = EXPANSION.expand(bitmap.toByteArray(), "cat", 1, 1).get(0);
    assertThat(copy.lineage().encoding()).isEqualTo("png");
    assertThat(CODEC.header(copy.encoded()).format()).isEqualTo(ImageFormat.PNG);
  }

  @Test
  void refusesToReplayFromAnotherSource() {
    var lineage = EXPANSION.expand(SOURCE, "cat", 1, 1).get(0).lineage();
    var other = image(Encoding.of(ImageFormat.JPEG));
    assertThatThrownBy(() -> EXPANSION.replay(other, lineage))
        .hasMessage(
            "Source has the SHA-256 %s but must be %s, of which copy 1 was made; pass the bytes of cat"
                .formatted(Sha256.hex(other), Sha256.hex(SOURCE)));
  }

  @Test
  void replaysWhatWasMadeLikeAReferenceAndNamesTheOneItNeeds() {
    var look = image(Encoding.of(ImageFormat.JPEG));
    var references = References.of(List.of(new ReferenceImage("a/look.jpg", 1, () -> look)));
    var policy = PolicyFile.read("steps: [histogram-matching, flip]", "test");
    var matching = new PolicyAugmenter(policy, 42, Optional.empty(), CODEC).with(references);
    var copy = matching.expand(SOURCE, "cat", 1, 1).get(0);
    assertThat(copy.lineage().steps())
        .startsWith(
            "[{\"histogram-matching\":{\"reference\":{\"name\":\"a/look.jpg\",\"sha256\":\"%s\"},\"strength\":0."
                .formatted(Sha256.hex(look)));
    assertThat(EXPANSION.with(references).replay(SOURCE, copy.lineage()).encoded())
        .isEqualTo(copy.encoded());
    assertThatThrownBy(() -> EXPANSION.replay(SOURCE, copy.lineage()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Reference \"a/look.jpg\" with the SHA-256 %s is needed but is not among the references, which are none; pass its image",
            Sha256.hex(look));
    var other = References.of(List.of(new ReferenceImage("a/look.jpg", 1, () -> SOURCE)));
    assertThatThrownBy(() -> EXPANSION.with(other).replay(SOURCE, copy.lineage()))
        .hasMessage(
            "Reference \"a/look.jpg\" has the SHA-256 %s but must be %s, which was drawn; pass the bytes of the first time",
            Sha256.hex(SOURCE), Sha256.hex(look));
  }

  @Test
  void givesBackAllNativeMemoryOfReferences() {
    var references = References.of(List.of(new ReferenceImage("look", 1, () -> SOURCE)));
    var policy =
        PolicyFile.read(
            "steps: [histogram-matching, fourier-domain-adaptation, color-transfer]", "test");
    var expansion = new PolicyAugmenter(policy, 42, Optional.empty(), CODEC).with(references);
    expansion.expand(SOURCE, "warm", 1, 1);
    long before = Pointer.totalBytes();
    for (int i = 0; i < 500; i++) {
      expansion.expand(SOURCE, "cat-" + i, 1, 2);
    }
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  @Test
  void refusesToReplayWhatAModelMade() {
    var sampled =
        new Lineage(
            "cat", Sha256.hex(SOURCE), 1, "sample", "", 42, "clothes", "1.0.0", "", "", "png", "");
    assertThatThrownBy(() -> EXPANSION.replay(SOURCE, sampled))
        .hasMessage(
            "Lineage of copy 1 of cat names the method \"sample\" but must be original, oversample or classic to be replayed from its source; make it again with its model clothes 1.0.0");
  }

  @Test
  void replaysWhatAnotherVersionMade() {
    var copy = EXPANSION.expand(SOURCE, "cat", 1, 1).get(0);
    var now = copy.lineage();
    var older =
        new Lineage(
            now.sourceKey(),
            now.sourceSha256(),
            now.copy(),
            now.method(),
            now.steps(),
            now.seed(),
            "",
            "",
            "",
            "",
            now.encoding(),
            "variegate 0.0.1");
    assertThat(EXPANSION.replay(SOURCE, older).encoded()).isEqualTo(copy.encoded());
  }

  @Test
  void refusesACopyThatWouldBeTheOriginal() {
    assertThatThrownBy(() -> EXPANSION.expand(SOURCE, "cat", 0, 1))
        .hasMessage(
            "First copy is 0 but must be at least 1; 0 is the original, pass it on as it is");
    assertThatThrownBy(() -> EXPANSION.expand(SOURCE, "cat", 1, -1))
        .hasMessage("Number of copies is -1 but must be at least 0; give how many to make");
  }

  @Test
  void passesOnWhatIsWrongWithTheSource() {
    assertThatThrownBy(() -> EXPANSION.expand(new byte[0], "cat", 1, 1))
        .isInstanceOf(BadImageException.class);
  }

  @Test
  void givesBackAllNativeMemory() {
    EXPANSION.expand(SOURCE, "warm", 1, 1);
    long before = Pointer.totalBytes();
    for (int i = 0; i < 3000; i++) {
      EXPANSION.expand(SOURCE, "cat-" + i, 1, 2);
    }
    assertThatThrownBy(() -> EXPANSION.expand(Arrays.copyOf(SOURCE, 300), "cut", 1, 1))
        .isInstanceOf(BadImageException.class);
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  @Test
  void turnsAnImageThatIsWiderThanOpenCvWarps() throws IOException {
    var policy = PolicyFile.read("steps: [{rotate: {interpolation: bicubic}}]", "a test");
    var expansion = new PolicyAugmenter(policy, 42, Optional.empty(), CODEC);
    byte[] wide;
    try (var image = Image.ofBytes(33_000, 2, 1, new byte[66_000])) {
      wide = CODEC.encode(image, Encoding.of(ImageFormat.PNG));
    }
    try (var copy = CODEC.decode(expansion.expand(wide, "wide", 1, 1).get(0).encoded())) {
      assertThat(copy.width()).isEqualTo(33_000);
    }
  }
}
