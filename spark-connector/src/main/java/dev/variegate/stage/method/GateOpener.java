package dev.variegate.stage.method;

import dev.variegate.generate.Capability;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.model.ModelDescription;
import dev.variegate.quality.Classifier;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * The gates of a method as they go to the tasks.
 *
 * @param models the classifier's, or none
 */
public record GateOpener(MethodGate gate, List<ModelAddress> models) implements Serializable {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Everything passes. */
  public static final GateOpener NONE = new GateOpener(MethodGate.NONE, List.of());

  /** One for the same bits, however many a task may use. */
  private static final int THREADS = 1;

  /** Looks the classifier up; its license does not matter, for nothing of it enters an image. */
  public static GateOpener of(MethodGate gate, SparkSession spark) {
    if (gate.model().isEmpty()) {
      return new GateOpener(gate, List.of());
    }
    var address = ModelAddress.of(gate.model(), Licensing.ANY, spark);
    address.require(Capability.CLASSIFY);
    return new GateOpener(gate, List.of(address));
  }

  /**
   * Refuses classes that the classifier does not know, on the driver.
   *
   * @throws IllegalArgumentException that names the first one
   */
  public void requireClasses(List<String> labels) {
    if (gate.needsClasses()) {
      models.forEach(
          model -> labels.forEach(label -> model.open().description().labelIndex(label)));
    }
  }

  /**
   * Refuses classes that a sampler and the classifier know by different names, as they can where
   * labels are indexes; a name that is a number is none.
   *
   * @throws IllegalArgumentException that names the first one
   */
  void requireSameClasses(ModelDescription sampler, List<String> labels) {
    if (gate.needsClasses()) {
      models.forEach(
          model ->
              labels.forEach(label -> requireSame(label, sampler, model.open().description())));
    }
  }

  private static void requireSame(String label, ModelDescription sampler, ModelDescription judge) {
    var made = sampler.labels().get(sampler.askedLabel(label));
    var judged = judge.labels().get(judge.labelIndex(label));
    boolean named = !NUMBER.matcher(made).matches() && !NUMBER.matcher(judged).matches();
    if (named && !made.equals(judged)) {
      throw new IllegalArgumentException(
          "Class \"%s\" is \"%s\" for the classifier %s of the gate but must be \"%s\", as for model %s; label rows with names, or take a classifier with the labels of the model"
              .formatted(label, judged, judge.title(), made, sampler.title()));
    }
  }

  /** Opens them in a task; whoever opened them closes them. */
  public ImageGates open() {
    return new ImageGates(gate, scores());
  }

  /** Opens them for a trial, in a task; whoever opened them closes them. */
  public GateTrial trial() {
    return new GateTrial(gate, scores());
  }

  /** The scores alone, opened in a task; whoever opened them closes them. */
  public ImageScores scores() {
    return new ImageScores(classifier());
  }

  private Optional<Classifier> classifier() {
    return models.stream().findFirst().map(model -> Classifier.open(model.open(), THREADS));
  }
}
