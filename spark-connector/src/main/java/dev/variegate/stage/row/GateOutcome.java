package dev.variegate.stage.row;

import java.util.List;

/**
 * What the gates of a plan said of an image.
 *
 * @param refusals the gate that refused each of its draws, in order; none where the first passed
 * @param passed whether the last draw passed; the image is not kept otherwise
 */
public record GateOutcome(List<String> refusals, boolean passed) {

  /** Of an image that no gate judges. */
  public static final GateOutcome UNJUDGED = new GateOutcome(List.of(), true);

  public GateOutcome {
    refusals = List.copyOf(refusals);
  }
}
