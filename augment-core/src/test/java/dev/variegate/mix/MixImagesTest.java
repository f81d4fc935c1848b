package dev.variegate.mix;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.lineage.Annotations;
import dev.variegate.policy.CommittedSheet;
import dev.variegate.policy.Scene;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.DrawKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The image of mixtures in the catalog: four images, and copies of the first. */
class MixImagesTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final Encoding PNG = Encoding.parse("png");
  private static final int FRAME = 0xd0d4d8;
  private static final int DRAWS = 4;
  private static final String SHEET = "mixing.jpg";

  @Test
  void theSheetShowsMixturesAsTheyAreNow() throws IOException {
    var sheet = sheet();
    CommittedSheet.write(SHEET, sheet);
    CommittedSheet.requireFresh(SHEET, sheet);
  }

  private static byte[] sheet() {
    var sources = sources();
    var rows = new ArrayList<Row>();
    rows.add(row("images", sources.stream().map(MixSource::encoded).toList()));
    for (var word : List.of("mix-up", "cut-mix", "mosaic", "copy-paste")) {
      var mixer = new Mixer(MixMethods.read(word, "the images"), 2, Optional.of(PNG), CODEC);
      rows.add(
          row(
              word,
              IntStream.rangeClosed(1, DRAWS)
                  .mapToObj(copy -> mixed(mixer, sources, copy))
                  .toList()));
    }
    var png =
        ContactSheet.png("Mixtures", "Copies of the first image.", rows, new Scale(144, 0), CODEC);
    try (var sheet = CODEC.decode(png)) {
      return CODEC.encode(sheet, Encoding.parse("jpeg:85"));
    }
  }

  private static byte[] mixed(Mixer mixer, List<MixSource> sources, int copy) {
    var partners =
        IntStream.range(0, mixer.partners())
            .mapToObj(i -> sources.get(1 + (copy + i) % (sources.size() - 1)))
            .toList();
    return mixer.mix(sources.get(0), partners, new LabelRules(), copy).copy().encoded();
  }

  private static Row row(String title, List<byte[]> images) {
    var tiles = new ArrayList<Tile>();
    images.forEach(png -> tiles.add(new Tile(png, tiles.isEmpty() ? title : "", FRAME)));
    return new Row("", "", List.of(tiles));
  }

  /** The scene in four colors, with polygons of its house and its tree. */
  private static List<MixSource> sources() {
    return IntStream.range(0, 4)
        .mapToObj(
            i -> {
              var policy =
                  PolicyFile.read(
                      "steps: [{hue: {turns: %s}}, {brightness: {factor: %s}}]"
                          .formatted(i * 0.16, 1 - 0.15 * i),
                      "the images");
              try (var scene = Scene.draw();
                  var changed =
                      policy.draw(new DrawKey(1, "scene", 1), scene.size()).apply(scene)) {
                return new MixSource("s" + i, encoded(changed), annotations(scene));
              }
            })
        .toList();
  }

  private static byte[] encoded(Image image) {
    return CODEC.encode(image, PNG);
  }

  private static Annotations annotations(Image scene) {
    var house =
        List.of(
            new Point(22, 86),
            new Point(22, 46),
            new Point(15, 46),
            new Point(46, 26),
            new Point(77, 46),
            new Point(70, 46),
            new Point(70, 86));
    var tree =
        IntStream.range(0, 24)
            .mapToObj(i -> StrictMath.toRadians(15 * i))
            .map(a -> new Point(104 + 17 * StrictMath.cos(a), 58 + 17 * StrictMath.sin(a)))
            .toList();
    return new Annotations(
        scene.size(),
        List.of(),
        new Labels(
            List.of(),
            List.of(
                new LabeledShape<>(new Polygon(house), "house", 0),
                new LabeledShape<>(new Polygon(tree), "tree", 1)),
            List.of()));
  }
}
