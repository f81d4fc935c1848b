package dev.variegate.job.count;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import java.util.function.LongSupplier;

/**
 * Prints a line every few seconds while the job writes: how much is done, how fast, how long yet.
 */
public final class Progress implements AutoCloseable {

  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> ticks;

  private Progress(ScheduledExecutorService clock, Runnable tick, Duration every) {
    this.clock = clock;
    this.ticks =
        clock.scheduleAtFixedRate(tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts to print.
   *
   * @param done rows that finished tasks made
   * @param total rows that are planned
   */
  public static Progress start(PrintStream out, Duration every, LongSupplier done, long total) {
    return start(out, every, seconds -> line(done.getAsLong(), total, seconds));
  }

  /**
   * Starts to print, where nobody knows how many there will be.
   *
   * @param done rows that finished tasks made
   */
  public static Progress start(PrintStream out, Duration every, LongSupplier done) {
    return start(out, every, seconds -> line(done.getAsLong(), seconds));
  }

  private static Progress start(PrintStream out, Duration every, DoubleFunction<String> line) {
    long begun = System.nanoTime();
    return new Progress(
        Executors.newSingleThreadScheduledExecutor(Progress::daemon),
        () -> out.println(line.apply((System.nanoTime() - begun) / 1e9)),
        every);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  static String line(long done, long total, double seconds) {
    if (done == 0) {
      return String.format(
          Locale.ROOT, "  0 of %,d images, %.0f s; no task has finished yet", total, seconds);
    }
    double rate = done / seconds;
    return String.format(
        Locale.ROOT,
        "  %,d of %,d images (%d%%), %,.0f images/s, about %s left",
        done,
        total,
        Math.min(100, 100 * done / Math.max(1, total)),
        rate,
        duration(Math.max(0, total - done) / rate));
  }

  static String line(long done, double seconds) {
    return done == 0
        ? String.format(Locale.ROOT, "  %.0f s; no task has finished yet", seconds)
        : String.format(
            Locale.ROOT, "  %,d rows in %s, %,.0f rows/s", done, duration(seconds), done / seconds);
  }

  /** {@code 42 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  public static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 100) {
      return s + " s";
    }
    return s < 6000
        ? "%d min %d s".formatted(s / 60, s % 60)
        : "%d h %d min".formatted(s / 3600, s % 3600 / 60);
  }

  @Override
  public void close() {
    ticks.cancel(true);
    clock.shutdownNow();
  }
}
