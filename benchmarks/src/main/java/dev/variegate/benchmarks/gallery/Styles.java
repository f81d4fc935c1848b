package dev.variegate.benchmarks.gallery;

import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.stage.StyleTransfer;
import java.util.ArrayList;
import java.util.List;

/** Photos as networks paint them that know one style each. */
final class Styles {

  private static final int SHOWN = 5;

  private Styles() {}

  static Exhibit exhibit(Hall hall) {
    var photos = hall.images("photos", SHOWN);
    var rows = new ArrayList<Row>();
    rows.add(Hall.given("photos", photos));
    for (var name :
        List.of("fns-candy-256", "fns-mosaic-256", "fns-rain-princess-128", "fns-udnie-128")) {
      var painter = hall.replacing(new StyleTransfer(), name).setStrength("1");
      rows.add(Hall.made(name, "", painter, photos));
    }
    return new Exhibit(
        "styles",
        "Photos in the style of one network each",
        "StyleTransfer: the networks for 128 pixels paint in tiles that are faded into each other",
        new Scale(256, 240),
        rows,
        List.of());
  }
}
