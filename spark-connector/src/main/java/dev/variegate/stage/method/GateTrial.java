package dev.variegate.stage.method;

import dev.variegate.stage.check.Gate;
import dev.variegate.stage.method.ImageScores.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gates on trial: they judge as always, and then each is asked of each draw, whatever the others
 * say, to find what it costs and refuses.
 */
public final class GateTrial extends ImageGates {

  private static final double NANO = 1e-9;

  private final List<Tally> tallies;
  private long judged;
  private long nanos;

  GateTrial(MethodGate gate, ImageScores scores) {
    super(gate, scores, KnownDraws.NONE);
    this.tallies = asked().stream().map(each -> new Tally()).toList();
  }

  private static final class Tally {
    private long nanos;
    private long refused;
  }

  @Override
  List<Optional<String>> refusals(List<Judged> images) {
    var refusals = super.refusals(images);
    long start = System.nanoTime();
    var unscored = images.stream().map(Judged::unscored).toList();
    for (int i = 0; i < tallies.size(); i++) {
      long asked = System.nanoTime();
      var said = refusals(i, unscored);
      tallies.get(i).nanos += System.nanoTime() - asked;
      tallies.get(i).refused += said.stream().filter(Optional::isPresent).count();
    }
    judged += images.size();
    nanos += System.nanoTime() - start;
    return refusals;
  }

  private List<Optional<String>> refusals(int index, List<Judged> images) {
    var refusals = new ArrayList<Optional<String>>();
    images.forEach(image -> refusals.add(Optional.empty()));
    refuse(asked().get(index), images, refusals);
    return refusals;
  }

  /** Forgets what was seen, as of a first run. */
  public void restart() {
    judged = 0;
    nanos = 0;
    tallies.forEach(
        tally -> {
          tally.nanos = 0;
          tally.refused = 0;
        });
  }

  /** Time that the trial took, beside what is judged anyway. */
  public double seconds() {
    return nanos * NANO;
  }

  /** Of the gates, in their order; none if no image was judged. */
  public List<GateCost> costs() {
    if (judged == 0) {
      return List.of();
    }
    return IntStream.range(0, tallies.size())
        .mapToObj(
            i -> {
              var gate = Gate.parse(asked().get(i).gate());
              var tally = tallies.get(i);
              return new GateCost(
                  gate.text(),
                  work(gate),
                  tally.nanos * NANO / judged,
                  (double) tally.refused / judged);
            })
        .toList();
  }
}
