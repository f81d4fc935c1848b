package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import java.util.List;

/** What makes tiles of tiles: one run of a network. */
@FunctionalInterface
public interface TileNetwork {

  /**
   * One float image for each tile, in order, black 0 and white 1 or scores of classes, all so many
   * times as large as the tiles, less the borders that the network leaves out; the caller closes
   * them.
   *
   * @param tiles at most {@code rows}; each has its layers, such as image and mask, all of {@code
   *     size}
   * @param rows of the run, filled up
   */
  List<Image> run(List<List<Image>> tiles, Size size, int rows);
}
