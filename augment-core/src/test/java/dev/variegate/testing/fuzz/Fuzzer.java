package dev.variegate.testing.fuzz;

import dev.variegate.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Feeds mutated inputs to every reader of foreign files: none may crash or hang the JVM, throw what
 * is not a message of our own, or read one input in two ways.
 *
 * <p>Every input follows from the seed, its target and its number. The one that is being read lies
 * in {@code FOLDER/current}, so that it is there after a crash too; those with faults stay in the
 * folder.
 */
public final class Fuzzer {

  /** What our own refusals are; their first frame must be ours, since the JDK throws some too. */
  private static final Set<String> REFUSALS =
      Set.of(
          "java.lang.IllegalArgumentException",
          "dev.variegate.image.BadImageException",
          "dev.variegate.model.BadModelException",
          "dev.variegate.job.BadJobException");

  private static final long HANG_SECONDS = 10;

  private final Path folder;
  private final long seed;

  /**
   * @param folder where inputs with faults are left
   */
  public Fuzzer(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /** What happened to the inputs of one target. */
  public record Figures(String target, long inputs, long read, long refused, List<String> faults) {}

  /** The targets on the class path, by name. */
  public static List<FuzzTarget> targets() {
    var byName = new TreeMap<String, FuzzTarget>();
    ServiceLoader.load(FuzzTarget.class).forEach(target -> byName.put(target.name(), target));
    return List.copyOf(byName.values());
  }

  /**
   * Reads a number of mutated inputs, after the seeds themselves.
   *
   * @throws IOException if the folder cannot be written
   */
  public Figures run(FuzzTarget target, long inputs) throws IOException {
    Files.createDirectories(folder);
    var mutator = new Mutator(target.seeds(), target.words());
    long read = 0;
    var faults = new ArrayList<String>();
    var kinds = new TreeMap<String, Long>();
    for (long i = 0; i < inputs; i++) {
      int seeds = target.seeds().size();
      var random = Seeds.generator(seed, target.name(), (int) (i >>> 31), (int) i);
      var input = i < seeds ? target.seeds().get((int) i) : mutator.next(random);
      Files.write(folder.resolve("current"), input);
      long started = System.nanoTime();
      var fault = fault(target, input);
      if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started) >= HANG_SECONDS) {
        fault = new Outcome(false, "took %d seconds or more".formatted(HANG_SECONDS));
      }
      read += fault.read() ? 1 : 0;
      if (fault.fault() != null && kinds.merge(fault.fault(), 1L, Long::sum) == 1) {
        var file = folder.resolve("%s-%d".formatted(target.name(), i));
        Files.write(file, input);
        faults.add("%s: %s".formatted(file.getFileName(), fault.fault()));
      }
    }
    Files.deleteIfExists(folder.resolve("current"));
    long wrong = kinds.values().stream().mapToLong(Long::longValue).sum();
    return new Figures(target.name(), inputs, read, inputs - read - wrong, faults);
  }

  private record Outcome(boolean read, String fault) {}

  @SuppressWarnings("CatchingThrowable") // whatever comes is what is looked for
  private static Outcome fault(FuzzTarget target, byte[] input) {
    try {
      target.read(input);
      return new Outcome(true, null);
    } catch (Throwable e) {
      var stack = e.getStackTrace();
      boolean ours = stack.length > 0 && stack[0].getClassName().startsWith("dev.variegate.");
      if (ours && REFUSALS.contains(e.getClass().getName())) {
        return new Outcome(false, null);
      }
      var place = stack.length > 0 ? ownFrame(stack) : "";
      return new Outcome(false, "%s at %s".formatted(e.getClass().getName(), place));
    }
  }

  private static String ownFrame(StackTraceElement[] stack) {
    for (var frame : stack) {
      if (frame.getClassName().startsWith("dev.variegate.")) {
        return frame.toString();
      }
    }
    return stack[0].toString();
  }
}
