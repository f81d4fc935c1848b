package dev.variegate.policy.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.color.Posterize;
import dev.variegate.op.color.Saturation;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.policy.auto.AugMix;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimmImportTest {

  @Test
  void drawsAsManyOfFourteenAsAsked() {
    var layers = layers("rand-m9-n3");
    assertThat(layers).hasSize(3);
    assertThat(((OneOf) layers.get(0)).options()).hasSize(14);
  }

  @Test
  void hasTimmsLevels() {
    var options = ((OneOf) layers("rand-m9-n1").get(0)).options();
    var turn = (OneOf) options.get(3).step();
    assertThat(turn.probability()).isEqualTo(0.5);
    assertThat(turn.options().get(1).step())
        .isEqualTo(
            new Single(
                new Rotate(Range.fixed(-27), Interpolation.BILINEAR, Border.CONSTANT, 128 / 255.0),
                1));
    assertThat(options.get(4).step()).isEqualTo(new Single(new Posterize(Range.fixed(3)), 0.5));
    assertThat(options.get(6).step())
        .isEqualTo(new Single(new Saturation(Range.fixed(0.1 + 0.9 * 1.8)), 0.5));
  }

  @Test
  void growsInSeverityWhereAsked() {
    var options = ((OneOf) layers("rand-m10-n1-inc1-p1").get(0)).options();
    assertThat(options.get(4).step()).isEqualTo(new Single(new Posterize(Range.fixed(1)), 1));
    var color = (OneOf) options.get(6).step();
    assertThat(color.options())
        .extracting(option -> ((Single) option.step()).operation())
        .containsExactly(new Saturation(Range.fixed(1.9)), new Saturation(Range.fixed(0.1)));
  }

  @Test
  void spreadsMagnitudesAboutTheirMean() {
    var turns = new ArrayList<Double>();
    var policy = TimmImport.read("rand-m5-n1-mstd1-p1").policy();
    for (int i = 0; i < 3000; i++) {
      for (Step step : policy.draw(new DrawKey(i, "key", 1), new Size(20, 20)).steps()) {
        if (step instanceof Rotate.At turn) {
          turns.add(Math.abs(turn.degrees()) / 3);
        }
      }
    }
    assertThat(turns).hasSizeGreaterThan(150);
    double mean = turns.stream().mapToDouble(x -> x).average().orElseThrow();
    double square =
        turns.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertThat(mean).isBetween(4.8, 5.2);
    assertThat(Math.sqrt(square)).isBetween(0.8, 1.1);
  }

  @Test
  void namesWhatIsMissingAndWhatDiffers() {
    var imported = TimmImport.read("rand-m9-mstd0.5");
    assertThat(imported.missing())
        .containsExactly(
            "SolarizeAdd: no such operation here; the other fourteen are drawn the more often.");
    assertThat(imported.differences()).hasSize(2);
    assertThatThrownBy(imported::complete)
        .hasMessage(
            "Policy \"rand-m9-mstd0.5\" lacks what could not be carried over: SolarizeAdd: no such operation here; the other fourteen are drawn the more often.; take policy() to go without");
  }

  @Test
  void knowsAugMix() {
    var imported = TimmImport.read("augmix-m5-w4-d2");
    assertThat(imported.complete().steps())
        .containsExactly(new Single(new AugMix(4, Range.fixed(2), 5, 1, AugMix.Chains.ALL), 1));
    assertThat(imported.differences()).hasSize(1);
    assertThat(TimmImport.read("augmix").policy().steps())
        .containsExactly(new Single(new AugMix(), 1));
  }

  @Test
  void survivesThePolicyFile() {
    var policy = TimmImport.read("rand-m9-n3-mstd0.5-inc1").policy();
    assertThat(PolicyFile.read(PolicyFile.json(policy), "test")).isEqualTo(policy);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> TimmImport.read("original-mstd0.5"))
        .hasMessage(
            "timm policy \"original-mstd0.5\" begins with \"original\" but must begin with rand or augmix; for AutoAugment write auto-augment: {table: imagenet} in a policy file");
    assertThatThrownBy(() -> TimmImport.read("rand-x9"))
        .hasMessage(
            "timm policy \"rand-x9\" has the part \"x9\" but must be one of inc, m, mmax, mstd, n, p with a number; correct it or leave it out");
    assertThatThrownBy(() -> TimmImport.read("rand-m11"))
        .hasMessage(
            "timm policy \"rand-m11\" has m 11.0 but must stay within [0.0, 10.0]; correct it");
  }

  private static List<PolicyStep> layers(String text) {
    return ((Sequence) TimmImport.read(text).policy().steps().get(0)).steps();
  }
}
