package dev.variegate.generate.inpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.HoleFill;
import dev.variegate.pixel.HoleFill.Method;
import dev.variegate.pixel.HoleMask;
import dev.variegate.random.DrawKey;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InpainterTest {

  private static final ComputeOptions ONE = ComputeOptions.threads(1);
  private static final HoleFill TELEA = new HoleFill(Method.TELEA, 3);

  @TempDir private Path folder;

  @Test
  void whateverFillsEverySampleOutsideTheHoleStays() {
    for (var inpainter : everyInpainter()) {
      try (inpainter) {
        for (int channels : new int[] {1, 3, 4}) {
          for (var size : List.of(new Size(8, 8), new Size(21, 13), new Size(5, 7))) {
            try (var image = Requests.image(size.width(), size.height(), channels);
                var mask = mask(size);
                var filled = filled(inpainter, image, mask)) {
              requireKept(image, filled, mask);
            }
          }
        }
      }
    }
  }

  private List<Inpainter> everyInpainter() {
    var halving = ModelBundle.open(InpaintModels.halving(folder.resolve("halving")));
    var inpainters = new ArrayList<Inpainter>();
    for (var method : Method.values()) {
      inpainters.add(Inpainter.of(new HoleFill(method, 3)));
    }
    for (var fit : List.of(Fit.AUTO, Fit.RESIZE, Fit.PAD, Fit.TILE)) {
      inpainters.add(Inpainter.open(halving, ONE, Framing.of(fit)));
    }
    var raising = ModelBundle.open(InpaintModels.raising(folder.resolve("raising")));
    inpainters.add(Inpainter.open(raising, ONE, Framing.AUTO));
    return inpainters;
  }

  private static void requireKept(Image image, Image filled, Image mask) {
    var before = image.toBytes();
    var after = filled.toBytes();
    var holes = mask.toBytes();
    int changed = 0;
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.length; i++) {
      if (holes[i / image.channels()] == 0 || i % image.channels() == 3) {
        assertThat(after[i]).isEqualTo(before[i]);
      } else {
        changed += after[i] == before[i] ? 0 : 1;
      }
    }
    assertThat(changed).isPositive();
  }

  @Test
  void sixteenBitsStayAroundTheHoleOfANetworkToo() {
    var samples = new short[8 * 8 * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i * 301);
    }
    try (var inpainter = halving(Framing.AUTO);
        var image = Image.ofShorts(8, 8, 3, samples);
        var mask = HoleMask.of(List.of(new Hole(0, 0, 1, 1)), image.size());
        var filled = filled(inpainter, image, mask)) {
      assertThat(Arrays.copyOfRange(filled.toShorts(), 3, samples.length))
          .containsExactly(Arrays.copyOfRange(samples, 3, samples.length));
      assertThat(Short.toUnsignedInt(filled.toShorts()[0])).isEqualTo(40959); // 0.625 of 65535
    }
  }

  @Test
  void aNetworkSeesMidGrayInTheHoleAndTheMask() {
    try (var inpainter = halving(Framing.AUTO);
        var image = Requests.image(8, 8, 3);
        var mask = mask(image.size());
        var filled = filled(inpainter, image, mask)) {
      for (int i = 0; i < 64; i++) {
        if (mask.toBytes()[i] != 0) {
          assertThat(filled.toBytes()[3 * i]).isEqualTo((byte) 159);
        }
      }
    }
  }

  @Test
  void masksOfAnyLayoutAndMeaningReachNetworksOfAnySize() {
    var raising = ModelBundle.open(InpaintModels.raising(folder));
    try (var inpainter = Inpainter.open(raising, ONE, Framing.AUTO);
        var image = Requests.image(10, 7, 3);
        var mask = HoleMask.of(List.of(new Hole(9, 6, 1, 1)), image.size());
        var filled = filled(inpainter, image, mask)) {
      assertThat(filled.toBytes()).endsWith((byte) 204, (byte) 166, (byte) 153);
    }
  }

  @Test
  void noNeighborChangesAnImage() {
    try (var inpainter = halving(Framing.AUTO);
        var first = Requests.image(8, 8, 3);
        var second = Requests.image(19, 9, 1);
        var mask = mask(first.size());
        var other = mask(second.size())) {
      var together = inpainter.make(List.of(request(first, mask), request(second, other)));
      try (var alone = filled(inpainter, second, other);
          var before = together.get(0);
          var made = together.get(1)) {
        assertThat(before.image().size()).isEqualTo(first.size());
        assertThat(made.image().sameSamples(alone)).isTrue();
      }
    }
  }

  @Test
  void anImageWithoutAHoleComesBack() {
    try (var inpainter = halving(Framing.AUTO);
        var image = Requests.image(8, 8, 3);
        var mask = HoleMask.of(List.of(), image.size());
        var filled = filled(inpainter, image, mask)) {
      assertThat(filled.sameSamples(image)).isTrue();
    }
  }

  @Test
  void theLineageSaysWhatFilledAndWhere() {
    var bundle = ModelBundle.open(InpaintModels.halving(folder));
    try (var image = Requests.image(8, 8, 3);
        var box = HoleMask.of(List.of(new Hole(1, 2, 3, 4)), image.size());
        var two = HoleMask.of(List.of(new Hole(0, 0, 1, 1), new Hole(2, 2, 1, 1)), image.size());
        var network = Inpainter.open(bundle, ONE, Framing.AUTO);
        var first = Inpainter.of(TELEA).make(List.of(request(image, box))).get(0);
        var second = network.make(List.of(request(image, two))).get(0)) {
      assertThat(first.lineage().method()).isEqualTo(Lineage.INPAINT);
      assertThat(first.lineage().steps())
          .isEqualTo(
              "[{\"inpaint\":{\"method\":\"telea\",\"radius\":3,\"pixels\":12,\"hole\":[1,2,3,4]}}]");
      assertThat(first.lineage().model()).isEmpty();
      assertThat(second.lineage().steps())
          .matches(
              "\\[\\{\"inpaint\":\\{\"method\":\"network\",\"fit\":\"auto\",\"overlap\":0.25,\"pixels\":2,\"hole\":\\[0,0,3,3],\"mask\":\"[0-9a-f]{64}\"}}]");
      assertThat(second.lineage().modelSha256()).isEqualTo(bundle.sha256());
      assertThat(second.lineage().license()).isEqualTo("Apache-2.0");
    }
  }

  @Test
  void givesBackAllNativeMemory() {
    try (var inpainter = halving(Framing.AUTO);
        var classic = Inpainter.of(TELEA);
        var image = Requests.image(21, 13, 4);
        var mask = mask(image.size());
        var small = mask(new Size(5, 7))) {
      filled(inpainter, image, mask).close();
      long before = Pointer.totalBytes();
      for (int i = 0; i < 300; i++) {
        filled(inpainter, image, mask).close();
        filled(classic, image, mask).close();
        assertThatThrownBy(
                () -> inpainter.make(List.of(request(image, mask), request(image, small))))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(Pointer.totalBytes()).isEqualTo(before);
    }
  }

  @Test
  void refusesAMissingMaskAndOneOfAnotherSize() {
    try (var inpainter = Inpainter.of(TELEA);
        var image = Requests.image(8, 8, 3);
        var small = mask(new Size(5, 7))) {
      assertThatThrownBy(() -> inpainter.make(List.of(Requests.of(image, "cat"))))
          .hasMessage("Image \"cat\" has no mask but must have one; name the hole");
      assertThatThrownBy(() -> filled(inpainter, image, small))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Mask is 5x7 but must be 8x8, the size of its image; resize one of them");
    }
  }

  @Test
  void refusesAModelThatDoesNotInpaint() {
    var sampler = ModelBundle.open(TinyModels.sampler(folder));
    assertThatThrownBy(() -> Inpainter.open(sampler, ONE, Framing.AUTO))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Model tiny-shapes 1.0.0 is asked for \"inpaint\" but offers [sample, condition-on-label]; take a model that can");
  }

  private Inpainter halving(Framing framing) {
    return Inpainter.open(ModelBundle.open(InpaintModels.halving(folder)), ONE, framing);
  }

  /** Some pixels of the middle and of the right edge. */
  private static Image mask(Size size) {
    return HoleMask.of(List.of(new Hole(2, 2, 2, 3), new Hole(size.width() - 1, 0, 1, 2)), size);
  }

  private static Image filled(Inpainter inpainter, Image image, Image mask) {
    return inpainter.make(List.of(request(image, mask))).get(0).image();
  }

  private static ImageRequest request(Image image, Image mask) {
    return new ImageRequest(image, "ab", new DrawKey(7, "key", 1), Optional.of(mask));
  }
}
