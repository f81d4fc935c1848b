package dev.variegate.stage.method;

import dev.variegate.stage.check.FittedGates.Fitted;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.method.ImageScores.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gates of a method, opened in a task: they judge images, each by its own scores. Those that
 * compare made images with each other have judged already, see {@link KnownDraws}.
 */
public class ImageGates implements AutoCloseable {

  private final MethodGate gate;
  private final List<Fitted> asked;
  private final ImageScores scores;
  private final KnownDraws draws;

  ImageGates(MethodGate gate, ImageScores scores, KnownDraws draws) {
    this.gate = gate;
    this.asked = gate.ofOneImage();
    this.scores = scores;
    this.draws = draws;
  }

  /** What is known of draws before they are made. */
  KnownDraws draws() {
    return draws;
  }

  /** Those that judge images, in their order. */
  final List<Fitted> asked() {
    return asked;
  }

  /** What is done once for an image, for all gates that need it. */
  final String work(Gate asked) {
    return scores.work(asked);
  }

  /** Draws of an image at most. */
  int attempts() {
    return gate.attempts();
  }

  /** How many images fill a run of what judges them. */
  int batch() {
    return scores.batch();
  }

  /** The first gate that refuses each image; those behind it are not asked. */
  List<Optional<String>> refusals(List<Judged> images) {
    var refusals = new ArrayList<Optional<String>>();
    images.forEach(image -> refusals.add(Optional.empty()));
    asked.forEach(each -> refuse(each, images, refusals));
    return refusals;
  }

  /** Names a gate where nothing else refuses an image yet and it does. */
  final void refuse(Fitted fitted, List<Judged> images, List<Optional<String>> refusals) {
    var asked = Gate.parse(fitted.gate());
    var left = new ArrayList<Judged>();
    for (int i = 0; i < images.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        left.add(images.get(i));
      }
    }
    scores.add(asked, left);
    for (int i = 0; i < images.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        var image = images.get(i);
        refusals.set(i, asked.refusal(image.scores(), image.label(), fitted.thresholds()));
      }
    }
  }

  @Override
  public void close() {
    scores.close();
  }
}
