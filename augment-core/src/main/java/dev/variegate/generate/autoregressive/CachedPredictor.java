package dev.variegate.generate.autoregressive;

/**
 * Predicts with {@link PixelSteps}: one run a row of the network for what lies above, and one run a
 * pixel of that for what lies on its left.
 */
final class CachedPredictor implements PixelPredictor {

  private static final int NEIGHBORHOOD = 4;

  private final PixelSizes sizes;
  private final PixelSteps steps;
  private float[] rowState;
  private float[] context;

  /** States of the pixels of the row above and of this one, from the left rim on. */
  private float[][] above;

  private float[][] row;

  CachedPredictor(PixelSizes sizes, PixelSteps steps) {
    this.sizes = sizes;
    this.steps = steps;
    this.rowState = new float[sizes.batch() * sizes.rowState() * sizes.width()];
    this.context = new float[0];
    this.above = new float[0][];
    this.row = empty();
  }

  private float[][] empty() {
    return new float[sizes.width() + 1][sizes.batch() * sizes.pixelState()];
  }

  @Override
  public float[] at(float[] images, int y, int x) {
    if (x == 0) {
      beginRow(images, y);
    }
    int batch = sizes.batch();
    var left = new float[batch * sizes.channels()];
    if (x > 0) {
      int plane = sizes.height() * sizes.width();
      for (int i = 0; i < left.length; i++) {
        left[i] = images[i * plane + y * sizes.width() + x - 1];
      }
    }
    var here = new float[batch * sizes.context()];
    for (int i = 0; i < here.length; i++) {
      here[i] = context[i * sizes.width() + x];
    }
    var step = steps.pixel(left, here, neighbors(x));
    row[x + 1] = step.state();
    return step.made();
  }

  private void beginRow(float[] images, int y) {
    above = row;
    row = empty();
    int width = sizes.width();
    var last = new float[sizes.batch() * sizes.channels() * width];
    if (y > 0) {
      for (int i = 0; i < sizes.batch() * sizes.channels(); i++) {
        int from = (i * sizes.height() + y - 1) * width;
        System.arraycopy(images, from, last, i * width, width);
      }
    }
    var step = steps.row(last, rowState);
    context = step.made();
    rowState = step.state();
  }

  private float[] neighbors(int x) {
    var all = new float[NEIGHBORHOOD * row[0].length];
    for (int i = 0; i < row[0].length; i++) {
      all[NEIGHBORHOOD * i] = above[x][i];
      all[NEIGHBORHOOD * i + 1] = above[x + 1][i];
      all[NEIGHBORHOOD * i + 2] = row[x][i];
    }
    return all;
  }
}
