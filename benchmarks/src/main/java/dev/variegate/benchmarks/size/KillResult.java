package dev.variegate.benchmarks.size;

/**
 * What became of a job whose processes were killed.
 *
 * @param killed what was: {@code executors} or {@code drivers}
 * @param kills how often
 * @param images in the output
 * @param lost images of the undisturbed run that the output lacks
 * @param more images that it has and the other has not, doubled ones and changed ones
 * @param seconds of the whole, with the undisturbed run's in front
 */
record KillResult(
    String sink,
    String killed,
    int kills,
    long images,
    long lost,
    long more,
    double undisturbed,
    double seconds) {}
