package dev.variegate.mix;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.label.Box;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.lineage.Annotations;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small images with labels, mixers for them, and the samples of what they make. */
final class Mixtures {

  static final ImageCodec CODEC = new ImageCodec();
  static final LabelRules RULES = new LabelRules();

  private Mixtures() {}

  private static byte[] png(Image image) {
    try (image) {
      return CODEC.encode(image, Encoding.parse("png"));
    }
  }

  /** An image of one gray. */
  static byte[] plain(int width, int height, int channels, int gray) {
    var samples = new byte[width * height * channels];
    Arrays.fill(samples, (byte) gray);
    return png(Image.ofBytes(width, height, channels, samples));
  }

  /** Dark with a white rectangle. */
  static byte[] dark(int width, int height, int x, int y, int across, int down) {
    var samples = samples(rectangle(width, height, x, y, across, down));
    var bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(60 + i % 7, samples[i]);
    }
    return png(Image.ofBytes(width, height, 1, bytes));
  }

  /** Black with a white rectangle. */
  static byte[] rectangle(int width, int height, int x, int y, int across, int down) {
    var samples = new byte[width * height];
    for (int row = y; row < y + down; row++) {
      Arrays.fill(samples, row * width + x, row * width + x + across, (byte) 255);
    }
    return png(Image.ofBytes(width, height, 1, samples));
  }

  static MixSource source(String key, byte[] image, List<byte[]> masks, Labels labels) {
    var size = CODEC.header(image).orientedSize();
    return new MixSource(key, image, new Annotations(size, masks, labels));
  }

  static MixSource source(String key, byte[] image) {
    return source(key, image, List.of(), Labels.NONE);
  }

  static Labels box(String label, double left, double top, double right, double bottom) {
    return new Labels(
        List.of(new LabeledShape<>(Box.ofEdges(left, top, right, bottom), label, 0)),
        List.of(),
        List.of());
  }

  static Mixer mixer(MixMethod mixture) {
    return new Mixer(List.of(mixture), 5, Optional.of(Encoding.parse("png")), CODEC);
  }

  static int[] samples(byte[] encoded) {
    try (var image = CODEC.decode(encoded)) {
      var bytes = image.toBytes();
      return IntStream.range(0, bytes.length).map(i -> bytes[i] & 255).toArray();
    }
  }

  static MixMethod of(String text) {
    return MixMethods.read(text, "a test").get(0);
  }

  static List<MixSource> partners(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(
            i ->
                source(
                    "p" + i,
                    dark(40 + i, 30, 5, 6, 12, 9),
                    List.of(rectangle(40 + i, 30, 5, 6, 12, 9)),
                    box("partner" + i, 5, 6, 17, 15)))
        .toList();
  }

  static MixSource own() {
    return source(
        "own",
        rectangle(48, 36, 20, 10, 16, 16),
        List.of(rectangle(48, 36, 20, 10, 16, 16)),
        box("own", 20, 10, 36, 26));
  }
}
