package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ReferenceImage;
import dev.variegate.lineage.Lineage;
import dev.variegate.op.References;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws over random policies of all operations. */
class PolicyLawsTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final byte[] SOURCE = source();

  private static final References REFERENCES =
      References.of(
          List.of(
              new ReferenceImage("dusk.png", 2, PolicyLawsTest::dusk),
              new ReferenceImage("source.png", 1, PolicyLawsTest::source)));

  private static byte[] dusk() {
    try (var image = Scene.dusk()) {
      return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
    }
  }

  private static byte[] source() {
    var samples = new byte[3 * 40 * 30];
    Seeds.generator(0, "source", 0, 0).nextBytes(samples);
    try (var image = Image.ofBytes(40, 30, 3, samples)) {
      return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
    }
  }

  private static PolicyAugmenter expansion(long number) {
    var policy = RandomPolicies.ofEverything().draw(number);
    return new PolicyAugmenter(policy, number, Optional.empty(), CODEC).with(REFERENCES);
  }

  @Property(tries = 300)
  void everyPolicySurvivesItsText(@ForAll long number) {
    var policy = RandomPolicies.ofEverything().draw(number);
    assertThat(PolicyFile.read(PolicyFile.json(policy), "test")).isEqualTo(policy);
    assertThat(PolicyFile.read(PolicyFile.yaml(policy), "test")).isEqualTo(policy);
  }

  @Property(tries = 100)
  void everyCopyIsReplayedToTheByte(@ForAll long number) {
    var expansion = expansion(number);
    for (var copy : expansion.expand(SOURCE, "key", 1, 2)) {
      var again = expansion.replay(SOURCE, Lineage.fromJson(copy.lineage().json()));
      assertThat(again.encoded()).isEqualTo(copy.encoded());
    }
  }

  @Property(tries = 50)
  void orderAndCompanyChangeNoByte(@ForAll long number) {
    var together = expansion(number).expand(SOURCE, "key", 1, 3);
    for (int copy = 3; copy >= 1; copy--) {
      var alone = expansion(number).expand(SOURCE, "key", copy, 1).get(0);
      assertThat(alone.encoded()).isEqualTo(together.get(copy - 1).encoded());
      assertThat(alone.lineage()).isEqualTo(together.get(copy - 1).lineage());
    }
  }
}
