package dev.variegate.benchmarks.size;

import dev.variegate.benchmarks.size.ProcessFigures.Memory;
import java.util.List;

/**
 * What a job of a size took.
 *
 * @param seconds from the shell to the last file
 * @param cpu processor seconds of the driver
 * @param samples of memory, on the way
 * @param files of the output, and the images in the largest: one for each task that made images
 */
record CaseResult(
    String title, double seconds, double cpu, List<Sample> samples, long files, long largest) {

  /**
   * Memory at a moment.
   *
   * @param percent of the output that was made
   */
  record Sample(int percent, Memory driver, List<Memory> executors) {}
}
