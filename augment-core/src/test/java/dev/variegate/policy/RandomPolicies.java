package dev.variegate.policy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.OperationDescriptor;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Policies of all shapes over the whole catalog, each parameter somewhere within its default.
 *
 * @param words the operations to choose from
 * @param without constants that are not chosen
 */
public record RandomPolicies(List<String> words, Set<? extends Enum<?>> without) {

  private static final OperationCatalog CATALOG = OperationCatalog.load();

  public static RandomPolicies ofEverything() {
    return new RandomPolicies(CATALOG.words(), Set.of());
  }

  /** The policy of a number. */
  public Policy draw(long number) {
    var random = Seeds.generator(number, "a random policy", 0, 0);
    return new Policy("number " + number, steps(random, 6, 2));
  }

  private List<PolicyStep> steps(RandomGenerator random, int most, int depth) {
    return IntStream.range(0, random.nextInt(1, most + 1))
        .mapToObj(i -> step(random, depth))
        .toList();
  }

  private PolicyStep step(RandomGenerator random, int depth) {
    double probability = random.nextBoolean() ? 1 : random.nextDouble();
    return switch (depth == 0 ? 0 : random.nextInt(6)) {
      case 1 -> new Sequence(steps(random, 2, depth - 1), probability);
      case 2 ->
          new OneOf(
              steps(random, 3, depth - 1).stream()
                  .map(step -> new Option(step, random.nextDouble(0.1, 5)))
                  .toList(),
              probability);
      default -> new Single(operation(random), probability);
    };
  }

  private Augmentation operation(RandomGenerator random) {
    var kind = CATALOG.find(words.get(random.nextInt(words.size()))).orElseThrow();
    var values = new LinkedHashMap<String, Object>(kind.values(kind.defaults()));
    values.replaceAll((name, value) -> within(random, value));
    return make(kind, values);
  }

  private static Augmentation make(OperationDescriptor kind, Map<String, Object> values) {
    try {
      return kind.augmentation(values);
    } catch (IllegalArgumentException e) { // such as a range that must be of whole numbers
      return kind.defaults();
    }
  }

  private Object within(RandomGenerator random, Object value) {
    if (value instanceof Range range && range.low() < range.high()) {
      double one = random.nextDouble(range.low(), range.high());
      double other = random.nextInt(4) == 0 ? one : random.nextDouble(range.low(), range.high());
      return Range.of(Math.min(one, other), Math.max(one, other));
    } else if (value instanceof Integer number && number > 1) {
      return random.nextInt(20, 60); // a side in pixels
    } else if (value instanceof Enum<?> constant) {
      var all =
          Stream.of(constant.getDeclaringClass().getEnumConstants())
              .filter(one -> !without.contains(one))
              .toList();
      return all.get(random.nextInt(all.size()));
    }
    return value;
  }
}
