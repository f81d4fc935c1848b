package dev.variegate.policy;

import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.Step;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One entry of a policy: an operation, a choice between some, or several in a row. */
public sealed interface PolicyStep extends Serializable {

  /** How likely the entry happens at all, 0..1. */
  double probability();

  /** What is drawn for a picture of this size, given that the entry happens. */
  List<Step> drawInside(RandomGenerator random, Size size);

  /**
   * Decides whether the entry happens and draws its numbers. The decision always takes the first
   * number of the generator, so that another probability leaves the numbers of a kept step alone.
   */
  default List<Step> draw(RandomGenerator random, Size size) {
    boolean happens = random.nextDouble() < probability();
    return happens ? drawInside(random, size) : List.of();
  }

  /** One operation. */
  record Single(Augmentation operation, double probability) implements PolicyStep {
    public Single {
      requireProbability(probability);
    }

    @Override
    public List<Step> drawInside(RandomGenerator random, Size size) {
      return List.of(operation.draw(random, size));
    }
  }

  /** Exactly one of several entries, the heavier the likelier. */
  record OneOf(List<Option> options, double probability) implements PolicyStep {
    public OneOf {
      options = List.copyOf(options);
      requireProbability(probability);
      if (options.isEmpty()) {
        throw new IllegalArgumentException(
            "one-of has no options, must have at least one; list the steps to choose from");
      }
    }

    @Override
    public List<Step> drawInside(RandomGenerator random, Size size) {
      double total = options.stream().mapToDouble(Option::weight).sum();
      double left = random.nextDouble() * total;
      int chosen = 0;
      while (chosen < options.size() - 1 && left >= options.get(chosen).weight()) {
        left -= options.get(chosen).weight();
        chosen++;
      }
      return options.get(chosen).step().draw(random, size);
    }
  }

  /** All of several entries, one after the other; they share their probability. */
  record Sequence(List<PolicyStep> steps, double probability) implements PolicyStep {
    public Sequence {
      steps = List.copyOf(steps);
      requireProbability(probability);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException(
            "sequence has no steps, must have at least one; list them or leave the sequence out");
      }
    }

    @Override
    public List<Step> drawInside(RandomGenerator random, Size size) {
      var all = new ArrayList<Step>();
      var now = size;
      for (var step : steps) {
        var drawn = new Recipe(step.draw(random, now));
        now = drawn.sizeAfter(now);
        all.addAll(drawn.steps());
      }
      return all;
    }
  }

  /**
   * One entry to choose.
   *
   * @param weight above 0; its share is weight / sum of the weights
   */
  record Option(PolicyStep step, double weight) implements Serializable {
    public Option {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weight is %s, must be above 0; give each option of one-of its share"
                .formatted(weight));
      }
    }
  }

  private static void requireProbability(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability is %s, must stay within 0..1; give the share of pictures that it should change"
              .formatted(probability));
    }
  }
}
