package dev.variegate.train.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.variegate.train.Batch;
import dev.variegate.train.gan.Discriminator.Input;
import java.util.function.Function;

/**
 * What a discriminator says of a batch.
 *
 * @param real scores of its images, {@code [n, 1]}
 * @param fake scores of as many made ones
 */
record GanScores(NDArray real, NDArray fake) {

  /** Of both at once, in one pass. */
  static GanScores of(Batch batch, NDArray made, Function<Input, NDArray> discriminator) {
    var images = NDArrays.concat(new NDList(batch.images(), made));
    var labels = NDArrays.concat(new NDList(batch.labels(), batch.labels()));
    var input = new Input(images, labels, batch.noise(), "discriminator");
    var scores = discriminator.apply(input).split(new long[] {batch.size()});
    return new GanScores(scores.get(0), scores.get(1));
  }

  NDArray hinge() {
    return HingeLoss.discriminator(real, fake);
  }

  /** The losses of both networks and the penalty. */
  float[] losses(LeCamRegularizer leCam) {
    return new float[] {
      hinge().getFloat(), leCam.penalty(real, fake).getFloat(), HingeLoss.generator(fake).getFloat()
    };
  }
}
