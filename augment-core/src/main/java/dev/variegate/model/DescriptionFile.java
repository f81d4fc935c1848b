package dev.variegate.model;

import static java.util.Collections.nCopies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.variegate.base.KebabCase;
import dev.variegate.image.Size;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Distribution;
import dev.variegate.model.TensorRole.Form;
import dev.variegate.model.TensorRole.Layout;
import dev.variegate.model.TensorRole.Levels;
import dev.variegate.model.TensorRole.Pixels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code model.yaml}; whatever it does not know is an error. */
public final class DescriptionFile {

  static final List<String> KEYS =
      List.of(
          "name",
          "version",
          "task",
          "family",
          "engine",
          "license",
          "labels",
          "batch",
          "files",
          "networks",
          "inputs",
          "outputs");
  static final List<String> NETWORK_KEYS = List.of("role", "file", "inputs", "outputs");
  static final List<String> FILE_KEYS = List.of("path", "sha256");
  static final List<String> TENSOR_KEYS = List.of("name", "meaning", "type", "shape");

  private static final List<String> PIXEL_KEYS =
      List.of(
          "layout",
          "channels",
          "range",
          "mean",
          "deviation",
          "levels",
          "size",
          "multiple",
          "minimum");

  /** The further keys of a tensor, by what it means. */
  static final Map<String, List<String>> MEANINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("image", PIXEL_KEYS),
              Map.entry("mask", List.of("layout", "hole", "kept")),
              Map.entry("latent", List.of("distribution", "scale", "truncation")),
              Map.entry("label", List.of("unconditional")),
              Map.entry("timestep", List.of()),
              Map.entry("strength", List.of()),
              Map.entry("content", List.of()),
              Map.entry("style", List.of()),
              Map.entry("prediction", List.of()),
              Map.entry("scores", List.of("form")),
              Map.entry("features", List.of())));

  private static final double DEFAULT_TRUNCATION = 2;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DescriptionFile() {}

  /** Reads the text of a description; messages call it {@code where}. */
  public static ModelDescription read(String text, String where) {
    var fields = YamlFields.of(parse(text, where), where);
    refuseUnknown(fields);
    return fields.check(
        () ->
            new ModelDescription(
                fields.text("name"),
                fields.text("version"),
                fields.word("task", Task.class),
                fields.textOr("family", ""),
                fields.word("engine", Engine.class),
                fields.textOr("license", ""),
                fields.has("labels") ? fields.texts("labels") : List.of(),
                fields.whole("batch"),
                fields.objects("files").stream().map(DescriptionFile::file).toList(),
                networks(fields)));
  }

  /** Of the whole file at once, so that an unknown key is reported before a missing one. */
  private static void refuseUnknown(YamlFields fields) {
    fields.refuseOthersThan(KEYS);
    fields.objectsIfThere("files").forEach(file -> file.refuseOthersThan(FILE_KEYS));
    refuseUnknownOfTensors(fields);
    for (var network : fields.objectsIfThere("networks")) {
      network.refuseOthersThan(NETWORK_KEYS);
      refuseUnknownOfTensors(network);
    }
  }

  private static void refuseUnknownOfTensors(YamlFields network) {
    Stream.of("inputs", "outputs")
        .flatMap(key -> network.objectsIfThere(key).stream())
        .forEach(tensor -> tensor.refuseOthersThan(keys(tensor)));
  }

  /** The keys of a tensor by its meaning; of all meanings, where it has none. */
  private static List<String> keys(YamlFields tensor) {
    var word = tensor.has("meaning") ? tensor.text("meaning") : "";
    if (!word.isEmpty() && !MEANINGS.containsKey(word)) {
      throw tensor.unknown("meaning", word, List.copyOf(MEANINGS.keySet()));
    }
    var more = word.isEmpty() ? MEANINGS.values() : List.of(MEANINGS.get(word));
    return Stream.concat(TENSOR_KEYS.stream(), more.stream().flatMap(List::stream))
        .distinct()
        .toList();
  }

  /** The networks that are named by their roles, or the only one, described at the top. */
  private static List<NetworkDescription> networks(YamlFields fields) {
    if (!fields.has("networks")) {
      return List.of(
          network(
              fields,
              fields.word("task", Task.class).main(),
              onlyWeights(fields.objects("files"))));
    }
    if (fields.has("inputs") || fields.has("outputs")) {
      throw new IllegalArgumentException(
          "Keys \"networks\" and \"inputs\" or \"outputs\" are both given but must not be; write the tensors below their networks");
    }
    return fields.objects("networks").stream().map(DescriptionFile::network).toList();
  }

  private static NetworkDescription network(YamlFields fields) {
    return network(fields, fields.word("role", NetworkRole.class), fields.text("file"));
  }

  private static NetworkDescription network(YamlFields fields, NetworkRole role, String file) {
    return new NetworkDescription(
        role,
        file,
        fields.objects("inputs").stream().map(DescriptionFile::tensor).toList(),
        fields.objects("outputs").stream().map(DescriptionFile::tensor).toList());
  }

  /** The first file is the network; others belong to it, such as its weights or a schedule. */
  private static String onlyWeights(List<YamlFields> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "Key \"files\" is empty but must name the file of the network; list it");
    }
    return files.get(0).text("path");
  }

  private static JsonNode parse(String text, String where) {
    try {
      return BritishSpelling.accepted(YAML.readTree(text));
    } catch (JsonProcessingException e) {
      throw new BadModelException(
          "%s is not valid YAML: %s; correct line %d"
              .formatted(
                  where,
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static ModelFile file(YamlFields fields) {
    return fields.check(() -> new ModelFile(fields.text("path"), fields.text("sha256")));
  }

  private static TensorDescription tensor(YamlFields fields) {
    var word = fields.text("meaning");
    return fields.check(
        () ->
            new TensorDescription(
                fields.text("name"),
                fields.word("type", ElementType.class),
                fields.wholes("shape"),
                meaning(word, fields)));
  }

  private static TensorRole meaning(String word, YamlFields fields) {
    return switch (word) {
      case "image" -> pixels(fields);
      case "latent" -> latent(fields);
      case "mask" ->
          new TensorRole.Mask(
              fields.exactWord("layout", Layout.values()),
              fields.number("hole").orElse(1.0),
              fields.number("kept").orElse(0.0));
      case "label" -> new TensorRole.Label(fields.wholeIfThere("unconditional"));
      case "timestep" -> new TensorRole.Timestep();
      case "strength" -> new TensorRole.Strength();
      case "content" -> new TensorRole.Content();
      case "style" -> new TensorRole.Style();
      case "prediction" -> new TensorRole.Prediction();
      case "scores" -> new TensorRole.Scores(fields.word("form", Form.class));
      case "features" -> new TensorRole.Features();
      default -> throw new IllegalStateException("No reader for the meaning " + word);
    };
  }

  private static Pixels pixels(YamlFields fields) {
    var layout = fields.exactWord("layout", Layout.values());
    var channels = fields.word("channels", Channels.class);
    var range = fields.numbers("range");
    if (range.size() != 2) {
      throw new IllegalArgumentException(
          "Key \"range\" is %s but must be two numbers, black and white; write [0, 1]"
              .formatted(range));
    }
    return new Pixels(
        layout,
        channels,
        range.get(0),
        range.get(1),
        fields.has("mean") ? fields.numbers("mean") : nCopies(channels.count(), 0.0),
        fields.has("deviation") ? fields.numbers("deviation") : nCopies(channels.count(), 1.0),
        fields.has("levels") ? fields.word("levels", Levels.class) : Levels.FIXED,
        extent(fields));
  }

  private static SizeConstraint extent(YamlFields fields) {
    boolean free = fields.wholes("shape").contains(TensorDescription.FREE);
    for (var key : List.of("size", "multiple", "minimum")) {
      if (fields.has(key) && fields.wholes("shape").stream().skip(1).noneMatch(s -> s < 0)) {
        throw new IllegalArgumentException(
            "Key \"%s\" is for networks of free height and width, \"shape\" is %s; remove it"
                .formatted(key, fields.wholes("shape")));
      }
    }
    Optional<Size> working = Optional.empty();
    if (free && fields.has("size")) {
      var size = fields.wholes("size");
      if (size.size() != 2 || size.get(0) < 1 || size.get(1) < 1) {
        throw new IllegalArgumentException(
            "Key \"size\" is %s but must be two whole numbers above 0, width and height; write [256, 256]"
                .formatted(size));
      }
      working = Optional.of(new Size(size.get(0).intValue(), size.get(1).intValue()));
    }
    return new SizeConstraint(working, fields.wholeOr("multiple", 1), fields.wholeOr("minimum", 1));
  }

  private static TensorRole.Latent latent(YamlFields fields) {
    var distribution = fields.word("distribution", Distribution.class);
    boolean cut = distribution == Distribution.TRUNCATED_NORMAL;
    if (!cut && fields.has("truncation")) {
      throw new IllegalArgumentException(
          "Key \"truncation\" needs the distribution \"truncated-normal\", given is \"%s\"; change one of them"
              .formatted(KebabCase.kebab(distribution)));
    }
    return new TensorRole.Latent(
        distribution,
        fields.number("scale").orElse(1.0),
        cut ? fields.number("truncation").orElse(DEFAULT_TRUNCATION) : Double.POSITIVE_INFINITY);
  }
}
