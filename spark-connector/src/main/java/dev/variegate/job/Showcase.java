package dev.variegate.job;

import dev.variegate.image.ImageCodec;
import dev.variegate.image.Sha256;
import dev.variegate.image.Thumbnail;
import dev.variegate.policy.Lineage;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Picks up the pictures for the report while they are written, so that nothing is read or made
 * twice for it.
 *
 * <p>Which sources are shown is a function of their keys alone: those whose hash falls below their
 * class's share. So the choice does not depend on partitions, and a task of a large job carries few
 * pictures or none.
 */
final class Showcase extends AccumulatorV2<Shown, List<Shown>> {

  private static final long serialVersionUID = 1L;

  /** Candidates for each source that is shown; some get no copies, and chance may pick few. */
  private static final int CANDIDATES = 4;

  private static final int LONGEST = 208;

  /** Copies of one source by one method. */
  private record Series(String label, String sourceKey, String method) implements Serializable {}

  private final Map<String, Double> shares;
  private final int copies;
  private final ConcurrentHashMap<Series, ConcurrentSkipListMap<Integer, Shown>> shown =
      new ConcurrentHashMap<>();

  private Showcase(Map<String, Double> shares, int copies) {
    this.shares = shares;
    this.copies = copies;
  }

  /** For classes with so many rows each. */
  static Showcase of(Map<String, Long> rows, JobSpec.Report report) {
    var shares = new ConcurrentHashMap<String, Double>();
    double wanted = (double) CANDIDATES * report.sources();
    rows.forEach((label, number) -> shares.put(label, wanted / Math.max(1, number)));
    return new Showcase(shares, report.copies());
  }

  /** Takes the picture if it is to be shown. */
  void offer(String label, byte[] encoded, Lineage lineage) {
    var share = shares.get(label);
    if (share != null && place(lineage.sourceKey()) < share && isAmongFirst(label, lineage)) {
      add(new Shown(label, Thumbnail.png(encoded, LONGEST, new ImageCodec()), lineage));
    }
  }

  /** A number in [0, 1) that the key alone decides. */
  private static double place(String key) {
    var hash = Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
    return Long.parseLong(hash.substring(0, 13), 16) * 0x1p-52;
  }

  private boolean isAmongFirst(String label, Lineage lineage) {
    var there = shown.get(new Series(label, lineage.sourceKey(), lineage.method()));
    return there == null || there.size() < copies || lineage.copy() < there.lastKey();
  }

  @Override
  public void add(Shown picture) {
    var lineage = picture.lineage();
    var series = new Series(picture.label(), lineage.sourceKey(), lineage.method());
    var there = shown.computeIfAbsent(series, s -> new ConcurrentSkipListMap<>());
    there.put(lineage.copy(), picture);
    if (there.size() > copies) {
      there.pollLastEntry();
    }
  }

  @Override
  public void merge(AccumulatorV2<Shown, List<Shown>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public List<Shown> value() {
    return shown.values().stream().flatMap(series -> series.values().stream()).toList();
  }

  @Override
  public boolean isZero() {
    return shown.isEmpty();
  }

  @Override
  public Showcase copy() {
    var copy = new Showcase(shares, copies);
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    shown.clear();
  }
}
