package dev.variegate.benchmarks.record;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.RandomPolicies;
import dev.variegate.policy.text.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two copies each of a color, a gray, a 16-bit and a transparent image by 200 policies, which stand
 * in {@code benchmarks/recorded-policies.txt}, one a line as JSON.
 */
public final class RecordedPolicies implements OutputSource {

  private static final Path FILE =
      Path.of(System.getProperty("variegate.root", ".."), "benchmarks/recorded-policies.txt");
  private static final long SEED = 7;
  private static final ImageCodec CODEC = new ImageCodec();

  /** Draws the policies: {@code RecordedPolicies}. */
  public static void main(String[] arguments) throws IOException {
    var lines = new ArrayList<String>();
    var random = RandomPolicies.ofEverything();
    for (long number = 0; lines.size() < 200; number++) {
      var policy = random.draw(number);
      if (policy.takingReferences().isEmpty()) {
        lines.add(PolicyFile.json(policy));
      }
    }
    Files.write(FILE, lines);
  }

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public Stream<String> lines() throws IOException {
    var images = images();
    var lines = new ArrayList<String>();
    for (var line : Files.readAllLines(FILE)) {
      var policy = PolicyFile.read(line, FILE.toString());
      images.forEach((name, encoded) -> lines.addAll(lines(policy, name, encoded)));
    }
    return lines.stream();
  }

  private static List<String> lines(Policy policy, String name, byte[] encoded) {
    var what = policy.name().replace(' ', '-') + " " + name;
    try {
      return new PolicyAugmenter(policy, SEED, Optional.empty(), CODEC)
          .expand(encoded, name, 1, 2).stream()
              .map(
                  copy ->
                      "%s %d %s"
                          .formatted(what, copy.lineage().copy(), Recorder.image(copy.encoded())))
              .toList();
    } catch (IllegalArgumentException e) { // an operation that does not take 16-bit samples
      return List.of(what + " refused");
    }
  }

  private static Map<String, byte[]> images() {
    return Map.of(
        "color.jpg", encoded(96, 72, 3, "jpeg"),
        "gray.png", encoded(28, 28, 1, "png"),
        "transparent.webp", encoded(40, 56, 4, "webp"),
        "deep.tiff", deep());
  }

  private static byte[] encoded(int width, int height, int channels, String encoding) {
    var samples = new byte[width * height * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) wave(i / channels, i % channels, width, 120, 110);
    }
    try (var image = Image.ofBytes(width, height, channels, samples)) {
      return CODEC.encode(image, Encoding.parse(encoding));
    }
  }

  private static byte[] deep() {
    var samples = new short[48 * 32];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) wave(i, 0, 48, 30_000, 20_000);
    }
    try (var image = Image.ofShorts(48, 32, 1, samples)) {
      return CODEC.encode(image, Encoding.parse("tiff"));
    }
  }

  private static int wave(int pixel, int channel, int width, int mean, int height) {
    int x = pixel % width;
    int y = pixel / width;
    return (int)
        StrictMath.rint(
            mean + height / 2.0 * (StrictMath.sin(x / 7.0 + channel) + StrictMath.cos(y / 5.0)));
  }
}
