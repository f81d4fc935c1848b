package dev.variegate.job;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.Thumbnail;
import dev.variegate.image.BadImageException;
import dev.variegate.lineage.Lineage;
import dev.variegate.text.Terminal;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.util.AccumulatorV2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(Showcase.class);

  /** Candidates for each place; chance may pick few, and some sources get no copies. */
  private static final int CANDIDATES = 4;

  /** Where few sources are copied, up to this many times more are candidates. */
  private static final double MOST_SELDOM = 8;

  private static final int LONGEST = 208;

  /** What is chosen among: sources (with their copies) or samples of a class. */
  private record Pool(String label, boolean sampled) implements Serializable {
    static Pool of(String label, Lineage lineage) {
      return new Pool(label, lineage.method().equals(Lineage.SAMPLE));
    }
  }

  /** Copies of one source by one method. */
  private record Series(String label, String sourceKey, String method) implements Serializable {}

  private final Map<Pool, Double> shares;
  private final int copies;
  private final ConcurrentHashMap<Series, ConcurrentSkipListMap<Integer, Shown>> shown =
      new ConcurrentHashMap<>();

  private Showcase(Map<Pool, Double> shares, int copies) {
    this.shares = shares;
    this.copies = copies;
  }

  /** Shows no picture. */
  static Showcase empty() {
    return new Showcase(Map.of(), 0);
  }

  /** For classes that are planned so; the smallest are shown if not all are. */
  static Showcase of(List<ClassLine> plan, JobSpec.Report report) {
    var shares = new HashMap<Pool, Double>();
    double sources = (double) CANDIDATES * report.sources();
    for (var line : shownOf(plan, report)) {
      long samples = line.made(Lineage.SAMPLE);
      long copies = line.after() - line.before() - samples;
      double seldom = Math.min(MOST_SELDOM, (double) line.before() / Math.max(1, copies));
      shares.put(
          new Pool(line.label(), false),
          sources * Math.max(1, seldom) / Math.max(1, line.before()));
      shares.put(new Pool(line.label(), true), sources * report.copies() / Math.max(1, samples));
    }
    return new Showcase(shares, report.copies());
  }

  /** The classes that a report shows, in the order of the plan. */
  static List<ClassLine> shownOf(List<ClassLine> plan, JobSpec.Report report) {
    var smallest =
        plan.stream()
            .sorted(Comparator.comparingLong(ClassLine::before))
            .limit(report.classes())
            .map(ClassLine::label)
            .collect(Collectors.toSet());
    return plan.stream().filter(line -> smallest.contains(line.label())).toList();
  }

  /**
   * Takes the picture if it is to be shown and can be.
   *
   * @param outlines to be drawn over it, as {@link Thumbnail} takes them
   */
  void offer(String label, byte[] encoded, Supplier<List<double[]>> outlines, Lineage lineage) {
    var share = shares.get(Pool.of(label, lineage));
    if (share != null && place(lineage.sourceKey()) < share && isAmongFirst(label, lineage)) {
      try {
        var small = Thumbnail.png(encoded, LONGEST, outlines.get(), new ImageCodec());
        add(new Shown(label, small, lineage));
      } catch (BadImageException e) {
        LOG.warn(
            "Image {} is not shown in the report: {}",
            Terminal.line(lineage.sourceKey()),
            Terminal.line(e.getMessage()));
      }
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
