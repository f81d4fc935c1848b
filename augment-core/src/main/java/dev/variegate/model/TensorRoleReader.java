package dev.variegate.model;

import static java.util.Collections.nCopies;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.KebabCase;
import dev.variegate.image.Size;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Distribution;
import dev.variegate.model.TensorRole.Form;
import dev.variegate.model.TensorRole.Levels;
import dev.variegate.model.TensorRole.Pixels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what a tensor of {@code model.yaml} means, from its keys. */
final class TensorRoleReader {

  private static final double DEFAULT_TRUNCATION = 2;

  private TensorRoleReader() {}

  /**
   * Reads what a tensor means.
   *
   * @param word of its key {@code meaning}
   * @param fields of the tensor
   */
  static TensorRole read(String word, ConfigNode fields) {
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
      case "source" -> new TensorRole.Source(pixels(fields));
      case "embedding" -> new TensorRole.Embedding();
      case "codes" -> new TensorRole.Codes(fields.at("codebook").whole());
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
      case "score" -> new TensorRole.Score();
      case "segmentation" ->
          new TensorRole.Segmentation(
              StoredShape.axes(fields).layout(), fields.at("form").word(PixelForm.class).scores());
      case "mixture" ->
          new TensorRole.Mixture(fields.at("temperature").ifGiven(ConfigNode::number).orElse(1.0));
      case "context" -> new TensorRole.Context();
      case "state" -> new TensorRole.State();
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
        fields.at("factor").ifGiven(TensorRoleReader::factor));
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
