package dev.variegate.stage.balance;

import dev.variegate.base.DidYouMean;
import dev.variegate.stage.param.ClassCount;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** How many images each class is to have. */
@FunctionalInterface
public interface Targets {

  String MAX = "max";

  /** The target of each class, given how many images it has. */
  Map<String, Long> of(Map<String, Long> sizes);

  /** Reads "max", a number, or JSON of some classes, where the others stay as they are. */
  static Targets parse(String text) {
    if (MAX.equals(text)) {
      return sizes -> {
        long most = sizes.values().stream().mapToLong(size -> size).max().orElse(0);
        return each(sizes, label -> most);
      };
    }
    if (text.strip().startsWith("{")) {
      var counts = ClassCount.parse(text, "target");
      return sizes -> some(sizes, counts);
    }
    long number = number(text.strip());
    return sizes -> each(sizes, label -> number);
  }

  /** So many copies of each image. */
  static Targets copies(int copies) {
    return sizes -> each(sizes, label -> times(label, sizes.get(label), 1L + copies));
  }

  private static long times(String label, long size, long times) {
    try {
      return Math.multiplyExact(size, times);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Class \"%s\" of %d images would have %d times as many, which is beyond 64 bits; ask for fewer copies"
              .formatted(label, size, times),
          e);
    }
  }

  private static Map<String, Long> some(Map<String, Long> sizes, List<ClassCount> counts) {
    var targets = each(sizes, sizes::get);
    for (var count : counts) {
      requireKnown(count.label(), sizes.keySet());
      targets.put(count.label(), count.number());
    }
    return targets;
  }

  private static Map<String, Long> each(Map<String, Long> sizes, ToLongFunction<String> target) {
    var targets = new TreeMap<String, Long>();
    sizes.keySet().forEach(label -> targets.put(label, target.applyAsLong(label)));
    return targets;
  }

  private static void requireKnown(String label, Collection<String> known) {
    if (!known.contains(label)) {
      throw new IllegalArgumentException(
          "target names the class \"%s\", which the data does not have; %s"
              .formatted(label, DidYouMean.among(label, known)));
    }
  }

  private static long number(String text) {
    if (!text.matches("[+-]?[0-9]{1,1000}")) {
      throw new IllegalArgumentException(
          "target is \"%s\" but must be max, a number, or JSON such as {\"shirt\": 200}; give one"
              .formatted(text));
    }
    var number = new BigInteger(text);
    if (number.signum() < 0 || number.bitLength() > Long.SIZE - 1) {
      throw new IllegalArgumentException(
          "target is %s but must be within 0..%d; give the number of images that each class is to have"
              .formatted(number, Long.MAX_VALUE));
    }
    return number.longValue();
  }
}
