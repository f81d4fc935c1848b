package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ReferenceImage;
import dev.variegate.image.SampleType;
import dev.variegate.op.adaptation.ChannelLevels;
import dev.variegate.op.adaptation.HistogramMatching;
import dev.variegate.op.adaptation.ReferenceChannels;
import dev.variegate.random.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {

  private static final byte[] GRAY = image(90);
  private static final byte[] WHITE = image(255);

  private static byte[] image(int level) {
    try (var image = TestImages.gray(2, 1, level, level)) {
      return new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG));
    }
  }

  private static ReferenceImage listed(String name, double weight, byte[] content) {
    return new ReferenceImage(name, weight, () -> content);
  }

  private static Reference drawn(References references, int number) {
    return references.draw(Seeds.generator(number, "references", 1, 0), "Histogram-matching");
  }

  private static int[] matched(Reference reference) {
    return TestImages.run(new HistogramMatching.At(reference, 1), TestImages.gray(2, 1, 3, 3));
  }

  @Test
  void drawsByWeightAndNamesWhatWasDrawn() {
    var references = References.of(List.of(listed("gray", 3, GRAY), listed("white", 1, WHITE)));
    var drawn = IntStream.range(0, 1000).mapToObj(i -> drawn(references, i)).toList();
    assertThat(drawn.stream().filter(one -> one.name().equals("gray")).count())
        .isBetween(700L, 800L);
    assertThat(drawn).contains(Reference.named("white", Sha256.hex(WHITE)));
    assertThat(drawn.get(0))
        .hasToString("%s (SHA-256 %s)", drawn.get(0).name(), drawn.get(0).sha256());
  }

  @Test
  void readsNothingBeforeItIsDrawnAndEachOnce() {
    var reads = new AtomicInteger();
    ReferenceImage.Content counted =
        () -> {
          reads.incrementAndGet();
          return GRAY;
        };
    var references = References.of(List.of(new ReferenceImage("gray", 1, counted)));
    assertThat(reads).hasValue(0);
    for (int i = 0; i < 5; i++) {
      assertThat(matched(drawn(references, i))).containsExactly(90, 90);
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void looksOnceAtAReferenceThatSeveralImagesBringAlong() {
    var looks = new AtomicInteger();
    var task = References.of(List.of());
    for (int i = 0; i < 3; i++) {
      drawn(task.own(GRAY), i)
          .look(
              "a test",
              ChannelLevels.class,
              image -> {
                looks.incrementAndGet();
                return ChannelLevels.of(image);
              });
    }
    assertThat(looks).hasValue(1);
    assertThat(drawn(task.own(WHITE), 1))
        .isEqualTo(Reference.named("companion", Sha256.hex(WHITE)));
  }

  @Test
  void worksInManyThreadsAtOnce() {
    var references = References.of(List.of(listed("gray", 1, GRAY), listed("white", 1, WHITE)));
    assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> matched(drawn(references, i))[0]))
        .containsOnly(90, 255);
  }

  @Test
  void aDrawnReferenceStillWorksWhereItIsSent() throws Exception {
    var references = References.of(List.of(listed("gray", 1, GRAY)));
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(drawn(references, 1));
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(matched((Reference) in.readObject())).containsExactly(90, 90);
    }
  }

  @Test
  void findsAReferenceByItsNameOrElseByItsContent() {
    var references = References.of(List.of(listed("a", 1, GRAY), listed("b", 1, WHITE)));
    assertThat(references.find(Reference.named("b", Sha256.hex(WHITE))).name()).isEqualTo("b");
    assertThat(matched(references.find(Reference.named("moved/b", Sha256.hex(WHITE)))))
        .containsExactly(255, 255);
  }

  @Test
  void refusesWhatItCannotFind() {
    var references = References.of(List.of(listed("a", 1, GRAY), listed("b", 1, GRAY)));
    var wanted = Sha256.hex(WHITE);
    assertThatThrownBy(() -> references.find(Reference.named("c", wanted)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Reference \"c\" with the SHA-256 %s is needed but is not among the references, which are a, b; pass its image",
            wanted);
    assertThatThrownBy(() -> References.NONE.find(Reference.named("c", wanted)))
        .hasMessage(
            "Reference \"c\" with the SHA-256 %s is needed but is not among the references, which are none; pass its image",
            wanted);
    assertThatThrownBy(() -> references.find(Reference.named("a", wanted)))
        .hasMessage(
            "Reference \"a\" has the SHA-256 %s but must be %s, which was drawn; pass the bytes of the first time",
            Sha256.hex(GRAY), wanted);
  }

  @Test
  void aNameAloneCannotBeLookedAt() {
    assertThatThrownBy(() -> matched(Reference.named("a", "f00")))
        .hasMessage(
            "Reference \"a\" with the SHA-256 f00 is known by name only but its image must be at hand; pass it among the references");
  }

  @Test
  void aReferenceThatIsNoImageIsReportedByItsName() {
    var text = "no image".getBytes(StandardCharsets.UTF_8);
    var reference = drawn(References.of(List.of(listed("notes.txt", 1, text))), 1);
    assertThatThrownBy(() -> matched(reference))
        .isInstanceOf(BadReferenceException.class)
        .hasMessageMatching("Reference \"notes.txt\" cannot be used: .+; fix it or remove it");
  }

  @Test
  void theLimitsOfTheCodecHoldForReferences() {
    var small = References.of(List.of(listed("gray", 1, GRAY)), new ImageCodec(1));
    assertThatThrownBy(() -> matched(drawn(small, 1)))
        .isInstanceOf(BadReferenceException.class)
        .hasMessageContaining("2x1");
  }

  @Test
  void aFileThatChangesMeanwhileIsRefused(@TempDir Path folder) throws Exception {
    var file = folder.resolve("big.png");
    var noise = new byte[65 << 20]; // more than is kept, so that it is read again
    Files.write(file, noise);
    var reference = drawn(References.of(List.of(ReferenceImage.file(file))), 1);
    Files.write(file, GRAY);
    assertThatThrownBy(() -> matched(reference))
        .isInstanceOf(BadReferenceException.class)
        .hasMessage(
            "Reference \"big.png\" cannot be used: it has the SHA-256 %s now and had %s when it was drawn; fix it or remove it",
            Sha256.hex(GRAY), Sha256.hex(noise));
    Files.delete(file);
    var gone = References.of(List.of(ReferenceImage.file(file)));
    assertThatThrownBy(() -> drawn(gone, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("Image %s cannot be read; check that this user may read it", file);
  }

  @Test
  void turnsToTheChannelsOfTheImage() {
    try (var color = TestImages.smooth(5, 4, 3, SampleType.UINT16);
        var alpha = TestImages.smooth(5, 4, 4, SampleType.UINT16);
        var gray = TestImages.smooth(5, 4, 1, SampleType.UINT16);
        var bands = TestImages.smooth(5, 4, 7, SampleType.UINT16)) {
      for (Image reference : List.of(color, alpha, gray)) {
        for (int channels : new int[] {1, 3}) {
          try (var alike = ReferenceChannels.of(reference, "dusk", channels, "A test")) {
            assertThat(alike.channels()).isEqualTo(channels);
            assertThat(alike.type()).isEqualTo(SampleType.UINT16);
          }
        }
      }
      try (var alike = ReferenceChannels.of(bands, "dusk", 7, "A test")) {
        assertThat(alike.sameSamples(bands)).isTrue();
      }
      assertThatThrownBy(() -> ReferenceChannels.of(bands, "dusk", 3, "A test"))
          .isInstanceOf(BadReferenceException.class)
          .hasMessage(
              "Reference \"dusk\" cannot be used: it has 7 channels but must be gray, RGB or RGBA for images of colors; fix it or remove it");
    }
  }
}
