package dev.variegate.stage.method;

import dev.variegate.model.ModelDescription;
import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.duplicate.KnownImages;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.broadcast.Broadcast;

/**
 * The gates of a method as they go to the tasks.
 *
 * @param models the classifier's, and that of what scores images or their features; or none
 * @param known images that gates compare with, or none
 * @param features of images of training that gates compare with, or none
 * @param draws that were refused already, or none
 */
public record GateOpener(
    MethodGate gate,
    List<ModelAddress> models,
    List<Broadcast<KnownImages>> known,
    List<Broadcast<KnownFeatures>> features,
    List<Broadcast<KnownDraws>> draws)
    implements Serializable {

  /** For methods without gates. */
  public static final GateOpener NONE =
      new GateOpener(MethodGate.NONE, List.of(), List.of(), List.of(), List.of());

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /**
   * Refuses classes that networks are asked about and do not know, on the driver.
   *
   * @throws IllegalArgumentException that names the first one
   */
  public void requireClasses(List<String> labels) {
    askedOfClasses().forEach(model -> labels.forEach(label -> requireKnown(label, model)));
  }

  /**
   * Refuses classes that a sampler and what judges it know by different names, as they can where
   * labels are indexes; a name that is a number is none.
   *
   * @throws IllegalArgumentException that names the first one
   */
  void requireSameClasses(ModelDescription sampler, List<String> labels) {
    var named = labels.stream().filter(label -> !label.isEmpty()).toList();
    askedOfClasses().forEach(model -> named.forEach(label -> requireSame(label, sampler, model)));
  }

  private List<ModelDescription> askedOfClasses() {
    return models.stream()
        .map(model -> model.open().description())
        .filter(model -> ImageJudge.asksClass(gate, model))
        .toList();
  }

  private static void requireKnown(String label, ModelDescription judge) {
    if (label.isEmpty()) {
      throw new IllegalArgumentException(
          "Gate asks model %s about the class of images, but they have none; set labelCol, or take another model"
              .formatted(judge.title()));
    }
    judge.labelIndex(label);
  }

  private static void requireSame(String label, ModelDescription sampler, ModelDescription judge) {
    var made = sampler.labels().get(sampler.askedLabel(label));
    var judged = judge.labels().get(judge.labelIndex(label));
    boolean named = !NUMBER.matcher(made).matches() && !NUMBER.matcher(judged).matches();
    if (named && !made.equals(judged)) {
      throw new IllegalArgumentException(
          "Class \"%s\" is \"%s\" for model %s of the gate but must be \"%s\", as for model %s; label rows with names, or take models with the same labels"
              .formatted(label, judged, judge.title(), made, sampler.title()));
    }
  }

  /** Whether it may refuse an image or leave it out. */
  public boolean judges() {
    return gate.judges() || !draws.isEmpty();
  }

  /** Whether the method makes nothing this time. */
  boolean leavesAllOut() {
    return draws.stream().anyMatch(known -> known.value().isNothing());
  }

  /** Opens them in a task; whoever opened them closes them. */
  public ImageGates open() {
    return new ImageGates(
        gate, scores(), draws.stream().findFirst().map(Broadcast::value).orElse(KnownDraws.NONE));
  }

  /** Opens them for a trial, in a task; whoever opened them closes them. */
  public GateTrial trial() {
    return new GateTrial(gate, scores());
  }

  /** The scores alone, opened in a task; whoever opened them closes them. */
  public ImageScores scores() {
    return new ImageScores(
        ImageJudge.open(models),
        known.stream().findFirst().map(Broadcast::value).orElse(KnownImages.NONE),
        features.stream().findFirst().map(Broadcast::value));
  }
}
