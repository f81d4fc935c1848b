package dev.variegate.benchmarks.gallery;

import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.stage.Inpainting;
import java.util.ArrayList;
import java.util.List;

/** Holes of photos and of microscope images, filled by classical ways. */
final class Fillings {

  private static final int SHOWN = 5;

  private Fillings() {}

  static Exhibit exhibit(Hall hall) {
    var rows = new ArrayList<Row>();
    for (var folder : List.of("photos", "membranes/image")) {
      var images = hall.images(folder, SHOWN);
      rows.add(Hall.given(folder, images));
      for (var method : List.of("telea", "navier-stokes")) {
        var filled = Hall.replacing(new Inpainting()).setAlgorithm(method).setEraseArea(0.02, 0.06);
        rows.add(Hall.made(method, "", filled, images));
      }
    }
    return new Exhibit(
        "fillings",
        "Random holes filled",
        "Inpainting: the same hole for both methods",
        new Scale(220, 150),
        rows,
        List.of());
  }
}
