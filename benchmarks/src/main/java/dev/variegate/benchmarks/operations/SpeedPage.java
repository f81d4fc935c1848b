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

      Printed by `examples/benchmark.sh operations`; takes a few minutes. Images per second, in memory, one thread,
      512x512 RGB, default parameters. Our operations and OpenCV's calls alternate in short turns, and
      medians are reported; *ratio* is the median over neighboring turns.

      - *OpenCV*: the call, or few calls, that a user of OpenCV alone would write, with the same drawn
        numbers; empty if OpenCV has no such function. Target: 0.95.
      - *Albumentations*: version 1.3.1, measured once on another two-core machine, not in this run. Three OpenCV
        calls from Java were timed there as well, and run here at %s of that speed (%s).
        *By speed* is the ratio of the rates divided by that factor: it shows who is far ahead, not who wins by a tenth. Where the
        peer's defaults differ from ours so much that the work is not comparable, *theirs alike* is our rate with its
        defaults, and the ratios use that rate. Target: 1 by speed, or 3 for operations that are slow in Python libraries.
      - *missed*: targets that are not reached.

      | operation | images/s | OpenCV | ratio | theirs alike | Albumentations | ratio | by speed | missed |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  private static final double DIRECT_AIM = 0.95;

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
        The same drawn steps, run as one policy and one at a time in OpenCV's own calls.

        | policy | images/s | OpenCV, step by step | ratio | target |
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

        An image rotated by 10 degrees and back, eighteen times, bilinear, compared with the original over the middle half of
        each side (PSNR): as one policy %s, step by step %s. Target: 40 dB or more as one policy.
        """
        .formatted(decibels(result.fused()), decibels(result.stepwise()));
  }

  private static String decibels(double value) {
    return Double.isInfinite(value)
        ? "not one sample differs"
        : String.format(Locale.ROOT, "%.1f dB", value);
  }
}
