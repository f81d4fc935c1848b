package dev.variegate.model;

import static java.util.Collections.nCopies;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.base.KebabCase;
import dev.variegate.image.Size;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Distribution;
import dev.variegate.model.TensorRole.Form;
import dev.variegate.model.TensorRole.Levels;
import dev.variegate.model.TensorRole.Pixels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
              Map.entry("noise", List.of("scale")),
              Map.entry("truncation", List.of("value")),
              Map.entry("constant", List.of("value")),
              Map.entry("timestep", List.of("scale")),
              Map.entry("strength", List.of()),
              Map.entry("content", List.of()),
              Map.entry("style", List.of()),
              Map.entry("prediction", List.of()),
              Map.entry("scores", List.of("form")),
              Map.entry("segmentation", List.of("layout", "form")),
              Map.entry("features", List.of())));

  private static final double DEFAULT_TRUNCATION = 2;

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
                networks(fields)));
  }

  /** Of the whole file at once, so that an unknown key is reported before a missing one. */
  private static void refuseUnknown(ConfigNode fields) {
    fields.only(KEYS);
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

  private static TensorDescription tensor(ConfigNode fields) {
    var word = fields.at("meaning").text();
    return fields.checked(
        () -> {
          var name = fields.at("name").text();
          var type = fields.at("type").word(ElementType.class);
          var shape = fields.at("shape").wholes();
          var meaning = meaning(word, fields);
          return new TensorDescription(
              name, type, StoredShape.own(meaning, fields), meaning, shape);
        });
  }

  private static TensorRole meaning(String word, ConfigNode fields) {
    return switch (word) {
      case "image" -> pixels(fields);
      case "latent" -> latent(fields);
      case "mask" ->
          new TensorRole.Mask(
              StoredShape.axes(fields).layout(),
              fields.at("hole").ifGiven(ConfigNode::number).orElse(1.0),
              fields.at("kept").ifGiven(ConfigNode::number).orElse(0.0));
      case "label" ->
          new TensorRole.Label(
              fields
                  .at("unconditional")
                  .ifGiven(none -> OptionalInt.of(none.whole()))
                  .orElse(OptionalInt.empty()),
              fields
                  .at("encoding")
                  .ifGiven(encoding -> encoding.word(ClassEncoding.class) == ClassEncoding.ONE_HOT)
                  .orElse(false));
      case "noise" ->
          new TensorRole.Noise(fields.at("scale").ifGiven(ConfigNode::number).orElse(1.0));
      case "truncation" ->
          new TensorRole.Truncation(fields.at("value").ifGiven(ConfigNode::number).orElse(1.0));
      case "constant" -> new TensorRole.Constant(values(fields.at("value")));
      case "timestep" ->
          new TensorRole.Timestep(fields.at("scale").ifGiven(ConfigNode::number).orElse(1.0));
      case "strength" -> new TensorRole.Strength();
      case "content" -> new TensorRole.Content();
      case "style" -> new TensorRole.Style();
      case "prediction" -> new TensorRole.Prediction();
      case "scores" -> new TensorRole.Scores(fields.at("form").word(Form.class));
      case "segmentation" ->
          new TensorRole.Segmentation(
              StoredShape.axes(fields).layout(), fields.at("form").word(PixelForm.class).scores());
      case "features" -> new TensorRole.Features();
      default -> throw new IllegalStateException("No reader for the meaning " + word);
    };
  }

  /** How a network takes a class. */
  private enum ClassEncoding {
    INDEX,
    ONE_HOT
  }

  /** How a network gives the class of a pixel. */
  private enum PixelForm {
    LOGITS,
    LOG_PROBABILITIES,
    PROBABILITIES,
    INDICES;

    Optional<Form> scores() {
      return this == INDICES ? Optional.empty() : Optional.of(Form.valueOf(name()));
    }
  }

  private static List<Double> values(ConfigNode value) {
    return value.tree().isArray() ? value.numbers() : List.of(value.number());
  }

  private static Pixels pixels(ConfigNode fields) {
    var layout = StoredShape.axes(fields).layout();
    var channels = fields.at("channels").word(Channels.class);
    var range = fields.at("range").numbers();
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
        fields.at("mean").ifGiven(ConfigNode::numbers).orElse(nCopies(channels.count(), 0.0)),
        fields.at("deviation").ifGiven(ConfigNode::numbers).orElse(nCopies(channels.count(), 1.0)),
        fields.at("levels").ifGiven(levels -> levels.word(Levels.class)).orElse(Levels.FIXED),
        extent(fields));
  }

  private static SizeConstraint extent(ConfigNode fields) {
    boolean free =
        StoredShape.isFlat(fields) || fields.at("shape").wholes().contains(TensorDescription.FREE);
    for (var key : List.of("size", "multiple", "minimum", "factor")) {
      if (fields.at(key).isGiven()
          && !(StoredShape.isFlat(fields) && key.equals("size"))
          && fields.at("shape").wholes().stream().skip(1).noneMatch(s -> s < 0)) {
        throw new IllegalArgumentException(
            "Key \"%s\" is for networks of free height and width, \"shape\" is %s; remove it"
                .formatted(key, fields.at("shape").wholes()));
      }
    }
    Optional<Size> working = Optional.empty();
    if (free && fields.at("size").isGiven()) {
      var size = fields.at("size").wholes();
      if (size.size() != 2 || size.get(0) < 1 || size.get(1) < 1) {
        throw new IllegalArgumentException(
            "Key \"size\" is %s but must be two whole numbers above 0, width and height; write [256, 256]"
                .formatted(size));
      }
      working = Optional.of(new Size(size.get(0).intValue(), size.get(1).intValue()));
    }
    return new SizeConstraint(
        working,
        fields.at("multiple").ifGiven(ConfigNode::whole).orElse(1),
        fields.at("minimum").ifGiven(ConfigNode::whole).orElse(1),
        fields.at("border").ifGiven(ConfigNode::whole).orElse(0),
        fields.at("factor").ifGiven(DescriptionFile::factor));
  }

  /** One number, or one across and one down. */
  private static SizeConstraint.Factor factor(ConfigNode given) {
    var numbers = values(given);
    if (numbers.isEmpty() || numbers.size() > 2) {
      throw new IllegalArgumentException(
          "Key \"factor\" is %s but must be one number, or two, across and down; write 1.5"
              .formatted(numbers));
    }
    return new SizeConstraint.Factor(numbers.get(0), numbers.get(numbers.size() - 1));
  }

  private static TensorRole.Latent latent(ConfigNode fields) {
    var distribution = fields.at("distribution").word(Distribution.class);
    boolean cut = distribution == Distribution.TRUNCATED_NORMAL;
    if (!cut && fields.at("truncation").isGiven()) {
      throw new IllegalArgumentException(
          "Key \"truncation\" needs the distribution \"truncated-normal\", given is \"%s\"; change one of them"
              .formatted(KebabCase.kebab(distribution)));
    }
    return new TensorRole.Latent(
        distribution,
        fields.at("scale").ifGiven(ConfigNode::number).orElse(1.0),
        cut
            ? fields.at("truncation").ifGiven(ConfigNode::number).orElse(DEFAULT_TRUNCATION)
            : Double.POSITIVE_INFINITY);
  }
}
