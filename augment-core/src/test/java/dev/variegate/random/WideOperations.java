package dev.variegate.random;

import dev.variegate.form.DisplacementField;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Size;
import dev.variegate.op.DrawContext;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.OperationDescriptor;
import dev.variegate.op.TestImages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * Operations of the catalog with drawn parameters, as far beyond their defaults as they accept.
 * There is no list of names: what the catalog gains is drawn too.
 */
public final class WideOperations {

  private static final OperationCatalog CATALOG = OperationCatalog.builtIn();

  /** Of the defaults' ranges, tried one after the other until none is refused. */
  private static final double[] WIDTHS = {8, 8, 5, 5, 3, 3, 2, 2, 1, 1, 0.5, 0.5};

  private WideOperations() {}

  /** The words of the operations that move pixels and keep together what lies together. */
  public static List<String> moving() {
    return CATALOG.words().stream().filter(WideOperations::moves).toList();
  }

  private static boolean moves(String word) {
    var size = new Size(40, 30);
    var subject = DrawContext.of(size).with(TestImages.references());
    var random = Seeds.generator(1, word, 0, 0);
    var form = CATALOG.find(word).orElseThrow().defaults().draw(random, subject).lower(size);
    return form instanceof Geometric || form instanceof DisplacementField;
  }

  /** A step of an operation for an image of this size, with a constant border where it has one. */
  public static Step draw(String word, long seed, Size size) {
    var random = Seeds.generator(seed, word, 0, 0);
    var kind = CATALOG.find(word).orElseThrow();
    return DoubleStream.of(WIDTHS)
        .mapToObj(width -> drawn(kind, random, width, size))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> kind.defaults().draw(random, size));
  }

  /** None where the operation refuses a parameter or the image. */
  private static Optional<Step> drawn(
      OperationDescriptor kind, RandomGenerator random, double width, Size size) {
    Map<String, Object> values = new LinkedHashMap<>(kind.values(kind.defaults()));
    values.replaceAll((name, value) -> drawn(random, value, width));
    try {
      return Optional.of(kind.augmentation(values).draw(random, size));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Object drawn(RandomGenerator random, Object value, double width) {
    if (value instanceof Range range) {
      return drawn(random, range, width);
    } else if (value instanceof Integer) {
      return random.nextInt(2, random.nextBoolean() ? 60 : 7);
    } else if (value instanceof Border) {
      return Border.CONSTANT;
    } else if (value instanceof Enum<?> constant) {
      var all = constant.getDeclaringClass().getEnumConstants();
      return all[random.nextInt(all.length)];
    }
    return value;
  }

  /** Half of them reach to both sides, half upwards alone, for many parameters begin at 0. */
  private static Range drawn(RandomGenerator random, Range range, double width) {
    double middle = (range.low() + range.high()) / 2;
    double half = width * Math.max(0.02, (range.high() - range.low()) / 2);
    double down = random.nextBoolean() ? 1 : 0;
    double one = middle + half * (2 * random.nextDouble() - 1) * down;
    double other = middle + half * (2 * random.nextDouble() - down);
    boolean rounded =
        isWhole(range) && random.nextBoolean(); // 0..3 turns must, 15 degrees need not
    double low = Math.min(one, other);
    double high = Math.max(one, other);
    return rounded ? Range.of(Math.rint(low), Math.rint(high)) : Range.of(low, high);
  }

  private static boolean isWhole(Range range) {
    return range.low() == Math.rint(range.low()) && range.high() == Math.rint(range.high());
  }
}
