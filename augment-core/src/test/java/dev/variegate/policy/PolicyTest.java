package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.DrawContext;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import dev.variegate.recipe.Recipe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final Size SIZE = new Size(32, 24);

  private static List<Step> draw(int copy, PolicyStep... steps) {
    return new Policy("test", List.of(steps)).draw(new DrawKey(42, "key", copy), SIZE).steps();
  }

  private static PolicyStep rotate(double probability) {
    return new Single(new Rotate(), probability);
  }

  private static double fraction(int copies, PolicyStep step, Class<? extends Step> drawn) {
    long hits =
        IntStream.range(0, copies)
            .filter(copy -> draw(copy, step).stream().anyMatch(drawn::isInstance))
            .count();
    return (double) hits / copies;
  }

  @Test
  void aStepAddedAtTheEndChangesNoEarlierStep() {
    for (int copy = 1; copy < 20; copy++) {
      var before = draw(copy, rotate(1), new Single(new Brightness(), 1));
      var after = draw(copy, rotate(1), new Single(new Brightness(), 1), rotate(1));
      assertThat(after).startsWith(before.toArray(Step[]::new)).hasSize(3);
    }
  }

  @Test
  void anotherProbabilityLeavesTheNumbersOfAKeptStepAlone() {
    for (int copy = 1; copy < 20; copy++) {
      var kept = draw(copy, rotate(0.5));
      assertThat(draw(copy, rotate(1))).containsAll(kept);
    }
  }

  @Test
  void twoStepsOfOneKindDrawDifferentNumbers() {
    assertThat(draw(1, rotate(1), rotate(1))).doesNotHaveDuplicates();
  }

  @Test
  void copiesKeysAndSeedsDrawDifferentNumbers() {
    var policy = new Policy("test", List.of(rotate(1)));
    assertThat(
            List.of(
                policy.draw(new DrawKey(1, "a", 1), SIZE),
                policy.draw(new DrawKey(1, "a", 2), SIZE),
                policy.draw(new DrawKey(1, "b", 1), SIZE),
                policy.draw(new DrawKey(2, "a", 1), SIZE)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aStepHappensAsOftenAsItsProbabilitySays() {
    assertThat(fraction(2000, rotate(0.3), Rotate.At.class)).isCloseTo(0.3, within(0.04));
    assertThat(fraction(200, rotate(0), Rotate.At.class)).isZero();
    assertThat(fraction(200, rotate(1), Rotate.At.class)).isOne();
  }

  @Test
  void aChoiceFollowsItsWeightsAndTakesExactlyOne() {
    var choice =
        new OneOf(
            List.of(new Option(rotate(1), 3), new Option(new Single(new Brightness(), 1), 1)), 1);
    assertThat(fraction(2000, choice, Rotate.At.class)).isCloseTo(0.75, within(0.04));
    assertThat(IntStream.range(0, 200)).allMatch(copy -> draw(copy, choice).size() == 1);
  }

  @Test
  void namesTheOperationsThatTakeReferences() {
    var policy =
        PolicyFile.read(
            """
            steps:
              - flip
              - some-of: [{one-of: [hue, color-transfer]}, {sequence: [histogram-matching]}]
                number: 1
              - histogram-matching
            """,
            "test");
    assertThat(policy.takingReferences()).containsExactly("color-transfer", "histogram-matching");
    assertThat(new Policy("test", List.of(rotate(1))).takingReferences()).isEmpty();
  }

  @Test
  void aSequenceHappensAsAWhole() {
    var sequence = new Sequence(List.of(rotate(1), new Single(new Flip(), 1)), 0.5);
    assertThat(IntStream.range(0, 200).map(copy -> draw(copy, sequence).size()).distinct().sorted())
        .containsExactly(0, 2);
  }

  @Test
  void theDrawnNumbersNeverChange() {
    var drawn =
        draw(
            1,
            new Single(new Brightness(Range.of(0, 2)), 0.99),
            new Single(new Brightness(Range.of(0, 2)), 1));
    assertThat(drawn)
        .containsExactly(
            new Brightness.At(0.9983048906745349), new Brightness.At(1.1296900095712792));
  }

  @Test
  void aRecipeSurvivesItsTextToTheLastBit() {
    for (int copy = 0; copy < 50; copy++) {
      var recipe = new Recipe(draw(copy, rotate(1), new Single(new Brightness(), 0.5)));
      assertThat(Recipe.fromJson(recipe.json(), "test")).isEqualTo(recipe);
    }
  }

  @Test
  void survivesJavaSerialization() throws Exception {
    var policy = new Policy("test", List.of(new OneOf(List.of(new Option(rotate(0.5), 2)), 0.5)));
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(policy);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(policy);
    }
  }

  @Test
  void anEntryThatIsListedTwiceIsChosenOnce() {
    var flip = new Option(new Single(new Flip(), 1), 1);
    var one = new PolicyStep.SomeOf(List.of(flip, flip), Range.fixed(1), 1);
    assertThat(one.drawInside(Seeds.generator(1, "k", 1, 0), DrawContext.of(new Size(8, 8))))
        .hasSize(1);
  }
}
