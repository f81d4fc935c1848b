package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes images of any size through a network: tiles of several images share full runs.
 *
 * <p>What happens to a tile depends on the tile alone, since every run has as many rows, filled up;
 * and tiles of an image are laid together in their own order.
 */
public final class TiledRuns {

  private final FramingPlan fitting;
  private final int batch;
  private final TileNetwork network;

  public TiledRuns(FramingPlan fitting, int batch, TileNetwork network) {
    this.fitting = fitting;
    this.batch = batch;
    this.network = network;
  }

  /** What happens to a result: an image that its receiver closes; the float image is given. */
  @FunctionalInterface
  public interface Finish {
    Image of(int index, Image made);
  }

  /**
   * A finished image for each given one, in order; the caller closes them, and what it gave.
   *
   * @param images each with its layers, such as image and mask, all of one size
   * @throws IllegalArgumentException if one is too small, before anything is computed
   */
  public List<Image> run(List<List<Image>> images, Finish finish) {
    var jobs =
        IntStream.range(0, images.size())
            .mapToObj(i -> new Job(i, images.get(i), fitting.place(images.get(i).get(0).size())))
            .toList();
    var queue = new ArrayList<Piece>();
    try {
      for (var job : jobs) {
        for (int tile = 0; tile < job.placement.tiles(); tile++) {
          if (job.placement.alone()) {
            run(List.of(new Piece(job, tile)), fitting.rowsAlone(batch), finish);
          } else {
            queue.add(new Piece(job, tile));
            runIfFull(queue, finish);
          }
        }
      }
      run(queue, batch, finish);
      return jobs.stream().map(job -> job.result).toList();
    } catch (RuntimeException | Error e) {
      jobs.forEach(Job::abandon);
      throw e;
    }
  }

  private void runIfFull(List<Piece> queue, Finish finish) {
    if (queue.size() == batch) {
      run(queue, batch, finish);
      queue.clear();
    }
  }

  private void run(List<Piece> pieces, int rows, Finish finish) {
    if (pieces.isEmpty()) {
      return;
    }
    var tiles = new ArrayList<List<Image>>();
    List<Image> made = List.of();
    try {
      pieces.forEach(piece -> tiles.add(piece.job.tile(piece.tile)));
      made = network.run(tiles, pieces.get(0).job.placement.entering(), rows);
      for (int i = 0; i < pieces.size(); i++) {
        pieces.get(i).job.add(pieces.get(i).tile, made.get(i), finish);
      }
    } finally {
      tiles.forEach(layers -> layers.forEach(Image::close));
      made.forEach(Image::close);
    }
  }

  private record Piece(Job job, int tile) {}

  /** One image under way. Its canvas is open from its first tile to its last. */
  private static final class Job {
    private final int index;
    private final List<Image> layers;
    private final ImagePlacement placement;
    private final List<Image> canvases = new ArrayList<>();
    private TileBlend blend;
    private Enlargement by;
    private int added;
    private Image result;

    Job(int index, List<Image> layers, ImagePlacement placement) {
      this.index = index;
      this.layers = layers;
      this.placement = placement;
    }

    List<Image> tile(int tile) {
      if (canvases.isEmpty()) {
        layers.forEach(layer -> canvases.add(placement.canvas(layer)));
      }
      return canvases.stream().map(canvas -> placement.tile(canvas, tile)).toList();
    }

    void add(int tile, Image made, Finish finish) {
      if (added == 0) {
        by = placement.enlargement(made.size());
        TileBlend.requirePossible(placement.source(), by, made.channels());
      }
      if (placement.tiles() == 1) {
        finish(placement.result(made, by), finish);
        return;
      }
      if (blend == null) {
        blend = placement.blend(by, made.channels());
      }
      blend.add(placement.column(tile), placement.row(tile), made);
      added++;
      if (added == placement.tiles()) {
        finish(placement.result(blend, by), finish);
      }
    }

    private void finish(Image whole, Finish finish) {
      try (whole) {
        closeCanvases();
        blend = null;
        result = finish.of(index, whole);
      }
    }

    private void closeCanvases() {
      canvases.forEach(Image::close);
      canvases.clear();
    }

    void abandon() {
      closeCanvases();
      if (result != null) {
        result.close();
      }
    }
  }
}
