package dev.variegate.stage.measure;

import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.FeatureProjection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.UnaryOperator;

/**
 * Images with their features projected, a block at a time. Those of another width or with numbers
 * that are not finite stay as they are, to be refused when they are counted.
 */
final class ProjectedVectors implements Iterator<LabeledVector> {

  private static final int BLOCK = 256;

  private final Iterator<LabeledVector> given;
  private final int width;
  private final UnaryOperator<FeatureBlock> projection;
  private final Queue<LabeledVector> ready = new ArrayDeque<>();

  ProjectedVectors(Iterator<LabeledVector> given, FeatureProjection projection) {
    this.given = given;
    this.width = projection.width();
    this.projection = projection.open();
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || given.hasNext();
  }

  @Override
  public LabeledVector next() {
    if (ready.isEmpty()) {
      project();
    }
    return ready.remove();
  }

  private void project() {
    var fitting = new ArrayList<LabeledVector>();
    while (given.hasNext() && fitting.size() < BLOCK) {
      var vector = given.next();
      if (vector.width() == width && vector.isFinite()) {
        fitting.add(vector);
      } else {
        ready.add(vector);
      }
    }
    if (!fitting.isEmpty()) {
      var vectors = fitting.stream().map(LabeledVector::features).toList();
      var block = projection.apply(FeatureBlock.of(vectors));
      for (int i = 0; i < block.rows(); i++) {
        ready.add(fitting.get(i).projected(block.row(i)));
      }
    }
  }
}
