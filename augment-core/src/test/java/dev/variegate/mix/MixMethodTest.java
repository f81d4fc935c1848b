package dev.variegate.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.lineage.Annotations;
import dev.variegate.lineage.Lineage;
import dev.variegate.op.DrawContext;
import dev.variegate.pixel.Dirichlet;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixMethodTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final LabelRules RULES = new LabelRules();

  private static byte[] png(Image image) {
    try (image) {
      return CODEC.encode(image, Encoding.parse("png"));
    }
  }

  /** An image of one gray. */
  private static byte[] plain(int width, int height, int channels, int gray) {
    var samples = new byte[width * height * channels];
    Arrays.fill(samples, (byte) gray);
    return png(Image.ofBytes(width, height, channels, samples));
  }

  /** Dark with a white rectangle. */
  private static byte[] dark(int width, int height, int x, int y, int across, int down) {
    var samples = samples(rectangle(width, height, x, y, across, down));
    var bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(60 + i % 7, samples[i]);
    }
    return png(Image.ofBytes(width, height, 1, bytes));
  }

  /** Black with a white rectangle. */
  private static byte[] rectangle(int width, int height, int x, int y, int across, int down) {
    var samples = new byte[width * height];
    for (int row = y; row < y + down; row++) {
      Arrays.fill(samples, row * width + x, row * width + x + across, (byte) 255);
    }
    return png(Image.ofBytes(width, height, 1, samples));
  }

  private static MixSource source(String key, byte[] image, List<byte[]> masks, Labels labels) {
    var size = CODEC.header(image).orientedSize();
    return new MixSource(key, image, new Annotations(size, masks, labels));
  }

  private static MixSource source(String key, byte[] image) {
    return source(key, image, List.of(), Labels.NONE);
  }

  private static Labels box(String label, double left, double top, double right, double bottom) {
    return new Labels(
        List.of(new LabeledShape<>(Box.ofEdges(left, top, right, bottom), label, 0)),
        List.of(),
        List.of());
  }

  private static Mixer mixer(MixMethod mixture) {
    return new Mixer(List.of(mixture), 5, Optional.of(Encoding.parse("png")), CODEC);
  }

  private static int[] samples(byte[] encoded) {
    try (var image = CODEC.decode(encoded)) {
      var bytes = image.toBytes();
      return IntStream.range(0, bytes.length).map(i -> bytes[i] & 255).toArray();
    }
  }

  private static MixMethod of(String text) {
    return MixMethods.read(text, "a test").get(0);
  }

  private static List<MixSource> partners(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(
            i ->
                source(
                    "p" + i,
                    dark(40 + i, 30, 5, 6, 12, 9),
                    List.of(rectangle(40 + i, 30, 5, 6, 12, 9)),
                    box("partner" + i, 5, 6, 17, 15)))
        .toList();
  }

  private static MixSource own() {
    return source(
        "own",
        rectangle(48, 36, 20, 10, 16, 16),
        List.of(rectangle(48, 36, 20, 10, 16, 16)),
        box("own", 20, 10, 36, 26));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mix-up", "cut-mix", "mosaic", "copy-paste"})
  void theSameKeyGivesTheSameBytesAndTheLineageMakesThemAgain(String word) {
    var mixer = mixer(of(word));
    var others = partners(mixer.partners());
    var one = mixer.mix(own(), others, RULES, 1).copy();
    assertThat(mixer.mix(own(), others, RULES, 1).copy().encoded()).isEqualTo(one.encoded());
    assertThat(mixer.mix(own(), others, RULES, 2).copy().encoded()).isNotEqualTo(one.encoded());
    assertThat(one.encoded()).isNotEqualTo(own().encoded());
    var sources =
        IntStream.rangeClosed(0, others.size())
            .mapToObj(i -> i == 0 ? own().encoded() : others.get(i - 1).encoded())
            .toList();
    var lineage = Lineage.fromJson(one.lineage().json());
    assertThat(mixer.replay(sources, lineage)).isEqualTo(one.encoded());
    assertThat(lineage.method()).isEqualTo("mix");
    assertThat(lineage.steps()).contains(word, "\"key\":\"p1\"");
    assertThatThrownBy(() -> mixer.replay(List.of(own().encoded()), lineage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of which copy 1 of own was mixed; pass them in this order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mix-up", "cut-mix", "mosaic", "copy-paste"})
  void masksStayTwoValuedAndLieWhereImagesDo(String word) {
    var mixer = mixer(of(word));
    for (int copy = 1; copy <= 20; copy++) {
      var made = mixer.mix(own(), partners(mixer.partners()), RULES, copy).copy();
      var mask = samples(made.annotations().orElseThrow().masks().get(0));
      var image = samples(made.encoded());
      assertThat(Arrays.stream(mask).boxed().toList()).isSubsetOf(0, 255);
      long apart =
          IntStream.range(0, mask.length).filter(i -> (mask[i] > 127) != (image[i] > 127)).count();
      assertThat((double) apart / mask.length).as("copy %s", copy).isLessThan(0.03);
    }
  }

  @Test
  void givesBackAllNativeMemory() {
    var mixer = mixer(new Mosaic());
    var own = own();
    var partners = partners(3);
    mixer.mix(own, partners, RULES, 1);
    long before = Pointer.totalBytes();
    for (int copy = 1; copy <= 200; copy++) {
      mixer.mix(own, partners, RULES, copy);
    }
    var narrow = List.of(plain(9, 9, 1, 0));
    var wrong = source("wrong", plain(20, 20, 1, 90), narrow, Labels.NONE);
    assertThatThrownBy(() -> mixer.mix(own, List.of(wrong), RULES, 1))
        .hasMessageStartingWith("Mask is 9x9 but must be 20x20 as its image");
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  @Test
  void mixUpIsTheWeightedMeanAndTheFirstKeepsHalf() {
    var mixer = mixer(new MixUp(1));
    for (int copy = 1; copy <= 50; copy++) {
      var own = source("own", plain(9, 7, 3, 20));
      var made = mixer.mix(own, List.of(source("p", plain(30, 12, 3, 220))), RULES, copy);
      double fraction = made.fractions().get(0);
      assertThat(fraction).isBetween(0.5, 1.0);
      assertThat(made.fractions().get(1)).isCloseTo(1 - fraction, within(1e-9));
      assertThat(Arrays.stream(samples(made.copy().encoded())).asDoubleStream().boxed())
          .hasSize(9 * 7 * 3)
          .allSatisfy(sample -> assertThat(sample).isCloseTo(220 - 200 * fraction, within(0.51)));
    }
  }

  @Test
  void betaHasItsMeanAndVariance() {
    for (double alpha : new double[] {0.2, 1, 4}) {
      var random = Seeds.generator(3, "beta", 0, 0);
      var drawn =
          IntStream.range(0, 40_000).mapToDouble(i -> Dirichlet.beta(random, alpha)).toArray();
      double mean = Arrays.stream(drawn).average().orElseThrow();
      double variance =
          Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      assertThat(mean).isCloseTo(0.5, within(0.006));
      assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.003));
    }
  }

  @Property(tries = 100)
  void fractionsAreWhatIsSeen(
      @ForAll @IntRange(min = 2, max = 60) int width,
      @ForAll @IntRange(min = 2, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 1000) int copy) {
    for (var word : List.of("cut-mix", "mosaic")) {
      var mixer = mixer(of(word));
      var grays = new int[] {10, 80, 150, 220};
      var others =
          IntStream.rangeClosed(1, mixer.partners())
              .mapToObj(i -> source("p" + i, plain(20 + 7 * i, 25, 1, grays[i])))
              .toList();
      var own = source("own", plain(width, height, 1, grays[0]));
      var made = mixer.mix(own, others, RULES, copy);
      var seen = samples(made.copy().encoded());
      for (int i = 0; i <= others.size(); i++) {
        int gray = grays[i];
        double fraction = (double) Arrays.stream(seen).filter(s -> s == gray).count() / seen.length;
        assertThat(made.fractions().get(i)).as(word).isCloseTo(fraction, within(1e-6));
      }
      assertThat(made.fractions())
          .as(word)
          .allMatch(fraction -> fraction <= made.fractions().get(0));
    }
  }

  @Test
  void boxesLieAboutTheirInstancesInAMosaic() {
    var mixer = mixer(new Mosaic(200, 160, Range.of(0.3, 0.7)));
    var keep = new LabelRules(LabelRules.Outside.DROP, RULES.boxes(), 0, 0, java.util.Map.of());
    int whole = 0;
    for (int copy = 1; copy <= 30; copy++) {
      var made = mixer.mix(own(), partners(3), keep, copy).copy();
      var image = samples(made.encoded());
      for (var box : made.annotations().orElseThrow().labels().boxes()) {
        whole++;
        double inside = 0;
        var shape = box.shape();
        for (int y = (int) Math.rint(shape.top()); y < Math.rint(shape.bottom()); y++) {
          for (int x = (int) Math.rint(shape.left()); x < Math.rint(shape.right()); x++) {
            inside += image[y * 200 + x] / 255.0;
          }
        }
        assertThat(inside / (shape.width() * shape.height())).isGreaterThan(0.85);
      }
    }
    assertThat(whole).isGreaterThan(40);
  }

  @Test
  void aPastedInstanceComesWithItsLabelAndHidesWhatLiesBelow() {
    var polygon =
        new Polygon(
            List.of(new Point(10, 10), new Point(30, 10), new Point(30, 30), new Point(10, 30)));
    var instance =
        new Labels(
            List.of(new LabeledShape<>(Box.ofEdges(10, 10, 30, 30), "cat", 0)),
            List.of(new LabeledShape<>(polygon, "cat", 0)),
            List.of(new LabeledShape<>(new Point(20, 20), "nose", 0)));
    var partner = source("p", plain(40, 40, 1, 255), List.of(), instance);
    var below = source("own", plain(40, 40, 1, 0), List.of(), box("dog", 18, 18, 22, 22));
    var mixer = mixer(new CopyPaste(1, Range.fixed(1), 0));
    int hidden = 0;
    for (int copy = 1; copy <= 60; copy++) {
      var made = mixer.mix(below, List.of(partner), RULES, copy);
      var labels = made.copy().annotations().orElseThrow().labels();
      var image = samples(made.copy().encoded());
      long white = Arrays.stream(image).filter(s -> s == 255).count();
      assertThat(made.fractions().get(1)).isCloseTo(white / 1600.0, within(1e-6));
      var cat = labels.boxes().stream().filter(b -> b.label().equals("cat")).findFirst();
      if (cat.isPresent()) {
        var shape = cat.get().shape();
        assertThat(shape.width() * shape.height()).isCloseTo((double) white, within(45.0));
        assertThat(labels.boxes().stream().map(LabeledShape::object)).doesNotHaveDuplicates();
        assertThat(labels.polygons()).hasSize(1);
      }
      boolean dogSeen =
          IntStream.range(0, 16).anyMatch(i -> image[(18 + i / 4) * 40 + 18 + i % 4] == 0);
      boolean dogThere = labels.boxes().stream().anyMatch(b -> b.label().equals("dog"));
      if (!dogSeen) {
        assertThat(dogThere).isFalse();
        hidden++;
      } else if (white == 0 || cat.isEmpty()) {
        assertThat(dogThere).isTrue();
      }
    }
    assertThat(hidden).isGreaterThan(3);
  }

  @Test
  void aPartnerWithoutInstancesLeavesTheImageAsItIs() {
    var mixer = mixer(new CopyPaste());
    var made =
        mixer.mix(
            own(),
            List.of(source("p", plain(20, 20, 1, 90), List.of(plain(20, 20, 1, 9)), Labels.NONE)),
            RULES,
            1);
    assertThat(samples(made.copy().encoded())).isEqualTo(samples(own().encoded()));
    assertThat(made.fractions()).containsExactly(1.0, 0.0);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 1", "3, 4", "4, 1"})
  void grayAndColorAreMixedInTheFirstOnesChannels(int first, int second) {
    var own = source("own", plain(30, 20, first, 0));
    var made =
        mixer(new CutMix()).mix(own, List.of(source("p", plain(30, 20, second, 255))), RULES, 1);
    try (var image = CODEC.decode(made.copy().encoded())) {
      assertThat(image.channels()).isEqualTo(first);
      assertThat(Arrays.stream(samples(made.copy().encoded())).filter(s -> s == 255).count())
          .isGreaterThanOrEqualTo(
              (long) (made.fractions().get(1) * 600 * Math.min(first, 3) - 0.5));
    }
  }

  @Test
  void sixteenBitsAndBandsAreMixedWithTheirLike() {
    var deep = new short[30 * 20 * 9];
    var mixed =
        new CutMix()
            .draw(
                Seeds.generator(1, "k", 1, 0),
                List.of(DrawContext.of(new Size(30, 20)), DrawContext.of(new Size(30, 20))));
    try (var dark = Image.ofShorts(30, 20, 9, deep)) {
      Arrays.fill(deep, (short) 60_000);
      try (var bright = Image.ofShorts(30, 20, 9, deep);
          var made = mixed.image(List.of(dark, bright));
          var bytes = Image.ofBytes(30, 20, 1, new byte[600])) {
        int lit = 0;
        for (short sample : made.toShorts()) {
          lit += sample == (short) 60_000 ? 1 : 0;
        }
        double fraction = mixed.fractions(List.of(dark.size(), bright.size()))[1];
        assertThat(lit).isEqualTo((int) Math.rint(fraction * 600 * 9)).isPositive();
        assertThatThrownBy(() -> mixed.image(List.of(dark, bytes)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("must be alike; convert one of them");
        assertThatThrownBy(() -> mixed.mask(List.of(bytes, bright)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("because their values are class numbers; convert them");
      }
    }
  }

  @Test
  void mixturesSurviveTheirText() {
    var given =
        List.of(
            new MixUp(0.2),
            new CutMix(),
            new Mosaic(64, 48, Range.fixed(0.5)),
            new CopyPaste(0.25, Range.of(0.2, 2), 0));
    assertThat(MixMethods.read(MixMethods.json(List.copyOf(given)), "a test")).isEqualTo(given);
    assertThat(MixMethods.read("cut-mix", "a test")).containsExactly(new CutMix());
    assertThat(MixMethods.read("[mosaic, {mix-up: {alpha: 2}}]", "a test"))
        .containsExactly(new Mosaic(), new MixUp(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cutmix | Mixture in a test names the mixture \"cutmix\"; did you mean \"cut-mix\"? Known: copy-paste, cut-mix, mix-up, mosaic",
        "[] | Mixture in a test is an empty list but must have at least one entry; write cut-mix",
        "mix-up: {alfa: 1} | Mixture in a test: key \"mix-up.alfa\" is unknown; known: alpha",
        "[mosaic, {mix-up: {alpha: 0}}] | Mixture step 2 in a test: Mix-up alpha is [0.0, 0.0] but must stay within [0.01, 100.0]; narrow the range",
      })
  void wrongTextsAreReported(String text, String message) {
    assertThatThrownBy(() -> MixMethods.read(text, "a test")).hasMessage(message);
  }
}
