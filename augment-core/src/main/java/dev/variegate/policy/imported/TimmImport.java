package dev.variegate.policy.imported;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.op.Augmentation;
import dev.variegate.op.blur.Sharpness;
import dev.variegate.op.color.AutoContrast;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.color.Equalize;
import dev.variegate.op.color.Invert;
import dev.variegate.op.color.Posterize;
import dev.variegate.op.color.Saturation;
import dev.variegate.op.color.Solarize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Shear;
import dev.variegate.op.geometric.Translate;
import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.policy.auto.AugMix;
import dev.variegate.random.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Reads the strings by which timm (PyTorch Image Models) names AugMix, such as {@code
 * augmix-m5-w4-d2} (severity {@code m}, width {@code w}, depth {@code d}, {@code a} for alpha), and
 * RandAugment, such as {@code rand-m9-n3-mstd0.5-inc1}: magnitude {@code m} of 0..10, {@code n}
 * operations in a row, each happening with probability {@code p}, magnitudes spread by {@code mstd}
 * up to {@code mmax}, severities that grow with the magnitude for {@code inc1}.
 *
 * <p>Reference: timm {@code data/auto_augment.py}, {@code rand_augment_transform}: its operations,
 * levels and defaults.
 */
public final class TimmImport {

  private static final Interpolation BILINEAR = Interpolation.BILINEAR;

  /** Timm's usual color beyond the edge. */
  private static final double GRAY = 128 / 255.0;

  private static final double DENOMINATOR = 10;

  /** Standard normal numbers in the middles of nine equally likely parts. */
  private static final double[] QUANTILES = {
    -1.5932, -0.9674, -0.5895, -0.2822, 0, 0.2822, 0.5895, 0.9674, 1.5932
  };

  private final TimmText text;

  private TimmImport(TimmText text) {
    this.text = text;
  }

  /**
   * Reads one string.
   *
   * @throws IllegalArgumentException that names the part that cannot be read, the rule and a way
   *     out
   */
  public static ImportedPolicy read(String text) {
    var parts = TimmText.of(text);
    return parts.kind().equals(TimmText.AUG_MIX) ? augMix(parts) : new TimmImport(parts).imported();
  }

  /** A depth below 1 stands for one to three. */
  private static ImportedPolicy augMix(TimmText text) {
    double depth = text.values().getOrDefault("d", -1.0);
    var mix =
        new AugMix(
            text.values().getOrDefault("w", 3.0).intValue(),
            depth < 1 ? Range.of(1, 3) : Range.fixed(depth),
            text.values().getOrDefault("m", 3.0),
            text.values().getOrDefault("a", 1.0),
            AugMix.Chains.ALL);
    return new ImportedPolicy(
        new Policy(text.whole(), List.of(new Single(mix, 1))),
        List.of(
            "The chains draw the nine operations of the paper at its levels; timm adds color, contrast, brightness and sharpness, and shows the mean of its data set beyond the edge."),
        List.of());
  }

  private ImportedPolicy imported() {
    var options = new ArrayList<Option>();
    for (var operation : operations()) {
      options.add(new Option(operation, 1));
    }
    var differences = new ArrayList<String>();
    differences.add(
        "Warps are bilinear and show mid-gray beyond the edge, where timm draws bilinear or bicubic and shows the mean of its data set; posterize keeps one bit at least.");
    if (text.deviation() > 0) {
      differences.add(
          "Magnitudes are drawn from nine equally likely parts of the %s distribution; timm draws any."
              .formatted(text.isUniform() ? "even" : "normal"));
    }
    var layer = new OneOf(options, 1);
    var policy =
        new Policy(
            text.whole(), List.of(new Sequence(Collections.nCopies(text.number(), layer), 1)));
    return new ImportedPolicy(
        policy,
        differences,
        List.of(
            "SolarizeAdd: no such operation here; the other fourteen are drawn the more often."));
  }

  private List<PolicyStep> operations() {
    boolean rising = text.isIncreasing();
    return List.of(
        new Single(new AutoContrast(), text.probability()),
        new Single(new Equalize(), text.probability()),
        new Single(new Invert(), text.probability()),
        signed(x -> new Rotate(Range.fixed(x * 30), BILINEAR, Border.CONSTANT, GRAY)),
        plain(x -> new Posterize(Range.fixed(bits(x, rising)))),
        plain(x -> new Solarize(Range.fixed(rising ? 1 - x : x))),
        factor(x -> new Saturation(Range.fixed(x))),
        factor(x -> new Contrast(Range.fixed(x))),
        factor(x -> new Brightness(Range.fixed(x))),
        factor(x -> new Sharpness(Range.fixed(x))),
        signed(x -> shear(x, 0)),
        signed(x -> shear(0, x)),
        signed(x -> translate(x, 0)),
        signed(x -> translate(0, x)));
  }

  /** Timm keeps 0..4 bits, and 4..0 where severity grows; none at all is as black as one. */
  private static double bits(double strength, boolean rising) {
    double lost = Math.floor(strength * 4);
    return Math.max(1, rising ? 4 - lost : lost);
  }

  private static Augmentation shear(double x, double y) {
    return new Shear(degrees(x), degrees(y), BILINEAR, Border.CONSTANT, GRAY);
  }

  private static Range degrees(double strength) {
    return Range.fixed(StrictMath.toDegrees(StrictMath.atan(strength * 0.3)));
  }

  private static Augmentation translate(double x, double y) {
    return new Translate(Range.fixed(x * 0.45), Range.fixed(y * 0.45), Border.CONSTANT, GRAY);
  }

  /** From 0.1 to 1.9, or to both sides of 1 where severity grows. */
  private PolicyStep factor(DoubleFunction<Augmentation> operation) {
    return text.isIncreasing()
        ? signed(x -> operation.apply(Math.max(0.1, 1 + x * 0.9)))
        : plain(x -> operation.apply(0.1 + x * 1.8));
  }

  private PolicyStep plain(DoubleFunction<Augmentation> operation) {
    return drawn(strengths().mapToObj(operation).toList());
  }

  private PolicyStep signed(DoubleFunction<Augmentation> operation) {
    return drawn(strengths().flatMap(x -> DoubleStream.of(x, -x)).mapToObj(operation).toList());
  }

  private PolicyStep drawn(List<Augmentation> operations) {
    var distinct = operations.stream().distinct().toList();
    if (distinct.size() == 1) {
      return new Single(distinct.get(0), text.probability());
    }
    return new OneOf(
        operations.stream().map(each -> new Option(new Single(each, 1), 1)).toList(),
        text.probability());
  }

  /** Fractions of the most, 0..1 and beyond it as far as {@code mmax} lets them. */
  private DoubleStream strengths() {
    if (text.deviation() == 0) {
      return DoubleStream.of(clipped(text.magnitude()));
    }
    return text.isUniform()
        ? DoubleStream.iterate(0.5, i -> i < QUANTILES.length, i -> i + 1)
            .map(i -> clipped(text.magnitude() * i / QUANTILES.length))
        : DoubleStream.of(QUANTILES)
            .map(quantile -> clipped(text.magnitude() + text.deviation() * quantile));
  }

  private double clipped(double magnitude) {
    return Math.max(0, Math.min(text.most(), magnitude)) / DENOMINATOR;
  }
}
