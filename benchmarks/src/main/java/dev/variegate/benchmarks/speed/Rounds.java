package dev.variegate.benchmarks.speed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Times pieces of work on some threads. Two kinds of work are timed in short turns, so that what
 * else the machine does slows both alike, and the median of their turns counts.
 */
final class Rounds implements AutoCloseable {

  private final int threads;
  private final ExecutorService executor;

  Rounds(int threads) {
    this.threads = threads;
    this.executor = Executors.newFixedThreadPool(threads);
  }

  /** Seconds until all pieces are done, each thread taking every n-th. */
  double seconds(List<? extends Runnable> pieces) {
    var parts = new ArrayList<Callable<Void>>();
    for (int thread = 0; thread < threads; thread++) {
      int first = thread;
      parts.add(
          () -> {
            for (int i = first; i < pieces.size(); i += threads) {
              pieces.get(i).run();
            }
            return null;
          });
    }
    long start = System.nanoTime();
    try {
      for (var part : executor.invokeAll(parts)) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Benchmark work failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Benchmark was interrupted", e);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  static double median(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
