package dev.variegate.stage.method;

import dev.variegate.base.ConfigNode;
import dev.variegate.stage.check.FittedGates.Fitted;
import dev.variegate.stage.check.Gate;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plan asks of each image that a method makes, and how often an image is drawn that does not
 * pass.
 *
 * @param require gates in the order in which they are asked, of the scores of {@link ImageScores}
 * @param model address of the classifier that some of these scores are of; "" for none
 * @param scorer address of the network that scores images, or their features by the classifier; ""
 *     for none
 * @param attempts draws of an image at most, the first one included, 1..100
 */
public record MethodGate(List<Fitted> require, String model, String scorer, int attempts)
    implements Serializable {

  /** Everything passes. */
  public static final MethodGate NONE = new MethodGate(List.of(), "", "", 1);

  private static final int ATTEMPTS = 5;
  private static final int MOST_ATTEMPTS = 100;
  private static final String REQUIRE = "require";
  private static final String MODEL = "model";
  private static final String SCORER = "scorer";
  private static final String MOST = "attempts";
  private static final String RULE =
      "a list of gates such as \"sharpness >= q0.05\" or \"prediction = label\"";

  public MethodGate {
    require = List.copyOf(require);
    scorer = Objects.requireNonNullElse(scorer, ""); // of plans saved without
  }

  /**
   * Reads {@code {"require": ["sharpness >= q0.05", "prediction = label"], "model": FOLDER,
   * "attempts": 5}}, with {@code "scorer": FOLDER} too where {@code score} is asked for, or the
   * list of gates alone.
   *
   * @throws IllegalArgumentException that names the key, the value, the rule and a way out
   */
  public static MethodGate parse(ConfigNode given) {
    if (given.tree().isArray()) {
      return checked(given, given, "", "", ATTEMPTS);
    }
    given.only(List.of(REQUIRE, MODEL, SCORER, MOST));
    return checked(
        given,
        given.at(REQUIRE),
        given.at(MODEL).ifGiven(ConfigNode::text).orElse(""),
        given.at(SCORER).ifGiven(ConfigNode::text).orElse(""),
        given.at(MOST).ifGiven(most -> most.whole(1, MOST_ATTEMPTS)).orElse(ATTEMPTS));
  }

  private static MethodGate checked(
      ConfigNode all, ConfigNode gates, String model, String scorer, int attempts) {
    var texts = gates.isGiven() ? gates.list(RULE, ConfigNode::text) : List.<String>of();
    gates.require(!texts.isEmpty(), RULE);
    var read = texts.stream().map(text -> gates.checked(() -> gate(text))).toList();
    gates.require(
        read.stream().filter(GateRules::comparesSamples).count() <= 1,
        "a list with at most one gate of \"sample-similarity\"");
    boolean classifies = read.stream().anyMatch(GateRules::needsClassifier);
    if (classifies && model.isEmpty()) {
      throw all.error(
          "has gates that ask a classifier but no model; give model the address of its bundle");
    }
    boolean scores = read.stream().anyMatch(GateRules::needsScorer);
    if (!classifies && !scores && !model.isEmpty()) {
      throw all.at(MODEL).error("is given, but no gate asks a classifier; remove it");
    }
    if (scores && scorer.isEmpty()) {
      throw all.error(
          "has a gate of score but no scorer; give scorer the address of a bundle that scores images, or the features of model");
    }
    if (!scores && !scorer.isEmpty()) {
      throw all.at(SCORER).error("is given, but no gate asks for score; remove it");
    }
    return new MethodGate(
        read.stream().map(gate -> new Fitted(gate.text(), Map.of())).toList(),
        model,
        scorer,
        attempts);
  }

  private static Gate gate(String text) {
    var gate = Gate.parse(text);
    GateRules.require(gate);
    return gate;
  }

  /** The same with one draw for each image, where another one would be equal. */
  public MethodGate once() {
    return new MethodGate(require, model, scorer, 1);
  }

  /** The same with what was fitted. */
  public MethodGate with(List<Fitted> fitted) {
    return new MethodGate(fitted, model, scorer, attempts);
  }

  /** Whether it judges images at all. */
  public boolean judges() {
    return !require.isEmpty();
  }

  /** Its gates, without what was fitted. */
  public List<Gate> gates() {
    return require.stream().map(each -> Gate.parse(each.gate())).toList();
  }

  /** Whether only images that are made of others can pass it. */
  public boolean needsSource() {
    return gates().stream().anyMatch(GateRules::needsSource);
  }

  /** The gates that an image is judged by as soon as it is made. */
  List<Fitted> ofOneImage() {
    return require.stream()
        .filter(each -> !GateRules.comparesSamples(Gate.parse(each.gate())))
        .toList();
  }

  /** The gate that compares what a plan makes with each other, if any. */
  public Optional<Gate> ofSamples() {
    return gates().stream().filter(GateRules::comparesSamples).findFirst();
  }

  /** The scores that compare with images that are known before a plan makes any. */
  public List<String> knownImages() {
    return gates().stream()
        .filter(GateRules::needsKnownImages)
        .map(Gate::column)
        .distinct()
        .toList();
  }

  /** Whether it compares with features of the images of training. */
  public boolean needsKnownFeatures() {
    return gates().stream().anyMatch(GateRules::needsKnownFeatures);
  }

  /** Whether it takes quantiles of what networks say of images. */
  public boolean needsQuantilesOfNetworks() {
    return gates().stream()
        .filter(gate -> gate.quantile().isPresent() && !GateRules.needsKnownFeatures(gate))
        .anyMatch(gate -> GateRules.needsClassifier(gate) || GateRules.needsScorer(gate));
  }

  /** Whether a classifier says what a gate asks for, beside what scores its features. */
  boolean classifies() {
    return gates().stream().anyMatch(GateRules::needsClassifier);
  }

  /** Whether it asks a classifier for the classes of images, which it has to know then. */
  boolean needsClasses() {
    return gates().stream().anyMatch(GateRules::needsClass);
  }
}
