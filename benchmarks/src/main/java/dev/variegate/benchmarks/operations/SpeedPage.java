package dev.variegate.benchmarks.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page of speed, in Markdown. */
final class SpeedPage {

  private static final String HEAD =
      """
      # What each operation costs

      Printed by `examples/benchmark.sh operations`; a few minutes. Images a second, in memory, one thread,
      512x512 RGB, parameters as the word alone stands for. Ours and OpenCV's calls alternate in short turns and
      medians count; *ratio* is the median over neighboring turns.

      - *OpenCV*: the call, or the few calls, that somebody would write who has OpenCV alone, with the same drawn
        numbers; empty where OpenCV has no such function. Aim: 0.90.
      - *Albumentations*: version 1.3.1, measured once on another machine of two cores, not in this run. Three calls
        of OpenCV from Java were timed beside it, and run here at %s of that speed (%s).
        *By speed* is the ratio of the rates divided by this one: it says who is far ahead, not who wins by a tenth. Where the
        peer's defaults differ from ours so much that the work is another one, *theirs alike* is our rate with its
        defaults, and the ratios are those of this rate. Aim: 1 by speed, or 3 for what Python's libraries are slow at.
      - *missed*: the aims that are not reached.

      | operation | images/s | OpenCV | ratio | theirs alike | Albumentations | ratio | by speed | missed |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  private static final double DIRECT_AIM = 0.9;

  /** One operation. */
  record Row(String word, Turns turns, Optional<Peer> peer, Optional<Turns> alike) {

    Optional<Double> peerRatio() {
      return peer.map(figure -> alike.orElse(turns).ours() / figure.rate());
    }

    String line(double speed) {
      return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
          .formatted(
              word,
              Turns.rate(turns.ours()),
              turns.direct().map(Turns::rate).orElse(""),
              turns.ratio().map(Turns::ratio).orElse(""),
              alike.map(same -> Turns.rate(same.ours())).orElse(""),
              peer.map(figure -> Turns.rate(figure.rate())).orElse(""),
              peerRatio().map(Turns::ratio).orElse(""),
              peerRatio().map(ratio -> Turns.ratio(ratio / speed)).orElse(""),
              missed(speed));
    }

    private String missed(double speed) {
      var missed = new ArrayList<String>();
      if (turns.ratio().filter(ratio -> ratio < DIRECT_AIM).isPresent()) {
        missed.add(Turns.ratio(DIRECT_AIM));
      }
      if (peerRatio().filter(ratio -> ratio / speed < Peer.aim(word)).isPresent()) {
        missed.add(Turns.ratio(Peer.aim(word)));
      }
      return String.join(", ", missed);
    }
  }

  private final Calibration calibration;
  private final List<Row> rows = new ArrayList<>();
  private final List<Chain.Result> chains = new ArrayList<>();
  private Optional<TurnedAndBack> turned = Optional.empty();

  SpeedPage(Calibration calibration) {
    this.calibration = calibration;
  }

  void add(Row row) {
    rows.add(row);
  }

  void add(Chain.Result result) {
    chains.add(result);
  }

  void add(TurnedAndBack result) {
    turned = Optional.of(result);
  }

  String text() {
    double speed = calibration.speed();
    return HEAD.formatted(Turns.ratio(speed), calibration.text())
        + rows.stream().map(row -> row.line(speed)).collect(Collectors.joining())
        + fusion()
        + turned.map(SpeedPage::sharpness).orElse("");
  }

  private String fusion() {
    var text = new StringBuilder("\n## What fusion gains in time\n\n");
    text.append(
        """
        The same drawn steps as one policy, and one after the other in OpenCV's own calls.

        | policy | images/s | OpenCV, step by step | ratio | aim |
        | --- | --- | --- | --- | --- |
        """);
    for (var result : chains) {
      text.append(
          "| %s | %s | %s | %s | %.0f |%n"
              .formatted(
                  result.chain().name(),
                  Turns.rate(result.turns().ours()),
                  Turns.rate(result.turns().direct().orElseThrow()),
                  Turns.ratio(result.turns().ratio().orElseThrow()),
                  result.chain().aim()));
    }
    for (var result : chains) {
      text.append(
          "%n```yaml%n# %s: %d passes%n%s```%n"
              .formatted(result.chain().name(), result.passes(), result.chain().text()));
    }
    return text.toString();
  }

  private static String sharpness(TurnedAndBack result) {
    return """

        ## What fusion gains in sharpness

        An image turned by 10 degrees and back, eighteen times, bilinear, compared with itself over the middle half of
        each side (peak signal to noise): as one policy %s, step by step %s. Aim: 40 dB or more as one policy.
        """
        .formatted(decibels(result.fused()), decibels(result.stepwise()));
  }

  private static String decibels(double value) {
    return Double.isInfinite(value)
        ? "not one sample differs"
        : String.format(Locale.ROOT, "%.1f dB", value);
  }
}
