package dev.variegate.stage;

import dev.variegate.codec.ImageCodec;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.balance.Plan;
import dev.variegate.stage.duplicate.NearDuplicates;
import dev.variegate.stage.method.KnownDraws;
import dev.variegate.stage.method.KnownDraws.Others;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.LineageColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/**
 * Compares the images that a plan makes with each other, round by round, and finds which draws of
 * them are refused.
 *
 * <p>A round makes the images that are not settled, behind the gates that judge one image. An image
 * that is like a settled one is refused, and of two new ones that are alike that of the greater key
 * and copy; all others are settled. What is refused is drawn again in the next round, as often as
 * its entry allows. The driver sees a line for each image that is refused, and no image.
 */
final class SampleRounds {

  /** The side of settled images, which are not compared with each other. */
  private static final String SETTLED = "";

  private final Map<String, String> gates = new HashMap<>(); // by entry
  private final Map<String, Integer> attempts = new HashMap<>();
  private final NearDuplicates comparison;
  private final Function<KnownDraws, Dataset<Row>> making;
  private final Place place;

  /**
   * @param plan with entries whose gates compare images
   * @param making rows of the images of these entries that are to be drawn, without those that no
   *     draw lets pass
   */
  SampleRounds(Plan plan, Function<KnownDraws, Dataset<Row>> making, Place place) {
    double most = 1;
    for (var entry : plan.methods()) {
      var gate = entry.gate().ofSamples();
      if (gate.isPresent()) {
        gates.put(entry.name(), gate.get().text());
        attempts.put(entry.name(), entry.gate().attempts());
        most = gate.get().number().orElseThrow(); // of all the same
      }
    }
    this.comparison = new NearDuplicates(Math.nextUp(most), Optional.empty());
    this.making = making;
    this.place = place;
  }

  /** Whether a plan has an entry whose gate compares images. */
  static boolean areFor(Plan plan) {
    return plan.methods().stream()
        .map(MethodEntry::gate)
        .anyMatch(of -> of.ofSamples().isPresent());
  }

  /**
   * Where rows hold what is compared, and what is said of it.
   *
   * @param lineage column of lineages
   * @param plan column of the plan
   */
  record Place(ImageColumn image, int lineage, int plan, ImageCodec codec)
      implements Serializable {}

  /** The refusals of all images of which a draw was refused here. */
  KnownDraws draws() {
    var refused = new HashMap<String, String[]>();
    var rounds = new ArrayList<JavaRDD<Made>>();
    try {
      var settled = Optional.<JavaRDD<Row>>empty();
      var next = Optional.of(KnownDraws.NONE);
      while (next.isPresent()) {
        var made = made(next.get()).persist(StorageLevel.MEMORY_AND_DISK());
        rounds.add(made);
        var refusedNow = refused(made, settled);
        refusedNow.forEach(image -> refused.put(image.name, image.refusals));
        settled = Optional.of(settled(made, refusedNow, settled));
        next = again(refusedNow);
      }
      return new KnownDraws(refused, Others.DRAWN);
    } finally {
      rounds.forEach(made -> made.unpersist(false));
    }
  }

  private JavaRDD<Made> made(KnownDraws draws) {
    var of = place;
    var entries = Set.copyOf(gates.keySet());
    return making
        .apply(draws)
        .toJavaRDD()
        .filter(row -> entries.contains(row.getStruct(of.plan()).getString(1)))
        .map(row -> Made.of(row, of));
  }

  /** The images that are refused, with the gate of their entry behind what refused them before. */
  private List<Made> refused(JavaRDD<Made> made, Optional<JavaRDD<Row>> settled) {
    var open = made.map(Made::open);
    var all = settled.map(before -> before.union(open)).orElse(open);
    Set<String> alike = comparison.greater(all);
    var texts = new HashMap<>(gates);
    return made.filter(image -> alike.contains(image.openName()))
        .map(image -> image.refused(texts.get(image.entry)))
        .collect();
  }

  private static JavaRDD<Row> settled(
      JavaRDD<Made> made, List<Made> refused, Optional<JavaRDD<Row>> before) {
    var names = new HashSet<String>();
    refused.forEach(image -> names.add(image.name));
    var settled = made.filter(image -> !names.contains(image.name)).map(Made::settled);
    return before
        .map(all -> all.union(settled).coalesce(Math.max(1, all.getNumPartitions())))
        .orElse(settled);
  }

  /** What is to be drawn again; empty where nothing is. */
  private Optional<KnownDraws> again(List<Made> refused) {
    var again = new HashMap<String, String[]>();
    refused.stream()
        .filter(image -> image.refusals.length < attempts.get(image.entry))
        .forEach(image -> again.put(image.name, image.refusals));
    return again.isEmpty() ? Optional.empty() : Optional.of(new KnownDraws(again, Others.LEFT_OUT));
  }

  /** An image that was made. No record, because Kryo cannot set the fields of one. */
  private static final class Made implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String entry;
    private final String[] refusals; // of the draws before it
    private final byte[] thumbnail;

    private Made(String name, String entry, String[] refusals, byte[] thumbnail) {
      this.name = name;
      this.entry = entry;
      this.refusals = refusals;
      this.thumbnail = thumbnail;
    }

    static Made of(Row row, Place place) {
      var lineage = LineageColumn.of(row.getStruct(place.lineage()));
      var plan = row.getStruct(place.plan());
      try (var image = place.image().decoded(row, place.codec())) {
        return new Made(
            KnownDraws.image(lineage.sourceKey(), lineage.copy()),
            plan.getString(1),
            KnownDraws.refusals(plan, 2),
            LumaThumbnail.of(image));
      }
    }

    /** The same without its image. */
    Made refused(String gate) {
      var all = Arrays.copyOf(refusals, refusals.length + 1);
      all[refusals.length] = gate;
      return new Made(name, entry, all, new byte[0]);
    }

    /** Greater than the names of all settled images. */
    String openName() {
      return "1" + name;
    }

    Row open() {
      return RowFactory.create(openName(), name, name, thumbnail);
    }

    Row settled() {
      return RowFactory.create("0" + name, name, SETTLED, thumbnail);
    }
  }
}
