package dev.variegate.train.layer;

/** What a training must keep to go on, to the bit, after it was ended. */
public interface Resumable {

  /** Puts its arrays into a snapshot, under names that begin with the prefix. */
  void save(String prefix, Snapshot to);

  /**
   * Goes on from a snapshot.
   *
   * @throws IllegalArgumentException if an array is missing there or has another shape
   */
  void restore(String prefix, Snapshot from);
}
