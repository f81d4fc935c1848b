package dev.variegate.benchmarks.gallery;

import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.stage.StyleTransfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;

/** Photos in the styles of paintings: by strengths, of two at once, and in their own colors. */
final class Paintings {

  private static final int SHOWN = 4;
  private static final String MONET = "monet/00001.jpg";
  private static final String VAN_GOGH = "vangogh/00001.jpg";
  private static final String UKIYOE = "ukiyoe/00005.jpg";

  private final Hall hall;
  private final Dataset<org.apache.spark.sql.Row> photos;

  private Paintings(Hall hall) {
    this.hall = hall;
    this.photos = hall.images("photos", SHOWN);
  }

  static Exhibit exhibit(Hall hall) {
    var paintings = new Paintings(hall);
    var rows = new ArrayList<Row>();
    var given = Hall.given("photos", paintings.photos);
    rows.add(new Row(given.title(), "", List.of(List.of(), List.of(), given.groups().get(0))));
    for (var style : List.of(MONET, VAN_GOGH, UKIYOE)) {
      for (var strength : List.of("0.3", "0.6", "1")) {
        rows.add(paintings.row("strength " + strength, paintings.painter(strength, style), style));
      }
    }
    var blend = paintings.painter("1", VAN_GOGH, UKIYOE).setStylesPerImage(2);
    rows.add(paintings.row("two at once", blend, VAN_GOGH, UKIYOE));
    for (var kept : List.of("luminance", "histogram")) {
      var painter = paintings.painter("1", VAN_GOGH).setPreserveColor(kept);
      rows.add(paintings.row("colors by " + kept, painter, VAN_GOGH));
    }
    return new Exhibit(
        "paintings",
        "Photos in the styles of paintings",
        "StyleTransfer with adain; fractions of two styles are drawn for each photo",
        new Scale(200, 190),
        rows,
        List.of());
  }

  private StyleTransfer painter(String strength, String... styles) {
    var list =
        Arrays.stream(styles)
            .map(style -> "{\"path\": \"%s\", \"weight\": 1}".formatted(painting(style)))
            .collect(Collectors.joining(", ", "[", "]"));
    return hall.replacing(new StyleTransfer(), "adain").setStyles(list).setStrength(strength);
  }

  private Row row(String title, StyleTransfer painter, String... styles) {
    var groups = new ArrayList<List<Tile>>();
    for (int i = 0; i < 2; i++) {
      groups.add(i < styles.length ? List.of(tile(styles[i])) : List.of());
    }
    groups.add(Hall.tiles(Hall.made(painter, photos), "", Hall.MADE));
    return new Row(title, "", groups);
  }

  private Tile tile(String style) {
    try {
      return new Tile(Files.readAllBytes(painting(style)), style, Hall.GIVEN);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Painting %s cannot be read; give a folder of data that holds it".formatted(style), e);
    }
  }

  private Path painting(String style) {
    return hall.data().resolve("paintings").resolve(style).toAbsolutePath();
  }
}
