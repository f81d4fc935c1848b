package dev.variegate.benchmarks.gallery;

import dev.variegate.benchmarks.gallery.Exhibit.Figure;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.image.Size;
import dev.variegate.pixel.CropWindow;
import java.util.ArrayList;
import java.util.List;

/** Images made smaller and enlarged again, by networks and by kernels. */
final class Resolution {

  private static final int ALL = 100;
  private static final Size DETAIL = new Size(100, 100);

  private final Hall hall;
  private final List<Row> rows = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  private Resolution(Hall hall) {
    this.hall = hall;
  }

  static Exhibit exhibit(Hall hall) {
    var shown = new Resolution(hall);
    shown.rows.add(
        row("set5", "as it is", List.copyOf(Hall.images(hall.images("set5", ALL)).values())));
    for (var set : List.of("set5", "set14")) {
      shown.enlarge(set, 2, "bicubic", "lanczos", "fsrcnn-x2", "esrgan-slim-x2");
      shown.enlarge(set, 4, "bicubic", "lanczos", "esrgan-slim-x4");
    }
    return new Exhibit(
        "resolution",
        "Made smaller and enlarged again",
        "SuperResolution: the middle of each image of set5",
        new Scale(2 * DETAIL.width(), 190),
        shown.rows,
        shown.figures);
  }

  private void enlarge(String set, int factor, String... ways) {
    var enlarging = Enlarging.by(factor, Hall.images(hall.images(set, ALL)));
    var small = hall.table(enlarging.shrunk());
    for (var way : ways) {
      var made = Hall.made(enlarging.stage(hall, way), small);
      var score = enlarging.score(made).toString();
      figures.add(new Figure("%s x%d, %s".formatted(set, factor, way), score));
      if (set.equals("set5")) {
        rows.add(row(way, "x%d: %s".formatted(factor, score), made));
      }
    }
  }

  private static Row row(String title, String subtitle, List<byte[]> images) {
    var tiles = images.stream().map(Resolution::detail).toList();
    return new Row(title, subtitle, List.of(tiles));
  }

  private static Tile detail(byte[] encoded) {
    try (var image = Hall.decoded(encoded);
        var middle = CropWindow.centered(image.size(), DETAIL).cut(image)) {
      return new Tile(Hall.png(middle), "", Hall.MADE);
    }
  }
}
