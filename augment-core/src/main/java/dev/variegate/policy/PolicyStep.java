package dev.variegate.policy;

import dev.variegate.form.Step;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.random.Range;
import dev.variegate.random.WeightedChoice;
import dev.variegate.recipe.Recipe;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One step of a policy: an operation, one-of, some-of or a sequence. */
public sealed interface PolicyStep extends Serializable {

  /** The probability that the step is applied, 0..1. */
  double probability();

  /** All operations that may be applied. */
  Stream<Augmentation> operations();

  /** Draws the steps for an image, given that this one is applied. */
  List<Step> drawInside(RandomGenerator random, DrawContext subject);

  /**
   * Decides whether the step is applied, and draws its numbers. The decision always takes the first
   * number of the generator, so that another probability leaves the numbers of an applied step
   * unchanged.
   */
  default List<Step> draw(RandomGenerator random, DrawContext subject) {
    boolean happens = random.nextDouble() < probability();
    return happens ? drawInside(random, subject) : List.of();
  }

  /** One operation. */
  record Single(Augmentation operation, double probability) implements PolicyStep {
    public Single {
      requireProbability(probability);
    }

    @Override
    public List<Step> drawInside(RandomGenerator random, DrawContext subject) {
      return List.of(operation.draw(random, subject));
    }

    @Override
    public Stream<Augmentation> operations() {
      return Stream.of(operation);
    }
  }

  /** Exactly one of several options, drawn by weight. */
  record OneOf(List<Option> options, double probability) implements PolicyStep {
    public OneOf {
      options = List.copyOf(options);
      requireProbability(probability);
      if (options.isEmpty()) {
        throw new IllegalArgumentException(
            "one-of has no options but must have at least one; list the steps to choose from");
      }
    }

    @Override
    public List<Step> drawInside(RandomGenerator random, DrawContext subject) {
      return options.get(heavier(options, random)).step().draw(random, subject);
    }

    @Override
    public Stream<Augmentation> operations() {
      return options.stream().flatMap(option -> option.step().operations());
    }
  }

  /**
   * A drawn number of several options, drawn by weight without replacement and applied in the order
   * in which they are listed.
   *
   * @param number how many, whole numbers from 0 to the number of entries
   */
  record SomeOf(List<Option> options, Range number, double probability) implements PolicyStep {
    public SomeOf {
      options = List.copyOf(options);
      requireProbability(probability);
      boolean whole =
          number.low() == Math.rint(number.low()) && number.high() == Math.rint(number.high());
      if (!whole || number.low() < 0 || number.high() > options.size()) {
        throw new IllegalArgumentException(
            "some-of has the number [%s, %s] but must be whole numbers within 0..%d, its entries; correct number"
                .formatted(number.low(), number.high(), options.size()));
      }
    }

    @Override
    public List<Step> drawInside(RandomGenerator random, DrawContext subject) {
      int wanted = (int) number.low() + random.nextInt((int) (number.high() - number.low()) + 1);
      var left = new ArrayList<>(options);
      var places = new ArrayList<>(IntStream.range(0, options.size()).boxed().toList());
      var chosen = new TreeSet<Integer>(); // by place, for an entry may be listed twice
      for (int i = 0; i < wanted; i++) {
        int index = heavier(left, random);
        left.remove(index);
        chosen.add(places.remove(index));
      }
      var listed = chosen.stream().map(place -> options.get(place).step()).toList();
      return listed.isEmpty() ? List.of() : new Sequence(listed, 1).drawInside(random, subject);
    }

    @Override
    public Stream<Augmentation> operations() {
      return options.stream().flatMap(option -> option.step().operations());
    }
  }

  /** All of several entries, one after the other; they share their probability. */
  record Sequence(List<PolicyStep> steps, double probability) implements PolicyStep {
    public Sequence {
      steps = List.copyOf(steps);
      requireProbability(probability);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException(
            "sequence has no steps but must have at least one; list them or leave the sequence out");
      }
    }

    @Override
    public List<Step> drawInside(RandomGenerator random, DrawContext subject) {
      var all = new ArrayList<Step>();
      var now = subject;
      for (var step : steps) {
        var drawn = new Recipe(step.draw(random, now));
        now = drawn.after(now);
        all.addAll(drawn.steps());
      }
      return all;
    }

    @Override
    public Stream<Augmentation> operations() {
      return steps.stream().flatMap(PolicyStep::operations);
    }
  }

  /**
   * One entry to choose.
   *
   * @param weight above 0; its probability is weight / sum of the weights
   */
  record Option(PolicyStep step, double weight) implements Serializable {
    public Option {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weight is %s but must be above 0; give each option a positive weight"
                .formatted(weight));
      }
    }
  }

  /** The index of an option drawn by weight. */
  private static int heavier(List<Option> options, RandomGenerator random) {
    return WeightedChoice.draw(random, options.stream().map(Option::weight).toList());
  }

  private static void requireProbability(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability is %s but must stay within 0..1; give the fraction of images that it should change"
              .formatted(probability));
    }
  }
}
