package dev.variegate.model;

import dev.variegate.base.LruCache;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The networks that are open in this JVM: one for each network of a bundle and way to compute it,
 * shared by all tasks; and what they made that other tasks ask for again.
 *
 * <p>A network is opened at its first lease and closed one minute after its last one ends, so that
 * tasks that follow each other on an executor open it once, and an executor that turns to other
 * work gets its memory back. The system property {@value #IDLE_SECONDS} sets another limit, as in
 * {@code spark.executor.extraJavaOptions}.
 */
public final class ModelCache {

  /** System property: for how many seconds a network stays open that nobody leases. */
  public static final String IDLE_SECONDS = "variegate.model.idle.seconds";

  private static final int DEFAULT_SECONDS = 60;

  /** Of what is kept: 32 encoded styles of 512 channels from images of 256x256. */
  private static final long MADE_BYTES = 64L << 20;

  /**
   * The one static state of the library: a network opened for each task would not fit in memory.
   */
  private static final ModelCache SHARED = new ModelCache(ModelCache::afterIdle);

  private static final ModelFiles FILES = new ModelFiles();

  private static final Map<String, ModelBundle> BUNDLES = new ConcurrentHashMap<>();

  private final Executor afterIdle;
  private final Map<Key, Entry> entries = new HashMap<>();
  private final LruCache<Reusable> made = new LruCache<>(MADE_BYTES, Reusable::bytes);
  private long opened;

  private static void afterIdle(Runnable what) {
    CompletableFuture.delayedExecutor(
            idleSeconds(System.getProperty(IDLE_SECONDS)), TimeUnit.SECONDS)
        .execute(what);
  }

  /** The limit that is given, else one minute. */
  static long idleSeconds(String given) {
    if (given == null) {
      return DEFAULT_SECONDS;
    }
    if (!given.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "System property %s is \"%s\" but must be a whole number of seconds; leave it out for %d"
              .formatted(IDLE_SECONDS, given, DEFAULT_SECONDS));
    }
    return Long.parseLong(given);
  }

  /**
   * @param afterIdle runs what it is given when the idle limit has passed
   */
  ModelCache(Executor afterIdle) {
    this.afterIdle = afterIdle;
  }

  /**
   * Leases a network of a bundle, opening it if nobody has it open. Closing the lease gives it
   * back.
   *
   * @throws BadModelException if the network is another than described
   */
  public static Network lease(ModelBundle bundle, NetworkRole role, ComputeOptions compute) {
    idleSeconds(System.getProperty(IDLE_SECONDS)); // a wrong one is reported now, not at the end
    return SHARED.take(bundle, role, compute);
  }

  /** Leases the main network of a bundle, to run on the processor. */
  public static Network lease(ModelBundle bundle, int threads) {
    return lease(bundle, bundle.description().task().main(), ComputeOptions.threads(threads));
  }

  /**
   * The bundle known under this name in this JVM, opened and perhaps fetched at the first call. The
   * name must distinguish what differs: the address and a hash.
   */
  public static ModelBundle bundle(String name, Supplier<ModelBundle> opener) {
    return BUNDLES.compute(
        name, (any, known) -> known == null || known.isGone() ? opener.get() : known);
  }

  /** What a network made and others may use again; never written to. */
  public interface Reusable {

    /** How much memory it takes. */
    long bytes();
  }

  /**
   * What is known under this name in this JVM, made at the first call; what was used last is kept,
   * up to 64 MiB, as long as any network is open.
   *
   * @param name distinguishes all that differs: the bundle, how it computes, and what from
   */
  public static <T extends Reusable> T once(String name, Class<T> type, Supplier<T> make) {
    return type.cast(SHARED.made.once(name, make));
  }

  /** What this JVM knows of files. */
  public static ModelFiles files() {
    return FILES;
  }

  /** How many networks were opened in this JVM so far. */
  public static long opened() {
    return SHARED.countOpened();
  }

  /** How many networks are open in this JVM now, leased or idle. */
  public static int open() {
    return SHARED.countOpen();
  }

  // Opening under the lock makes all other tasks wait for it, which is what "opened once" asks for.
  synchronized Network take(ModelBundle bundle, NetworkRole role, ComputeOptions compute) {
    var key = new Key(bundle.sha256(), role, compute);
    var entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(key, Engines.open(bundle, role, compute));
      entries.put(key, entry);
      opened++;
    }
    entry.leases++;
    return new Lease(entry);
  }

  synchronized long countOpened() {
    return opened;
  }

  synchronized int countOpen() {
    return entries.size();
  }

  private void giveBack(Entry entry) {
    long idleSince;
    synchronized (this) {
      if (--entry.leases > 0) {
        return;
      }
      idleSince = ++entry.idlePeriods;
    }
    afterIdle.execute(() -> closeIfIdleSince(entry, idleSince));
  }

  private synchronized void closeIfIdleSince(Entry entry, long period) {
    if (entry.leases == 0 && entry.idlePeriods == period) {
      entries.remove(entry.key);
      entry.network.close();
      if (entries.isEmpty()) {
        made.clear();
      }
    }
  }

  private record Key(String sha256, NetworkRole role, ComputeOptions compute) {}

  private static final class Entry {
    private final Key key;
    private final Network network;
    private int leases;
    private long idlePeriods;

    Entry(Key key, Network network) {
      this.key = key;
      this.network = network;
    }
  }

  private final class Lease implements Network {
    private final Entry entry;
    private boolean ended;

    Lease(Entry entry) {
      this.entry = entry;
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, int rows) {
      synchronized (this) {
        if (ended) {
          throw new IllegalStateException(
              "Lease of a network was closed and is used again; keep it open until the last run");
        }
      }
      return entry.network.run(inputs, rows);
    }

    @Override
    public void close() {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      giveBack(entry);
    }
  }
}
