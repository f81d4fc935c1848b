package dev.variegate.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.op.DrawContext;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.References;
import dev.variegate.policy.CommittedSheet;
import dev.variegate.policy.Scene;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Psnr;
import dev.variegate.random.DrawKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The images on the page on policies: each operation by itself, as the word alone stands for. */
class OperationImagesTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));
  private static final ImageCodec CODEC = new ImageCodec();
  private static final int FRAME = 0xd0d4d8;
  private static final int DRAWS = 2;
  private static final int ACROSS = 4;

  /** Rows on a sheet, so that none weighs much. */
  private static final int DOWN = 5;

  /** Below this many dB, a change can be seen. */
  private static final double SEEN_DECIBELS = 35;

  @Test
  void sheetsShowEveryOperationAsItIsNow() throws IOException {
    var sheets = sheets();
    for (int i = 0; i < sheets.size(); i++) {
      CommittedSheet.write(name(i), sheets.get(i));
    }
    for (int i = 0; i < sheets.size(); i++) {
      CommittedSheet.requireFresh(name(i), sheets.get(i));
      assertThat(PolicyDocumentTest.images()).contains(name(i));
    }
    assertThat(ROOT.resolve("docs/operations").resolve(name(sheets.size()))).doesNotExist();
  }

  @Test
  void everyOperationCanBeSeen() {
    for (var word : OperationCatalog.load().words()) {
      try (var scene = Scene.draw()) {
        boolean seen =
            IntStream.rangeClosed(1, DRAWS)
                .anyMatch(
                    copy -> {
                      try (var changed = changed(word, scene, copy)) {
                        return !changed.size().equals(scene.size())
                            || Psnr.of(changed, scene, new Comparison(Comparison.Channel.RGB, 0))
                                < SEEN_DECIBELS;
                      }
                    });
        assertThat(seen).as(word).isTrue();
      }
    }
  }

  private static String name(int sheet) {
    return "operations-%d.jpg".formatted(sheet + 1);
  }

  /** How many sheets there are. */
  static int count() {
    return (OperationCatalog.load().words().size() + ACROSS * DOWN - 1) / (ACROSS * DOWN);
  }

  private static List<byte[]> sheets() {
    var groups = new ArrayList<List<Tile>>();
    try (var scene = Scene.draw()) {
      for (var word : OperationCatalog.load().words()) {
        groups.add(tiles(word, scene));
      }
    }
    var sheets = new ArrayList<byte[]>();
    for (int first = 0; first < groups.size(); first += ACROSS * DOWN) {
      sheets.add(sheet(groups.subList(first, Math.min(groups.size(), first + ACROSS * DOWN))));
    }
    return sheets;
  }

  private static List<Tile> tiles(String word, Image scene) {
    return IntStream.rangeClosed(1, DRAWS)
        .mapToObj(
            copy -> {
              try (var changed = changed(word, scene, copy)) {
                return new Tile(
                    CODEC.encode(changed, Encoding.parse("png")), copy == 1 ? word : "", FRAME);
              }
            })
        .toList();
  }

  private static Image changed(String word, Image scene, int copy) {
    var policy = PolicyFile.read("steps: [%s]".formatted(word), "the images");
    try (var dusk = Scene.dusk()) {
      var subject = DrawContext.of(scene.size()).with(References.of(List.of()).own(dusk));
      return policy.draw(new DrawKey(11, word, copy), subject).apply(scene);
    }
  }

  private static byte[] sheet(List<List<Tile>> groups) {
    var rows = new ArrayList<Row>();
    for (int first = 0; first < groups.size(); first += ACROSS) {
      rows.add(new Row("", "", groups.subList(first, Math.min(groups.size(), first + ACROSS))));
    }
    var png =
        ContactSheet.png(
            "Operations",
            "Two draws of each, as the word alone stands for; references show a dusk.",
            rows,
            new Scale(128, 0),
            CODEC);
    try (var sheet = CODEC.decode(png)) {
      return CODEC.encode(sheet, Encoding.parse("jpeg:80"));
    }
  }
}
