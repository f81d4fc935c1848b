package dev.variegate.benchmarks.speed;

import ai.onnxruntime.OrtException;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.policy.JpegOptions;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Measures what augmentation costs over decoding and encoding alone, what decoding large
 * photographs at reduced scale saves and what moving coefficients does, what Spark costs over the
 * library, what the sampler costs over its engine, and whether memory stays flat.
 *
 * <p>Every comparison alternates its two sides in short turns and takes medians, for on a shared
 * machine absolute rates come and go.
 */
public final class Benchmark {

  private static final int IMAGES = 1_000;
  private static final int MADE_IN_SPARK = 20_000;
  private static final int PASSES = 10;
  private static final List<Integer> COPIES = List.of(1, 4);
  private static final List<Integer> CORES = List.of(1, 2);

  private static final String POLICY =
      """
      name: benchmark
      steps:
        - random-resized-crop: {width: 224, height: 224}
        - flip: {axis: horizontal}
          probability: 0.5
        - rotate: {degrees: [-15, 15]}
        - brightness: {factor: [0.6, 1.4]}
        - contrast: {factor: [0.6, 1.4]}
        - saturation: {factor: [0.6, 1.4]}
        - hue: {turns: [-0.1, 0.1]}
      """;

  /** The middle of an image of 481x321 begins at borders of blocks. */
  private static final String LOSSLESS =
      """
      name: lossless
      steps:
        - crop: {width: 224, height: 224, place: center}
        - dihedral
      """;

  private Benchmark() {}

  /** Takes the folder of real images, which may be absent, and the folder of the examples. */
  public static void main(String[] args) throws OrtException {
    if (args.length != 2) {
      System.err.println("usage: Benchmark FOLDER_OF_IMAGES FOLDER_OF_EXAMPLES");
      System.exit(2);
    }
    var examples = Path.of(args[1]);
    var clothes = examples.resolve("data/fashion-longtail/train-images-idx3-ubyte.gz");
    var set = BenchmarkSet.make(IMAGES, Path.of(args[0]), clothes);
    say("%,d JPEGs of 481x321, %,d bytes on average:", set.size(), set.meanBytes());
    say("  %s", set.origin());
    say("%nPolicy of all runs, JPEG quality 95 out:%n%s", POLICY.indent(2).stripTrailing());

    OpenCvThreads.limit(1);
    var expansion = augmenter(POLICY);
    againstCodec(set, expansion);
    ofLargePhotographs(set, expansion);
    onCoefficients(set, augmenter(LOSSLESS));
    say("%nGenerator against the bare engine (aim 0.90)");
    say("  %s", SamplerTimes.measure(examples.resolve("models/fashion-clothes")));
    inSpark(set, expansion);
  }

  private static PolicyAugmenter augmenter(String policy) {
    return new PolicyAugmenter(
        PolicyFile.read(policy, "the benchmark"),
        1,
        Optional.of(Encoding.parse("jpeg:95")),
        new ImageCodec());
  }

  private static void againstCodec(BenchmarkSet set, PolicyAugmenter expansion) {
    say("%nAugmentation against decoding the sources and encoding the same results (aim 0.80)");
    for (int cores : CORES) {
      for (int copies : COPIES) {
        say("  %s", CodecTimes.measure(set, expansion, cores, copies));
      }
    }
  }

  private static void ofLargePhotographs(BenchmarkSet set, PolicyAugmenter expansion) {
    var large = LargePhotographs.of(set);
    say("%nJPEGs of 4000x3000, %,d bytes on average, decoded at reduced scale", large.meanBytes());
    for (int copies : COPIES) {
      say("  %s", large.measure(expansion, copies));
    }
  }

  private static void onCoefficients(BenchmarkSet set, PolicyAugmenter expansion) {
    say(
        "%nA crop at borders of blocks, flipped and turned by quarters, on samples and losslessJpeg");
    for (int copies : COPIES) {
      say("  samples:      %s", CodecTimes.measure(set, expansion, 1, copies));
      var lossless = expansion.with(new JpegOptions(false, true));
      say("  coefficients: %s", CodecTimes.measure(set, lossless, 1, copies));
    }
  }

  private static void inSpark(BenchmarkSet set, PolicyAugmenter expansion) {
    say(
        "%nClassicAugmenter in Spark against the library on %,d images (aim: Spark's overhead below 5%%)",
        MADE_IN_SPARK);
    for (int cores : CORES) {
      try (var spark = new SparkTimes(set, cores, MADE_IN_SPARK)) {
        for (int copies : COPIES) {
          say("  %s", spark.fraction(expansion, copies));
        }
        if (cores == CORES.get(CORES.size() - 1)) {
          say("%nResident size in MB after each 1,000 images through ClassicAugmenter (flat?)");
          say("  %s", spark.residentMegabytes(expansion, PASSES));
        }
      }
    }
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
