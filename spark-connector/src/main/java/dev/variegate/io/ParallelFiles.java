package dev.variegate.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Operations on files, several at a time: each mostly waits for the answer of a file system. */
final class ParallelFiles implements AutoCloseable {

  private final ExecutorService pool;
  private final int most;
  private final Queue<Future<?>> pending = new ArrayDeque<>();

  ParallelFiles(int threads) {
    this.pool = Executors.newFixedThreadPool(threads);
    this.most = 2 * threads;
  }

  /** Begins an operation; waits first where many are under way. */
  void begin(Callable<?> operation) throws IOException {
    if (pending.size() == most) {
      await(pending.remove());
    }
    pending.add(pool.submit(operation));
  }

  /** Waits for all; throws what one of them has thrown. */
  void await() throws IOException {
    while (!pending.isEmpty()) {
      await(pending.remove());
    }
  }

  private static void await(Future<?> operation) throws IOException {
    try {
      operation.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the output was interrupted while it was written");
    }
  }

  /** Interrupts what is under way: whoever deletes the files next is to be alone with them. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
