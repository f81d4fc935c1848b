package dev.variegate.policy.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.DrawContext;
import dev.variegate.op.color.AutoContrast;
import dev.variegate.op.color.Equalize;
import dev.variegate.op.color.Posterize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.auto.AutoAugment;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticPoliciesTest {

  private static final Size SIZE = new Size(331, 331);

  private static Policy read(String step) {
    return PolicyFile.read("steps:\n- " + step, "a test");
  }

  private static List<List<Step>> draws(String step, int number) {
    var policy = read(step);
    return LongStream.range(0, number)
        .mapToObj(seed -> policy.draw(new DrawKey(seed, "key", 1), SIZE).steps())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rand-augment",
        "rand-augment: {number: 3, magnitude: 15}",
        "trivial-augment-wide",
        "auto-augment",
        "{auto-augment: {table: svhn}, probability: 0.5}",
        "{some-of: [flip, rotate, {hue: {}, weight: 3}], number: [1, 2], probability: 0.9}"
      })
  void areWrittenAsTheEntriesThatTheyStandFor(String step) {
    var policy = read(step);
    assertThat(PolicyFile.read(PolicyFile.yaml(policy), "a test")).isEqualTo(policy);
  }

  @ParameterizedTest
  @EnumSource
  void anAutoAugmentTableHasTwentyFivePairs(AutoAugment.Table table) {
    var pairs = ((OneOf) AutoAugment.of(table)).options();
    assertThat(pairs)
        .hasSize(25)
        .allMatch(option -> ((Sequence) option.step()).steps().size() == 2);
  }

  @Test
  void theFirstPairOfImagenetIsPosterizeAndRotate() {
    var pair =
        (Sequence) ((OneOf) AutoAugment.of(AutoAugment.Table.IMAGENET)).options().get(0).step();
    assertThat(pair.steps().get(0).probability()).isEqualTo(0.4);
    assertThat(pair.steps().get(1).probability()).isEqualTo(0.6);
    var drawn =
        LongStream.range(0, 200)
            .mapToObj(seed -> Seeds.generator(seed, "pair", 1, 0))
            .flatMap(random -> pair.draw(random, DrawContext.of(SIZE)).stream())
            .toList();
    assertThat(new HashSet<>(drawn))
        .containsExactlyInAnyOrder(
            new Posterize.At(4),
            new Rotate.At(30, Interpolation.NEAREST, Border.CONSTANT, 0),
            new Rotate.At(-30, Interpolation.NEAREST, Border.CONSTANT, 0));
  }

  @Test
  void randAugmentDrawsAsManyOperationsEvenly() {
    var draws = draws("rand-augment: {number: 3, magnitude: 9}", 700);
    assertThat(draws).allMatch(steps -> steps.size() <= 3);
    var all = draws.stream().flatMap(List::stream).toList();
    assertThat(all.size()).isBetween(1900, 2000); // 13 of 14 change something
    assertThat(all.stream().filter(AutoContrast.At.class::isInstance).count())
        .isBetween(110L, 190L);
    assertThat(all.stream().filter(Rotate.At.class::isInstance).map(Rotate.At.class::cast))
        .allMatch(turn -> Math.abs(turn.degrees()) == 9);
  }

  @Test
  void trivialAugmentDrawsOneOperationOfAnyStrength() {
    var draws = draws("trivial-augment-wide", 1400);
    assertThat(draws).allMatch(steps -> steps.size() <= 1);
    var all = draws.stream().flatMap(List::stream).toList();
    assertThat(all.stream().filter(Equalize.At.class::isInstance).count()).isBetween(60L, 140L);
    assertThat(
            all.stream()
                .filter(Rotate.At.class::isInstance)
                .mapToDouble(turn -> Math.abs(((Rotate.At) turn).degrees()))
                .distinct()
                .count())
        .isBetween(20L, 31L);
  }

  @Test
  void someOfTakesADrawnNumberInTheListedOrder() {
    var draws = draws("{some-of: [flip, transpose, invert, equalize], number: [1, 3]}", 300);
    var sizes = new HashSet<Integer>();
    for (var steps : draws) {
      sizes.add(steps.size());
      assertThat(new HashSet<>(steps)).hasSameSizeAs(steps);
      var order =
          steps.stream()
              .map(step -> step.getClass().getName())
              .map(AutomaticPoliciesTest::place)
              .toList();
      assertThat(order).isSorted();
    }
    assertThat(sizes).containsExactlyInAnyOrder(1, 2, 3);
  }

  private static int place(String step) {
    return List.of("Flip", "Transpose", "Invert", "Equalize")
        .indexOf(step.replaceAll(".*\\.(\\w+)\\$At", "$1"));
  }

  @Test
  void refuseWhatTheyDoNotKnow() {
    assertThatThrownBy(() -> read("rand-augment: {number: 0}"))
        .hasMessage(
            "Policy step 1 in a test: rand-augment number is 0 but must stay within [1, 20]; give how many operations follow each other");
    assertThatThrownBy(() -> read("rand-augment: {magnitude: 31}"))
        .hasMessage(
            "Policy step 1 in a test: rand-augment magnitude is 31.0 but must stay within [0, 30]; 9 is usual");
    assertThatThrownBy(() -> read("auto-augment: {table: mnist}"))
        .hasMessage(
            "Policy step 1 in a test: key \"auto-augment.table\" is \"mnist\"; known: cifar10, imagenet, svhn");
    assertThatThrownBy(() -> read("{some-of: [flip, rotate], number: 3}"))
        .hasMessage(
            "Policy step 1 in a test: some-of has the number [3.0, 3.0] but must be whole numbers within 0..2, its entries; correct number");
    assertThatThrownBy(() -> read("some-of: [flip, rotate]"))
        .hasMessage(
            "Policy step 1 in a test: key \"number\" is missing but must be a number or [low, high]; add it");
  }
}
