package dev.variegate.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.train.layer.Resumable;
import java.util.List;
import java.util.Map;

/** A generative model while it is trained. */
public interface TrainableModel extends Resumable, AutoCloseable {

  /** Names of what a step returns. */
  List<String> losses();

  /** Learns from a batch; the losses before it did. */
  float[] step(Batch batch, double rate);

  /** The same losses, of the averaged weights, without learning. */
  float[] evaluate(Batch batch);

  /**
   * What validation compares: the sum of the losses, where smaller is better. NaN where they do not
   * say how good the model is; the bundle is then of the last epoch.
   */
  default double objective(double[] losses) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }

  /**
   * New images of the averaged weights, {@code [n, channels, height, width]} in 0..1.
   *
   * @param labels class indexes {@code [n]}
   */
  NDArray samples(NDArray labels, KeyedNoise noise);

  /** The networks of the bundle, of the averaged weights. */
  List<TrainedNetwork> networks();

  /** What else it gives, of the averaged weights. */
  default List<Companion> companions() {
    return List.of();
  }

  /**
   * A bundle of one network beside that of the model.
   *
   * @param folder name of its folder in that of the model
   * @param task what its description calls its task
   */
  record Companion(String folder, String task, TrainedNetwork network) {

    /** Where its network is. */
    String file() {
      return folder + "/" + network.file();
    }
  }

  @Override
  void close();

  /** A kind of models, and how one of it is made. */
  interface Family {

    /** Its name, such as conditional-vae. */
    String name();

    /** What the description of a bundle calls its task. */
    String task();

    /** Its settings by name, each of which changes what is trained. */
    Map<String, Object> settings();

    /** What the bundle holds beside the networks: contents by file name. */
    default Map<String, byte[]> files() {
      return Map.of();
    }

    /**
     * A model with first weights.
     *
     * @param classes number of classes, 0 where there are none
     */
    TrainableModel open(NDManager manager, ImageShape shape, int classes, TrainingOptions options);
  }
}
