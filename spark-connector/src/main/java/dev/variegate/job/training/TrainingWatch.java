package dev.variegate.job.training;

import dev.variegate.job.count.Progress;
import dev.variegate.train.LossCurve;
import dev.variegate.train.LossCurve.Point;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a training on the driver, while it runs in a task, by the checkpoints that it leaves:
 * prints each epoch with its losses and the time left.
 */
public final class TrainingWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingWatch.class);

  private static final int TICK_SECONDS = 3;
  private static final int SILENT_SECONDS = 30;

  private final PrintStream out;
  private final TrainingOutput output;
  private final int epochs;
  private final Map<Path, Integer> before;
  private final Map<Path, Integer> printed;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(TrainingWatch::daemon);
  private final long begun = System.nanoTime();
  private ScheduledFuture<?> ticks;
  private long spoke = begun;
  private double secondsLeft = Double.NaN;

  private TrainingWatch(
      PrintStream out, TrainingOutput output, Map<Path, Integer> before, int epochs) {
    this.out = out;
    this.output = output;
    this.epochs = epochs;
    this.before = Map.copyOf(before);
    this.printed = new HashMap<>(before);
  }

  /**
   * Starts to print.
   *
   * @param before epochs that trainings in the output had already
   * @param epochs that the training has at most
   */
  public static TrainingWatch start(
      PrintStream out, TrainingOutput output, Map<Path, Integer> before, int epochs) {
    var watch = new TrainingWatch(out, output, before, epochs);
    watch.ticks =
        watch.clock.scheduleWithFixedDelay(
            watch::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "training watch");
    thread.setDaemon(true);
    return thread;
  }

  private void tick() {
    look();
    long now = System.nanoTime();
    if (now - spoke >= TimeUnit.SECONDS.toNanos(SILENT_SECONDS)) {
      spoke = now;
      out.println(waiting((now - begun) / 1e9, secondsLeft));
    }
    secondsLeft = Math.max(0, secondsLeft - TICK_SECONDS);
  }

  private synchronized void look() {
    try {
      output.trainings().forEach(this::look);
    } catch (RuntimeException e) { // what is only shown must not end what is made
      LOG.debug("The training cannot be looked at", e);
    }
  }

  private void look(StoredTraining training) {
    int known = printed.getOrDefault(training.folder(), 0);
    int now = training.epochs();
    if (now <= known) {
      return;
    }
    int first = before.getOrDefault(training.folder(), 0);
    if (known == first && first > 0) {
      out.println("  resumed after epoch " + first);
    }
    var losses = training.losses();
    for (int epoch = known + 1; epoch <= now; epoch++) {
      secondsLeft = left(losses, first, epoch, epochs);
      out.println(line(losses, epoch, epochs, secondsLeft));
    }
    printed.put(training.folder(), now);
    spoke = System.nanoTime();
  }

  /** Seconds that the other epochs take, if they take as long as those since the first. */
  static double left(LossCurve losses, int first, int epoch, int epochs) {
    double since = seconds(losses, epoch) - seconds(losses, first);
    return since / (epoch - first) * (epochs - epoch);
  }

  private static double seconds(LossCurve losses, int epoch) {
    return losses.points().stream()
        .filter(point -> point.epoch() == epoch)
        .mapToDouble(Point::seconds)
        .max()
        .orElse(0);
  }

  /** {@code epoch 3 of 12: error 0.21, validation error 0.22; 34 s, about 2 min 5 s left}. */
  static String line(LossCurve losses, int epoch, int epochs, double left) {
    var said =
        losses.points().stream()
            .filter(point -> point.epoch() == epoch)
            .map(TrainingWatch::loss)
            .collect(Collectors.joining(", "));
    return "  epoch %d of %d: %s; %s%s"
        .formatted(
            epoch,
            epochs,
            said,
            Progress.duration(seconds(losses, epoch)),
            epoch == epochs ? "" : ", about " + Progress.duration(left) + " left");
  }

  private static String loss(Point point) {
    var name = point.phase().equals("train") ? point.loss() : point.phase() + " " + point.loss();
    return String.format(Locale.ROOT, "%s %.4g", name, point.value());
  }

  static String waiting(double seconds, double left) {
    return Double.isNaN(left)
        ? "  %s; no epoch has finished yet".formatted(Progress.duration(seconds))
        : "  %s; about %s left".formatted(Progress.duration(seconds), Progress.duration(left));
  }

  /** Prints what has finished since the last look. */
  @Override
  public void close() {
    ticks.cancel(false);
    clock.shutdown();
    look();
  }
}
