package dev.variegate.generate;

import dev.variegate.policy.Sample;
import java.util.List;

/**
 * Makes pictures of pictures.
 *
 * <p>A request alone fixes its result, bit for bit: neither its neighbours nor the cut into lists
 * change it. Thread-safe.
 */
public interface PictureGenerator extends AutoCloseable {

  /**
   * One result for each request, in order; the caller closes them, and the pictures it gave.
   *
   * @throws IllegalArgumentException if a picture cannot be used; nothing is left open then. Asked
   *     again with each picture alone, the others are made
   */
  List<Sample> make(List<PictureRequest> requests);

  /** How many requests fill whole runs; any other number is allowed. */
  int batch();

  @Override
  void close();
}
