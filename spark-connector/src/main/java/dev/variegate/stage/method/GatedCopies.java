package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.random.DrawKey;
import dev.variegate.stage.method.ImageScores.Judged;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.GateOutcome;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PartnerRingReader.Member;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * Copies of a method that gates judge; those that they refuse are drawn again.
 *
 * @param classes what class a row counts for
 */
public record GatedCopies(CopyMethod method, GateOpener gate, RowClass classes)
    implements CopyMethod {

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    return gate.leavesAllOut()
        ? new Unbatched(request -> new MadeCopy.LeftOut())
        : open(task, codec, gate.open());
  }

  /** Opens them with gates that are open, which they close. */
  public Copier open(TaskContext task, ImageCodec codec, ImageGates gates) {
    try {
      return new Gated(method.open(task, codec), gates, codec);
    } catch (RuntimeException | Error e) {
      gates.close();
      throw e;
    }
  }

  @Override
  public OutputEncoding encoding() {
    return method.encoding();
  }

  @Override
  public int partners(int copies) {
    return method.partners(copies);
  }

  @Override
  public List<Member> partnersOf(int index, List<Member> all) {
    return method.partnersOf(index, all);
  }

  @Override
  public boolean partnersOfOneClass() {
    return method.partnersOfOneClass();
  }

  @Override
  public Row original(Row passing, RowWorker.Input input) {
    return method.original(passing, input);
  }

  private final class Gated implements Copier, GatedDraws.Method<CopyMethod.Request, MadeCopy> {
    private final Copier copier;
    private final ImageGates gates;
    private final ImageCodec codec;

    Gated(Copier copier, ImageGates gates, ImageCodec codec) {
      this.copier = copier;
      this.gates = gates;
      this.codec = codec;
    }

    @Override
    public int batch() {
      return Math.max(copier.batch(), gates.batch());
    }

    @Override
    public List<MadeCopy> make(List<CopyMethod.Request> requests) {
      var draws = new GatedDraws<>(this, gates);
      var drawn = draws.draw(requests.stream().filter(draws::draws).toList()).iterator();
      return requests.stream()
          .map(request -> draws.draws(request) ? gated(drawn.next()) : new MadeCopy.LeftOut())
          .toList();
    }

    private static MadeCopy gated(GatedDraws.Drawn<MadeCopy> drawn) {
      return drawn.outcome().equals(GateOutcome.UNJUDGED)
          ? drawn.last()
          : new MadeCopy.Gated(drawn.last(), drawn.outcome());
    }

    @Override
    public List<MadeCopy> draw(List<CopyMethod.Request> requests) {
      return copier.make(requests);
    }

    @Override
    public CopyMethod.Request again(CopyMethod.Request request) {
      return new CopyMethod.Request(
          request.row(),
          request.source(),
          request.draw().again(),
          request.partners(),
          false); // so that the source is decoded once for all further draws
    }

    @Override
    public DrawKey key(CopyMethod.Request request) {
      return request.draw();
    }

    @Override
    public Optional<Judged> judged(CopyMethod.Request request, MadeCopy drawn) {
      var label = classes.of(request.row());
      return image(drawn)
          .map(image -> new Judged(image, Optional.of(() -> request.source().image()), label));
    }

    private Optional<Image> image(MadeCopy drawn) {
      if (drawn instanceof MadeCopy.Changed changed) {
        return Optional.of(changed.sample().image());
      }
      return drawn instanceof MadeCopy.Encoded file
          ? Optional.of(codec.decode(file.file().encoded()))
          : Optional.empty();
    }

    @Override
    public void release(MadeCopy drawn, Judged judged) {
      if (drawn instanceof MadeCopy.Encoded) {
        judged.image().close();
      }
    }

    @Override
    public void close(MadeCopy drawn) {
      drawn.close();
    }

    @Override
    public void close() {
      try (gates) {
        copier.close();
      }
    }
  }
}
