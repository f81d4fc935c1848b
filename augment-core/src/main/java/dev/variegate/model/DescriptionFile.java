package dev.variegate.model;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.model.ModelDescription.TrainingOrigin;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
          "training",
          "files",
          "networks",
          "inputs",
          "outputs");
  static final List<String> NETWORK_KEYS = List.of("role", "file", "inputs", "outputs");
  static final List<String> FILE_KEYS = List.of("path", "sha256");
  static final List<String> TRAINING_KEYS =
      List.of("images", "sha256", "seed", "epochs", "best-epoch", "validation-loss");
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
          "minimum",
          "border",
          "factor");

  /** The further keys of a tensor, by what it means. */
  static final Map<String, List<String>> MEANINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("image", PIXEL_KEYS),
              Map.entry("mask", List.of("layout", "hole", "kept")),
              Map.entry("latent", List.of("distribution", "scale", "truncation")),
              Map.entry("label", List.of("unconditional", "encoding")),
              Map.entry("source", List.of("layout", "channels", "range", "mean", "deviation")),
              Map.entry("embedding", List.of()),
              Map.entry("codes", List.of("codebook")),
              Map.entry("noise", List.of("scale")),
              Map.entry("truncation", List.of("value")),
              Map.entry("constant", List.of("value")),
              Map.entry("timestep", List.of("scale")),
              Map.entry("strength", List.of()),
              Map.entry("content", List.of()),
              Map.entry("style", List.of()),
              Map.entry("prediction", List.of()),
              Map.entry("scores", List.of("form")),
              Map.entry("score", List.of()),
              Map.entry("segmentation", List.of("layout", "form")),
              Map.entry("mixture", List.of("temperature")),
              Map.entry("context", List.of()),
              Map.entry("state", List.of()),
              Map.entry("features", List.of())));

  private DescriptionFile() {}

  /** Reads the text of a description; messages call it {@code where}. */
  public static ModelDescription read(String text, String where) {
    var source = Source.of(where, BadModelException::new);
    var tree = BritishSpelling.accepted(Json.readYaml(text, source));
    var fields = ConfigNode.root(tree, "name: fashion", source);
    refuseUnknown(fields);
    return fields.checked(
        () ->
            new ModelDescription(
                fields.at("name").text(),
                fields.at("version").text(),
                fields.at("task").word(Task.class),
                fields.at("family").ifGiven(ConfigNode::text).orElse(""),
                fields.at("engine").word(Engine.class),
                fields.at("license").ifGiven(ConfigNode::text).orElse(""),
                fields.at("labels").ifGiven(ConfigNode::texts).orElse(List.of()),
                fields.at("batch").whole(),
                fields.at("files").mappings().stream().map(DescriptionFile::file).toList(),
                networks(fields),
                fields.at("training").ifGiven(DescriptionFile::origin)));
  }

  /** Of the whole file at once, so that an unknown key is reported before a missing one. */
  private static void refuseUnknown(ConfigNode fields) {
    fields.only(KEYS);
    fields.at("training").ifGiven(training -> training.only(TRAINING_KEYS));
    listed(fields.at("files")).forEach(file -> file.only(FILE_KEYS));
    refuseUnknownOfTensors(fields);
    for (var network : listed(fields.at("networks"))) {
      network.only(NETWORK_KEYS);
      refuseUnknownOfTensors(network);
    }
  }

  private static void refuseUnknownOfTensors(ConfigNode network) {
    Stream.of("inputs", "outputs")
        .flatMap(key -> listed(network.at(key)).stream())
        .forEach(tensor -> tensor.only(keys(tensor)));
  }

  private static List<ConfigNode> listed(ConfigNode mappings) {
    return mappings.ifGiven(ConfigNode::mappings).orElse(List.of());
  }

  /** The keys of a tensor by its meaning; of all meanings, where it has none. */
  private static List<String> keys(ConfigNode tensor) {
    var more =
        tensor
            .at("meaning")
            .ifGiven(meaning -> List.of(MEANINGS.get(meaning.word(MEANINGS.keySet()))))
            .orElse(List.copyOf(MEANINGS.values()));
    return Stream.concat(TENSOR_KEYS.stream(), more.stream().flatMap(List::stream))
        .distinct()
        .toList();
  }

  /** The networks that are named by their roles, or the only one, described at the top. */
  private static List<NetworkDescription> networks(ConfigNode fields) {
    if (!fields.at("networks").isGiven()) {
      return List.of(
          network(
              fields,
              fields.at("task").word(Task.class).main(),
              onlyWeights(fields.at("files").mappings())));
    }
    if (fields.at("inputs").isGiven() || fields.at("outputs").isGiven()) {
      throw new IllegalArgumentException(
          "Keys \"networks\" and \"inputs\" or \"outputs\" are both given but must not be; write the tensors below their networks");
    }
    return fields.at("networks").mappings().stream().map(DescriptionFile::network).toList();
  }

  private static NetworkDescription network(ConfigNode fields) {
    return network(fields, fields.at("role").word(NetworkRole.class), fields.at("file").text());
  }

  private static NetworkDescription network(ConfigNode fields, NetworkRole role, String file) {
    return new NetworkDescription(
        role,
        file,
        fields.at("inputs").mappings().stream().map(DescriptionFile::tensor).toList(),
        fields.at("outputs").mappings().stream().map(DescriptionFile::tensor).toList());
  }

  /** The first file is the network; others belong to it, such as its weights or a schedule. */
  private static String onlyWeights(List<ConfigNode> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "Key \"files\" is empty but must name the file of the network; list it");
    }
    return files.get(0).at("path").text();
  }

  private static ModelFile file(ConfigNode fields) {
    return fields.checked(
        () -> new ModelFile(fields.at("path").text(), fields.at("sha256").text()));
  }

  private static TrainingOrigin origin(ConfigNode fields) {
    return new TrainingOrigin(
        fields.at("images").whole(1, Integer.MAX_VALUE),
        fields.at("sha256").text(),
        fields.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        fields.at("epochs").whole(1, Integer.MAX_VALUE),
        fields.at("best-epoch").whole(1, Integer.MAX_VALUE),
        fields
            .at("validation-loss")
            .ifGiven(ConfigNode::number)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()));
  }

  private static TensorDescription tensor(ConfigNode fields) {
    var word = fields.at("meaning").text();
    return fields.checked(
        () -> {
          var name = fields.at("name").text();
          var type = fields.at("type").word(ElementType.class);
          var shape = fields.at("shape").wholes();
          var meaning = TensorRoleReader.read(word, fields);
          return new TensorDescription(
              name, type, StoredShape.own(meaning, fields), meaning, shape);
        });
  }
}
