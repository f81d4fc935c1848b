package dev.variegate.stage.row;

import dev.variegate.lineage.Source;
import dev.variegate.random.DrawKey;
import dev.variegate.stage.row.Copiers.Asked;
import dev.variegate.stage.row.CopyMethod.Request;
import dev.variegate.stage.row.CopyRows.Originals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * A row and its copies, or a share of these. Those that fill runs by themselves are made when they
 * are to leave.
 */
final class ExpandedRow implements RowWorker.Pending<Asked, MadeCopy> {

  private final CopyRows expansion;
  private final Copiers copiers;
  private final RowWorker.Input input;
  private final Source source;
  private final int[] firsts; // number of each method's first copy
  private final int[] froms; // index of the first that is made here, among the method's copies
  private final int[] numbers; // of copies that are made here
  private final boolean alone; // whether they are one
  private final List<Asked> requests = new ArrayList<>();
  private List<MadeCopy> answers = List.of();

  ExpandedRow(CopyRows expansion, Copiers copiers, RowWorker.Input input) {
    this.expansion = expansion;
    this.copiers = copiers;
    this.input = input;
    this.source = expansion.layout().source(input.row(), expansion.annotating(), expansion.codec());
    var all = expansion.counts().of(input.row(), source.key());
    this.firsts = new int[all.length];
    this.froms = new int[all.length];
    this.numbers = new int[all.length];
    int before = 0;
    for (int method = 0; method < all.length; before += all[method++]) {
      firsts[method] = 1 + before;
      froms[method] = input.share().from(before, all[method]);
      numbers[method] = input.share().to(before, all[method]) - froms[method];
    }
    this.alone = IntStream.of(numbers).sum() == 1;
    for (int method = 0; method < all.length; method++) {
      if (together(method)) {
        requests.addAll(asked(method, 0, numbers[method]));
      }
    }
  }

  /** Whether its copies are made together with those of other rows. */
  private boolean together(int method) {
    int batch = copiers.batch(method);
    return batch > 1 && numbers[method] > 0 && numbers[method] <= batch;
  }

  /**
   * Requests for copies of a method.
   *
   * @param from index of the first that is asked for, among those that are made here
   */
  private List<Asked> asked(int method, int from, int number) {
    var asked = new ArrayList<Asked>();
    for (int i = from; i < from + number; i++) {
      int index = froms[method] + i;
      var draw = new DrawKey(expansion.layout().seed(), source.key(), firsts[method] + index);
      var partners = expansion.methods().get(method).partnersOf(index, input.partners());
      asked.add(new Asked(method, new Request(input.row(), source, draw, partners, alone)));
    }
    return asked;
  }

  @Override
  public List<Asked> requests() {
    return requests;
  }

  @Override
  public void answered(List<MadeCopy> made) {
    answers = List.copyOf(made);
  }

  @Override
  public LazyRows rows() {
    return new Leaving();
  }

  private Row original() {
    var lineage = expansion.layout().original(source.key(), source.sha256());
    return expansion.original(expansion.layout().original(input.row(), lineage), input);
  }

  private List<Row> rowsOf(int method, MadeCopy made) {
    if (!(made instanceof MadeCopy.Missing missing)) {
      return expansion.column().leaves(made.outcome()) ? List.of(row(method, made)) : List.of();
    }
    if (expansion.refusals().end()) {
      throw missing.cause();
    }
    return expansion.refusals().of(input.row(), missing.cause());
  }

  private Row row(int method, MadeCopy made) {
    var row = input.row();
    var copy =
        made.copy(
            source,
            expansion.methods().get(method).encoding(),
            lineage -> expansion.layout().continued(row, lineage),
            expansion.codec());
    var image = expansion.layout().image().copy(copy.encoded(), row, expansion.codec());
    var beside = expansion.annotating().changed(row, copy.annotations(), expansion.codec());
    var whole = made.row(expansion.layout().copy(beside, image, copy.lineage()));
    return expansion.column().copy(whole, row, method, made.outcome());
  }

  @Override
  public void close() {
    answers.forEach(MadeCopy::close);
    source.close();
  }

  /** The original and the copies in their order. */
  private final class Leaving extends LazyRows {
    private boolean begun;
    private int method = -1;
    private int next; // index among the method's copies that are made here
    private int answered; // of the answers, how many have left

    @Override
    Optional<List<Row>> more() {
      if (!begun) {
        begun = true;
        if (expansion.originals() == Originals.STAY && input.share().isFirst()) {
          return Optional.of(List.of(original()));
        }
      }
      while (method < 0 || next == numbers[method]) {
        next = 0;
        if (++method == numbers.length) {
          return Optional.empty();
        }
      }
      return Optional.of(together(method) ? answer() : run());
    }

    private List<Row> answer() {
      next++;
      return rowsOf(method, answers.get(answered++));
    }

    private List<Row> run() {
      int number = Math.min(copiers.batch(method), numbers[method] - next);
      var asked = asked(method, next, number).stream().map(Asked::request).toList();
      next += number;
      var made = copiers.make(method, asked);
      try {
        return made.stream().flatMap(copy -> rowsOf(method, copy).stream()).toList();
      } finally {
        made.forEach(MadeCopy::close);
      }
    }

    @Override
    public void close() {
      // Nothing of its own is open.
    }
  }
}
