package dev.variegate.job.report;

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
 * Picks up the images for the report while they are written, so that nothing is read or made twice
 * for it.
 *
 * <p>Which sources are shown is a function of their keys alone: those whose hash falls below their
 * class's fraction. So the choice does not depend on partitions, and a task of a large job carries
 * few images or none.
 */
public final class SampleCollector extends AccumulatorV2<ReportImage, List<ReportImage>> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(SampleCollector.class);

  /** Candidates for each place; chance may pick few, and some sources get no copies. */
  private static final int CANDIDATES = 4;

  /** Where few sources are copied, up to this many times more are candidates. */
  private static final double MAX_SELDOM = 8;

  private static final int LONGEST = 208;

  /** What is chosen among: sources (with their copies) or samples of a class. */
  private record Pool(String label, boolean sampled) implements Serializable {
    static Pool of(String label, Lineage lineage) {
      return new Pool(label, lineage.method().equals(Lineage.SAMPLE));
    }
  }

  /** Copies of one source by one method. */
  private record Series(String label, String sourceKey, String method) implements Serializable {}

  private final Map<Pool, Double> fractions;
  private final int copies;
  private final ConcurrentHashMap<Series, ConcurrentSkipListMap<Integer, ReportImage>> shown =
      new ConcurrentHashMap<>();

  private SampleCollector(Map<Pool, Double> fractions, int copies) {
    this.fractions = fractions;
    this.copies = copies;
  }

  /** Shows no image. */
  public static SampleCollector empty() {
    return new SampleCollector(Map.of(), 0);
  }

  /** For classes that are planned so; the smallest are shown if not all are. */
  public static SampleCollector of(List<ClassSummary> plan, ReportSection report) {
    var fractions = new HashMap<Pool, Double>();
    double sources = (double) CANDIDATES * report.sources();
    for (var line : shownOf(plan, report)) {
      long samples = line.made(Lineage.SAMPLE);
      long copies = line.after() - line.before() - samples;
      double seldom = Math.min(MAX_SELDOM, (double) line.before() / Math.max(1, copies));
      fractions.put(
          new Pool(line.label(), false),
          sources * Math.max(1, seldom) / Math.max(1, line.before()));
      fractions.put(new Pool(line.label(), true), sources * report.copies() / Math.max(1, samples));
    }
    return new SampleCollector(fractions, report.copies());
  }

  /** The classes that a report shows, in the order of the plan. */
  static List<ClassSummary> shownOf(List<ClassSummary> plan, ReportSection report) {
    var smallest =
        plan.stream()
            .sorted(Comparator.comparingLong(ClassSummary::before))
            .limit(report.classes())
            .map(ClassSummary::label)
            .collect(Collectors.toSet());
    return plan.stream().filter(line -> smallest.contains(line.label())).toList();
  }

  /**
   * Takes the image if it is to be shown and can be.
   *
   * @param polygons to be drawn over it, as {@link Thumbnail} takes them
   */
  public void offer(
      String label, byte[] encoded, Supplier<List<double[]>> polygons, Lineage lineage) {
    var fraction = fractions.get(Pool.of(label, lineage));
    if (fraction != null && place(lineage.sourceKey()) < fraction && isAmongFirst(label, lineage)) {
      try {
        var small = Thumbnail.png(encoded, LONGEST, polygons.get(), new ImageCodec());
        add(new ReportImage(label, small, lineage));
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
  public void add(ReportImage image) {
    var lineage = image.lineage();
    var series = new Series(image.label(), lineage.sourceKey(), lineage.method());
    var there = shown.computeIfAbsent(series, s -> new ConcurrentSkipListMap<>());
    there.put(lineage.copy(), image);
    if (there.size() > copies) {
      there.pollLastEntry();
    }
  }

  @Override
  public void merge(AccumulatorV2<ReportImage, List<ReportImage>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public List<ReportImage> value() {
    return shown.values().stream().flatMap(series -> series.values().stream()).toList();
  }

  @Override
  public boolean isZero() {
    return shown.isEmpty();
  }

  @Override
  public SampleCollector copy() {
    var copy = new SampleCollector(fractions, copies);
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    shown.clear();
  }
}
