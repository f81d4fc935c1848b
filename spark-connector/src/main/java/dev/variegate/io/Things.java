package dev.variegate.io;

import dev.variegate.label.Box;
import dev.variegate.label.Labelled;
import dev.variegate.label.Labels;
import java.util.List;
import java.util.stream.Stream;

/** What formats of annotations ask of one thing in a picture. */
final class Things {

  private Things() {}

  /** What the thing is called: as its first box or outline. */
  static String label(Labels thing) {
    return Stream.concat(thing.boxes().stream(), thing.polygons().stream())
        .map(Labelled::label)
        .findFirst()
        .orElseThrow();
  }

  /** Left, top, right and bottom of its box, or where it has none of its outlines. */
  static double[] bounds(Labels thing) {
    return new Labels(
            thing.boxes(), thing.boxes().isEmpty() ? thing.polygons() : List.of(), List.of())
        .bounds()
        .orElseThrow();
  }

  /** The same as an upright box. */
  static Box box(Labels thing) {
    var bounds = bounds(thing);
    return Box.ofEdges(bounds[0], bounds[1], bounds[2], bounds[3]);
  }
}
