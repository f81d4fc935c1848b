package dev.variegate.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.upscale.OutputSize;
import dev.variegate.generate.upscale.ResampleUpscaler;
import dev.variegate.generate.upscale.SuperResolver;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.pixel.Resampling;
import dev.variegate.quality.Comparison.Channel;
import dev.variegate.random.DrawKey;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import dev.variegate.testing.SharedImageModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The protocol of the literature: each image of Set5 is shrunk to half by cubic convolution without
 * aliasing, rounded to 8 bits, enlarged, rounded, and compared on studio luma without a border of 2
 * pixels. Results lie in {@code target/super-resolution}.
 */
@NeedsShared
class SuperResolutionSharedTest {

  private static final List<String> SET5 = List.of("baby", "bird", "butterfly", "head", "woman");
  private static final Comparison PROTOCOL = new Comparison(Channel.STUDIO_LUMA, 2);
  private static final Path RESULTS = Path.of("target", "super-resolution");
  private static final ImageCodec CODEC = new ImageCodec();

  @TempDir private Path folder;

  @Test
  void aNetworkOfLumaBeatsTheKernelsByAsMuchAsItsAuthorsSay() throws IOException {
    var scores = new LinkedHashMap<String, SuperResolutionScore>();
    try (var network = open(SharedImageModels.fsrcnn(folder), Framing.AUTO)) {
      var upscalers =
          Map.of(
              "bicubic", new ResampleUpscaler(Resampling.BICUBIC, 2, OutputSize.FACTOR),
              "lanczos", new ResampleUpscaler(Resampling.LANCZOS, 2, OutputSize.FACTOR),
              "fsrcnn-x2", network);
      for (var name : List.of("bicubic", "lanczos", "fsrcnn-x2")) {
        scores.put(name, score(upscalers.get(name)));
      }
    }
    write("set5-x2.md", table(scores).getBytes(UTF_8));
    assertThat(scores.get("bicubic").psnr()).isCloseTo(33.69, offset(0.02));
    assertThat(scores.get("fsrcnn-x2").psnr()).isGreaterThan(34.8);
    assertThat(scores.get("fsrcnn-x2").ssim()).isGreaterThan(scores.get("lanczos").ssim());
  }

  @Test
  void tilesOfAGenerativeNetworkShowNoSeams() throws IOException {
    for (int factor : new int[] {2, 4}) {
      var bundle = SharedImageModels.esrgan(folder.resolve("x" + factor), factor);
      try (var original = image("butterfly");
          var low = smaller(original, factor);
          var whole = made(bundle, Framing.of(Fit.NATIVE), low);
          var tiled = made(bundle, new Framing(Fit.TILE, 0.25), low);
          var kernel =
              remade(new ResampleUpscaler(Resampling.BICUBIC, factor, OutputSize.FACTOR), low)) {
        write("butterfly-x%d-bicubic.png".formatted(factor), png(kernel));
        write("butterfly-x%d-whole.png".formatted(factor), png(whole));
        write("butterfly-x%d-tiled.png".formatted(factor), png(tiled));
        assertThat(whole.size()).isEqualTo(original.size());
        assertThat(Psnr.of(original, whole, PROTOCOL)).isGreaterThan(22);
        assertThat(Psnr.of(whole, tiled, PROTOCOL)).isGreaterThan(38);
      }
    }
  }

  private static SuperResolutionScore score(ImageGenerator upscaler) throws IOException {
    var scores = new ArrayList<SuperResolutionScore>();
    for (var name : SET5) {
      try (var original = image(name);
          var low = smaller(original, 2);
          var made = remade(upscaler, low)) {
        scores.add(SuperResolutionScore.of(original, made, PROTOCOL));
      }
    }
    return SuperResolutionScore.mean(scores);
  }

  private static String table(Map<String, SuperResolutionScore> scores) {
    var table = new StringBuilder("Set5 x2, %s\n".formatted(PROTOCOL));
    scores.forEach((name, score) -> table.append("%s: %s\n".formatted(name, score)));
    return table.toString();
  }

  private static Image image(String name) throws IOException {
    return CODEC.decode(Files.readAllBytes(Shared.path("data/set5/" + name + ".png")));
  }

  private static Image smaller(Image original, int factor) {
    var size = new Size(original.width() / factor, original.height() / factor);
    try (var small = Resampling.BICUBIC.resample(original, size)) {
      return UnitFloats.bytes(size, 3, small.toFloats());
    }
  }

  private static SuperResolver open(Path bundle, Framing framing) {
    return SuperResolver.open(
        ModelBundle.open(bundle), ComputeOptions.threads(1), framing, OutputSize.FACTOR);
  }

  private static Image made(Path bundle, Framing framing, Image image) {
    try (var resolver = open(bundle, framing)) {
      return remade(resolver, image);
    }
  }

  private static Image remade(ImageGenerator generator, Image image) {
    var request = new ImageRequest(image, "", new DrawKey(0, "key", 1), Optional.empty());
    return generator.make(List.of(request)).get(0).image();
  }

  private static byte[] png(Image image) {
    return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Files.createDirectories(RESULTS);
    Files.write(RESULTS.resolve(name), bytes);
  }
}
