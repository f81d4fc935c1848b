package dev.variegate.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedPoliciesTest {

  private static final ImageCodec CODEC = new ImageCodec();

  static List<Path> policies() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("variegate.root"), "conf/policies"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void isReadAndNamedAsItsFile(Path file) throws IOException {
    var policy = PolicyFile.read(Files.readString(file), file.toString());
    assertThat(file.getFileName()).hasToString(policy.name() + ".yaml");
    assertThat(PolicyFile.read(PolicyFile.json(policy), "test")).isEqualTo(policy);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void makesCopiesThatDiffer(Path file) throws IOException {
    var policy = PolicyFile.read(Files.readString(file), file.toString());
    var expansion = new PolicyAugmenter(policy, 1, Optional.empty(), CODEC);
    for (int channels : new int[] {1, 3}) {
      assertThat(expansion.expand(image(channels), "key", 1, 10))
          .extracting(copy -> Sha256.hex(copy.encoded()))
          .doesNotHaveDuplicates();
    }
  }

  private static byte[] image(int channels) {
    var samples = new byte[28 * 28 * channels];
    Seeds.generator(0, "image", 0, 0).nextBytes(samples);
    try (var image = Image.ofBytes(28, 28, channels, samples)) {
      return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
    }
  }
}
