package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.Sample;
import dev.variegate.lineage.Source;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PartnerRingReader.Member;
import dev.variegate.stage.row.RowWorker;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * Copies that one method makes of what another has made. No file lies between two of them: nothing
 * is lost by an encoding.
 *
 * @param links the methods in their order; the first alone may take partners
 */
public record ChainedCopies(List<CopyMethod> links) implements CopyMethod {

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    return new Chain(task, codec);
  }

  @Override
  public OutputEncoding encoding() {
    return links.get(links.size() - 1).encoding();
  }

  @Override
  public int partners(int copies) {
    return links.get(0).partners(copies);
  }

  @Override
  public List<Member> partnersOf(int index, List<Member> all) {
    return links.get(0).partnersOf(index, all);
  }

  @Override
  public boolean partnersOfOneClass() {
    return links.get(0).partnersOfOneClass();
  }

  @Override
  public Row original(Row passing, RowWorker.Input input) {
    return links.get(0).original(passing, input);
  }

  private final class Chain implements Copier {
    private final List<Copier> copiers = new ArrayList<>();
    private final ImageCodec codec;

    Chain(TaskContext task, ImageCodec codec) {
      this.codec = codec;
      try {
        links.forEach(link -> copiers.add(link.open(task, codec)));
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
    }

    @Override
    public int batch() {
      return copiers.stream().mapToInt(Copier::batch).max().orElse(1);
    }

    @Override
    public List<MadeCopy> make(List<CopyMethod.Request> requests) {
      var made = copiers.get(0).make(requests);
      for (int link = 1; link < copiers.size(); link++) {
        made = next(link, requests, made);
      }
      return made;
    }

    /** What a later link makes of what came before, which it closes. */
    private List<MadeCopy> next(
        int link, List<CopyMethod.Request> requests, List<MadeCopy> before) {
      var sources = new ArrayList<Source>();
      var asked = new ArrayList<CopyMethod.Request>();
      try {
        for (int i = 0; i < before.size(); i++) {
          var request = requests.get(i);
          var source = source(request.source(), changed(before.get(i)).sample());
          sources.add(source);
          asked.add(
              new CopyMethod.Request(
                  request.row(),
                  source,
                  request.draw().withLink(link),
                  List.of(),
                  request.alone()));
        }
        var after = copiers.get(link).make(asked);
        var joined = new ArrayList<MadeCopy>();
        for (int i = 0; i < after.size(); i++) {
          joined.add(joined(link, changed(before.get(i)), changed(after.get(i))));
        }
        return joined;
      } finally {
        sources.forEach(Source::close);
        before.subList(sources.size(), before.size()).forEach(MadeCopy::close);
      }
    }

    private Source source(Source origin, Sample made) {
      return new Source(
          origin.key(),
          origin.encoded().changed(made.image()),
          () -> made.annotations().orElseGet(origin::annotations),
          codec);
    }

    private static MadeCopy.Changed joined(
        int link, MadeCopy.Changed before, MadeCopy.Changed after) {
      var last = after.sample();
      var whole =
          new Sample(
              last.image(),
              last.lineage().chainedAfter(before.sample().lineage(), link),
              last.annotations().or(before.sample()::annotations));
      return new MadeCopy.Changed(whole, row -> after.row(before.row(row)));
    }

    private static MadeCopy.Changed changed(MadeCopy made) {
      if (made instanceof MadeCopy.Changed changed) {
        return changed;
      }
      throw new IllegalStateException("Copy has no image of its own but must have one in a chain");
    }

    @Override
    public void close() {
      copiers.forEach(Copier::close);
    }
  }
}
