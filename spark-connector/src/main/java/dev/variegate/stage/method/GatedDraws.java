package dev.variegate.stage.method;

import dev.variegate.random.DrawKey;
import dev.variegate.stage.method.ImageScores.Judged;
import dev.variegate.stage.row.GateOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Draws again, by the next attempt of its key, what gates refuse. A request alone fixes what it is
 * answered with and what is said of it: no other draw or batch changes either.
 *
 * @param <Q> a request
 * @param <A> what is drawn for one
 */
public final class GatedDraws<Q, A> {

  /** What is drawn and judged. */
  public interface Method<Q, A> {

    /** One for each request, in order. */
    List<A> draw(List<Q> requests);

    /** The request for the next attempt. */
    Q again(Q request);

    /** What fixes what is drawn. */
    DrawKey key(Q request);

    /** What gates see of it, which stays open until it is released; empty where they do not. */
    Optional<Judged> judged(Q request, A drawn);

    /** Closes what was opened for the gates alone. */
    void release(A drawn, Judged judged);

    void close(A drawn);
  }

  /** What is drawn for a request in the end. */
  public record Drawn<A>(A last, GateOutcome outcome) {}

  private final Method<Q, A> method;
  private final ImageGates gates;

  GatedDraws(Method<Q, A> method, ImageGates gates) {
    this.method = method;
    this.gates = gates;
  }

  /** Whether an image is drawn at all; no others are asked for. */
  public boolean draws(Q request) {
    return gates.draws().draws(method.key(request));
  }

  /**
   * One for each request for a first attempt, in order; the caller closes them. What is known of
   * attempts is not drawn again, but for the last.
   */
  public List<Drawn<A>> draw(List<Q> requests) {
    List<Waiting<Q>> waiting = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      waiting.add(first(i, requests.get(i)));
    }
    List<Drawn<A>> drawn = new ArrayList<>(Collections.nCopies(requests.size(), null));
    try {
      while (!waiting.isEmpty()) {
        waiting = attempt(waiting, drawn);
      }
      return drawn;
    } catch (RuntimeException | Error e) {
      drawn.stream().filter(Objects::nonNull).forEach(each -> method.close(each.last()));
      throw e;
    }
  }

  /**
   * A request that has no answer yet.
   *
   * @param place of the answer
   * @param refusals of the draws before; of this one too where it is known already
   */
  private record Waiting<Q>(int place, Q request, List<String> refusals) {}

  private Waiting<Q> first(int place, Q request) {
    var refusals = gates.draws().refusals(method.key(request));
    var next = request;
    for (int i = 0; i < Math.min(refusals.size(), gates.attempts() - 1); i++) {
      next = method.again(next);
    }
    return new Waiting<>(place, next, refusals);
  }

  /** Answers what passes, or was drawn for the last time; returns what is to be drawn again. */
  private List<Waiting<Q>> attempt(List<Waiting<Q>> waiting, List<Drawn<A>> answers) {
    var requests = waiting.stream().map(Waiting::request).toList();
    var drawn = method.draw(requests);
    List<Optional<String>> refusals;
    try {
      refusals = refusals(requests, drawn);
    } catch (RuntimeException | Error e) {
      drawn.forEach(method::close);
      throw e;
    }
    var again = new ArrayList<Waiting<Q>>();
    for (int i = 0; i < drawn.size(); i++) {
      var each = waiting.get(i);
      var all = new ArrayList<>(each.refusals());
      boolean passes = refusals.get(i).isEmpty() && all.size() < gates.attempts();
      if (all.size() < gates.attempts()) {
        refusals.get(i).ifPresent(all::add);
      }
      if (passes || all.size() == gates.attempts()) {
        answers.set(each.place(), new Drawn<>(drawn.get(i), new GateOutcome(all, passes)));
      } else {
        method.close(drawn.get(i));
        again.add(new Waiting<>(each.place(), method.again(each.request()), all));
      }
    }
    return again;
  }

  private List<Optional<String>> refusals(List<Q> requests, List<A> drawn) {
    var places = new ArrayList<Integer>();
    var judged = new ArrayList<Judged>();
    try {
      for (int i = 0; i < drawn.size(); i++) {
        var image = method.judged(requests.get(i), drawn.get(i));
        if (image.isPresent()) {
          places.add(i);
          judged.add(image.get());
        }
      }
      var said = gates.refusals(judged);
      var refusals = new ArrayList<Optional<String>>();
      drawn.forEach(unjudged -> refusals.add(Optional.empty()));
      for (int i = 0; i < judged.size(); i++) {
        refusals.set(places.get(i), said.get(i));
      }
      return refusals;
    } finally {
      for (int i = 0; i < judged.size(); i++) {
        method.release(drawn.get(places.get(i)), judged.get(i));
      }
    }
  }
}
