package dev.variegate.stage.measure;

import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.FeatureProjection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.UnaryOperator;

/** Images with their features projected, a block at a time; what cannot be projected stays. */
final class ProjectedEntries implements Iterator<Entry> {

  private static final int BLOCK = 256;

  private final Iterator<Entry> given;
  private final int width;
  private final UnaryOperator<FeatureBlock> projection;
  private final Queue<Entry> ready = new ArrayDeque<>();

  ProjectedEntries(Iterator<Entry> given, FeatureProjection projection) {
    this.given = given;
    this.width = projection.width();
    this.projection = projection.open();
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || given.hasNext();
  }

  @Override
  public Entry next() {
    if (ready.isEmpty()) {
      project();
    }
    return ready.remove();
  }

  private void project() {
    var fitting = new ArrayList<Entry>();
    while (given.hasNext() && fitting.size() < BLOCK) {
      var entry = given.next();
      if (entry.vector().length == width && entry.isFinite()) {
        fitting.add(entry);
      } else {
        ready.add(entry); // refused by what counts them
      }
    }
    if (!fitting.isEmpty()) {
      var block = projection.apply(FeatureBlock.of(fitting.stream().map(Entry::vector).toList()));
      for (int i = 0; i < block.rows(); i++) {
        ready.add(fitting.get(i).with(block.row(i)));
      }
    }
  }
}
