package dev.variegate.stage;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.lineage.Lineage;
import dev.variegate.stage.balance.EntryParams;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.method.ChainedCopies;
import dev.variegate.stage.method.GateOpeners;
import dev.variegate.stage.method.GatedCopies;
import dev.variegate.stage.method.Sampling;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.Json;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.WeightedPath;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.RowClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Creates the stages that carry out a plan's methods, configured as its entries say. */
public final class MethodStageFactory {

  /** Params that name files or folders, with what these are. */
  private static final Map<String, String> PATHS =
      Map.of(
          "model", "model",
          "models", "model",
          "styles", "style",
          "references", "reference",
          "direction", "direction");

  /** Methods that can be no part of a chain. */
  private static final List<String> ALONE = List.of(Lineage.SAMPLE, "oversample");

  private static final String FILES_IN_CHAIN =
      "is true, but makes a file, and the methods of a chain pass images on; remove it here";

  private static final String ENCODING = "encoding";
  private static final String ROOT = "methods.";

  private MethodStageFactory() {}

  /** Reads the text of a plan's methods; see {@link #read(ConfigNode)}. */
  public static List<MethodEntry> read(String text) {
    return read(Json.read(text, "methods"));
  }

  /**
   * Reads a plan's methods, as {@link MethodEntry#parse} has them, and checks that each names a
   * method and gives its Params as they must be.
   *
   * @throws IllegalArgumentException that names the entry, the value, the rule and a way out
   */
  public static List<MethodEntry> read(ConfigNode methods) {
    var entries = MethodEntry.parse(methods);
    var source = methods.source();
    for (int i = 0; i < entries.size(); i++) {
      var path =
          methods.tree().isObject() ? ROOT + entries.get(i).name() : "methods[%d]".formatted(i);
      require(entries.get(i), path, source);
    }
    requireOneComparison(entries, methods);
    return entries;
  }

  /** Of two images that are alike, either may be of any entry. */
  private static void requireOneComparison(List<MethodEntry> entries, ConfigNode methods) {
    var gates =
        entries.stream().map(MethodEntry::gate).flatMap(gate -> gate.ofSamples().stream()).toList();
    for (var gate : gates) {
      var first = gates.get(0);
      if (!gate.number().equals(first.number())) {
        throw methods.error(
            "has the gates \"%s\" and \"%s\", but images of all entries are compared with each other; give both the same number"
                .formatted(first.text(), gate.text()));
      }
    }
  }

  /** Refuses an entry whose method or Params are wrong by themselves. */
  private static void require(MethodEntry entry, String path, Source source) {
    var stage = stage(entry, path, source);
    if (entry.name().equals(Lineage.ORIGINAL)) {
      throw source.error(
          path, "is named original, which stands for images that were there; name it otherwise");
    }
    if (!entry.then().isEmpty() && ALONE.contains(entry.method())) {
      throw source.error(
          path + ".then",
          "is given, which %s cannot have; give the methods entries of their own"
              .formatted(entry.method()));
    }
    if (entry.gate().needsSource() && !entry.copies()) {
      throw source.error(
          path + ".gate",
          "asks for the similarity to a source, which samples do not have; remove that gate");
    }
    if (entry.gate().judges() && entry.method().equals(Lineage.OVERSAMPLE)) {
      throw source.error(
          path + ".gate",
          "is given, but oversample makes the same image at each draw; leave bad sources out instead");
    }
    if (!entry.then().isEmpty() && makesFiles(stage)) {
      throw source.error(path + ".lossless-jpeg", FILES_IN_CHAIN);
    }
    for (int i = 0; i < entry.then().size(); i++) {
      requireLink(entry.then().get(i), path + ".then", i, source);
    }
  }

  /** Between two links lies no row, and the rings of partners hold rows. */
  private static void requireLink(MethodEntry link, String path, int index, Source source) {
    var stage = stage(link, "%s[%d]".formatted(path, index), source);
    boolean partners = stage instanceof CopyTransformer<?> copying && copying.takesPartners();
    if (partners || ALONE.contains(link.method())) {
      throw source.error(
          path,
          "has %s, which %s; make it the first of the chain, or an entry of its own"
              .formatted(
                  link.method(),
                  partners ? "takes images of other rows here" : "works on rows alone"));
    }
    if (stage instanceof ClassicAugmenter classic && classic.getReducedDecode()) {
      throw source.error(
          "%s[%d].reduced-decode".formatted(path, index),
          "is true, but only the first method of a chain decodes a file; remove it here");
    }
    if (makesFiles(stage)) {
      throw source.error("%s[%d].lossless-jpeg".formatted(path, index), FILES_IN_CHAIN);
    }
  }

  private static boolean makesFiles(Transformer stage) {
    return stage instanceof ClassicAugmenter classic && classic.getLosslessJpeg();
  }

  /** The files and folders that an entry and its chain read, by what they are. */
  public static Map<String, List<String>> paths(MethodEntry entry) {
    var paths = new TreeMap<String, List<String>>();
    Stream.concat(Stream.of(entry), entry.then().stream())
        .map(link -> stage(link, ROOT + entry.name(), Source.PARAMS))
        .forEach(
            stage ->
                PATHS.forEach(
                    (param, kind) -> {
                      if (stage.hasParam(param) && stage.isDefined(stage.getParam(param))) {
                        paths
                            .computeIfAbsent(kind, any -> new ArrayList<>())
                            .addAll(paths(stage.getOrDefault(stage.getParam(param)), param));
                      }
                    }));
    Stream.of(entry.gate().model(), entry.gate().scorer())
        .filter(model -> !model.isEmpty())
        .forEach(model -> paths.computeIfAbsent("model", any -> new ArrayList<>()).add(model));
    return paths;
  }

  private static List<String> paths(Object value, String param) {
    var text = (String) value;
    return text.stripLeading().startsWith("{")
        ? List.of() // a direction itself, in no file
        : WeightedPath.parse(text, param.equals("models") ? "model" : "path", param).stream()
            .map(WeightedPath::path)
            .toList();
  }

  /**
   * The copies that an entry stands for; looks models up.
   *
   * @param plan whose columns, rules and seed it takes
   * @param layout of the plan's rows
   * @param classes what class a row counts for
   * @param gates what gates judge by
   */
  static CopyMethod copies(
      MethodEntry entry,
      Params plan,
      StructType given,
      Layout layout,
      RowClass classes,
      GateOpeners gates) {
    var links = new ArrayList<CopyMethod>();
    for (var stage : copying(entry, plan)) {
      links.add(stage.copyMethod(given, layout, gates.spark()));
    }
    var made = links.size() == 1 ? links.get(0) : new ChainedCopies(links);
    var opener = gates.of(entry.gate());
    return opener.judges() ? new GatedCopies(made, opener, classes) : made;
  }

  /** Refuses an entry that cannot work on rows of this schema. */
  static void requireUse(MethodEntry entry, Params plan, StructType given) {
    if (entry.copies()) {
      copying(entry, plan).forEach(stage -> stage.layout(given));
    } else {
      sampler(entry, plan).requireUse(given);
    }
  }

  /** The entry, whose gate asks once if all copies of a row are the same image. */
  static MethodEntry asked(MethodEntry entry, Params plan, StructType given, SparkSession spark) {
    boolean once =
        entry.gate().judges()
            && entry.copies()
            && copying(entry, plan).stream().noneMatch(stage -> stage.copiesDiffer(given, spark));
    return once ? entry.with(entry.gate().once()) : entry;
  }

  /** The sampler that an entry stands for. */
  private static GenerativeSampler sampler(MethodEntry entry, Params plan) {
    return (GenerativeSampler) configured(entry, plan, ROOT + entry.name());
  }

  /** What the sampler of an entry makes, in these numbers. */
  static Sampling sampling(
      MethodEntry entry, Params plan, List<ClassCount> counts, String prefix, GateOpeners gates) {
    return sampler(entry, plan).sampling(counts, prefix, gates.of(entry.gate()), gates.spark());
  }

  private static List<CopyTransformer<?>> copying(MethodEntry entry, Params plan) {
    var stages = new ArrayList<CopyTransformer<?>>();
    Stream.concat(Stream.of(entry), entry.then().stream())
        .forEach(
            link -> stages.add((CopyTransformer<?>) configured(link, plan, ROOT + entry.name())));
    return stages;
  }

  public static Transformer configured(MethodEntry entry, Params plan, String where) {
    var stage = stage(entry, where, Source.PARAMS);
    for (var param : stage.params()) {
      boolean shared =
          EntryParams.isOfPlan(param) || (param.name().equals(ENCODING) && !stage.isSet(param));
      if (shared && plan.hasParam(param.name())) {
        var given = plan.getParam(param.name());
        boolean taken = param.name().equals(ENCODING) ? plan.isSet(given) : plan.isDefined(given);
        if (taken) {
          ParamSupport.set(stage, param, plan.getOrDefault(given));
        }
      }
    }
    return stage;
  }

  /** The stage of an entry with the Params that it gives. */
  private static Transformer stage(MethodEntry entry, String path, Source source) {
    var params = new ConfigNode(Json.read(entry.params(), path).tree(), path, source);
    var stage = MethodRegistry.stage(entry.method(), path, params.toString());
    if (stage instanceof CustomCopies custom) {
      custom.set(params);
    } else {
      EntryParams.set(stage, params);
    }
    return stage;
  }
}
