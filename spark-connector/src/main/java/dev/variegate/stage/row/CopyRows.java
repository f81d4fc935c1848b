package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.Source;
import dev.variegate.random.DrawKey;
import dev.variegate.stage.row.CopyMethod.Copier;
import dev.variegate.stage.row.CopyRows.Asked;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * Puts the copies of each row behind it, one method after the other, numbered from 1. The image of
 * a row is decoded once, and where no copies of it are made only its header is read.
 *
 * @param annotating what goes with the images
 * @param methods what makes the copies
 * @param counts how many copies of a row each method makes
 * @param originals what happens to rows that are expanded
 * @param column where the plan says what it takes rows for, if anywhere
 * @param refusals what happens to copies whose partners cannot be used
 */
public record CopyRows(
    Layout layout,
    AnnotationColumns annotating,
    List<CopyMethod> methods,
    Counts counts,
    Originals originals,
    PlanColumn column,
    ImageCodec codec,
    Refusals refusals)
    implements RowTask.Opener<Asked, MadeCopy> {

  /** Pixels of the images that wait for each other, beyond which they wait for no more. */
  private static final long PIXELS = 1L << 26;

  /** What happens to rows that are expanded. */
  public enum Originals {
    STAY,
    GO
  }

  /** A request to one of the methods. */
  record Asked(int method, CopyMethod.Request request) {}

  @Override
  public RowWorker<Asked, MadeCopy> open(TaskContext task) {
    return new Worker(task);
  }

  private final class Worker implements RowWorker<Asked, MadeCopy> {
    private final List<Copier> copiers = new ArrayList<>();

    Worker(TaskContext task) {
      try {
        methods.forEach(method -> copiers.add(method.open(task, codec)));
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
    }

    int batch(int method) {
      return copiers.get(method).batch();
    }

    @Override
    public RowWorker.Pending<Asked, MadeCopy> open(RowWorker.Input input) {
      var row = input.row();
      return layout.expands(row) && !layout.refusedBefore(row)
          ? new Expanded(input, this)
          : RowWorker.Pending.of(
              List.of(original(layout.original(row, layout.lineage(row, codec)), input)));
    }

    @Override
    public boolean isFull(List<Asked> requests) {
      long pixels =
          requests.stream()
              .mapToLong(asks -> asks.request().source().encoded().size().pixels())
              .sum();
      return pixels > PIXELS
          || IntStream.range(0, methods.size())
              .anyMatch(
                  method -> {
                    long asked = requests.stream().filter(asks -> asks.method() == method).count();
                    return asked > 0 && asked >= batch(method);
                  });
    }

    @Override
    public List<MadeCopy> answer(List<Asked> requests) {
      var answers = new MadeCopy[requests.size()];
      try {
        for (int method = 0; method < methods.size(); method++) {
          answer(method, requests, answers);
        }
        return List.of(answers);
      } catch (RuntimeException | Error e) {
        Arrays.stream(answers).filter(made -> made != null).forEach(MadeCopy::close);
        throw e;
      }
    }

    private void answer(int method, List<Asked> requests, MadeCopy[] answers) {
      var places =
          IntStream.range(0, answers.length)
              .filter(i -> requests.get(i).method() == method)
              .toArray();
      if (places.length > 0) {
        var asked = Arrays.stream(places).mapToObj(i -> requests.get(i).request()).toList();
        var made = make(method, asked);
        for (int i = 0; i < places.length; i++) {
          answers[places[i]] = made.get(i);
        }
      }
    }

    /** Copies, each alone where a partner cannot be used: a fault of others, so the row stays. */
    List<MadeCopy> make(int method, List<CopyMethod.Request> asked) {
      try {
        return copiers.get(method).make(asked);
      } catch (CopyMethod.BadPartnerException e) {
        return asked.size() == 1 ? List.of(new MadeCopy.Missing(e)) : makeEach(method, asked);
      }
    }

    private List<MadeCopy> makeEach(int method, List<CopyMethod.Request> asked) {
      var made = new ArrayList<MadeCopy>();
      try {
        asked.forEach(request -> made.addAll(make(method, List.of(request))));
        return made;
      } catch (RuntimeException | Error e) {
        made.forEach(MadeCopy::close);
        throw e;
      }
    }

    @Override
    public void close() {
      copiers.forEach(Copier::close);
    }
  }

  private Row original(Row passing, RowWorker.Input input) {
    var row = passing;
    for (var method : methods) {
      row = method.original(row, input);
    }
    return column.original(row, input.row());
  }

  /** A row and its copies. Those that fill runs by themselves are made when they are to leave. */
  private final class Expanded implements RowWorker.Pending<Asked, MadeCopy> {
    private final RowWorker.Input input;
    private final Worker worker;
    private final Source source;
    private final int[] numbers;
    private final List<Asked> requests = new ArrayList<>();
    private List<MadeCopy> answers = List.of();

    Expanded(RowWorker.Input input, Worker worker) {
      this.input = input;
      this.worker = worker;
      this.source = layout.source(input.row(), annotating, codec);
      this.numbers = counts.of(input.row(), source.key());
      for (int method = 0, first = 1; method < numbers.length; first += numbers[method++]) {
        if (together(method)) {
          requests.addAll(asked(method, first, 0, numbers[method]));
        }
      }
    }

    /** Whether its copies are made together with those of other rows. */
    private boolean together(int method) {
      int batch = worker.batch(method);
      return batch > 1 && numbers[method] > 0 && numbers[method] <= batch;
    }

    /**
     * Requests for copies of a method.
     *
     * @param first number of its first copy
     * @param from index of the first that is asked for, among its copies
     */
    private List<Asked> asked(int method, int first, int from, int number) {
      var asked = new ArrayList<Asked>();
      for (int index = from; index < from + number; index++) {
        var draw = new DrawKey(layout.seed(), source.key(), first + index);
        var partners = methods.get(method).partnersOf(index, input.partners());
        asked.add(new Asked(method, new CopyMethod.Request(input.row(), source, draw, partners)));
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
      var lineage = layout.original(source.key(), source.sha256());
      return CopyRows.this.original(layout.original(input.row(), lineage), input);
    }

    private List<Row> rows(int method, MadeCopy made) {
      if (!(made instanceof MadeCopy.Missing missing)) {
        return List.of(row(method, made));
      }
      if (refusals.end()) {
        throw missing.cause();
      }
      return refusals.of(input.row(), missing.cause());
    }

    private Row row(int method, MadeCopy made) {
      var row = input.row();
      var copy =
          made.copy(
              source,
              methods.get(method).encoding(),
              lineage -> layout.continued(row, lineage),
              codec);
      var image = layout.image().copy(copy.encoded(), row, codec);
      var beside = annotating.changed(row, copy.annotations(), codec);
      var whole = made.row(layout.copy(beside, image, copy.lineage()));
      return column.copy(whole, row, method);
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
      private int first = 1; // number of the method's first copy
      private int next; // index among the method's copies
      private int answered; // of the answers, how many have left

      @Override
      Optional<List<Row>> more() {
        if (!begun) {
          begun = true;
          if (originals == Originals.STAY) {
            return Optional.of(List.of(original()));
          }
        }
        while (method < 0 || next == numbers[method]) {
          first += method < 0 ? 0 : numbers[method];
          next = 0;
          if (++method == numbers.length) {
            return Optional.empty();
          }
        }
        return Optional.of(together(method) ? answer() : run());
      }

      private List<Row> answer() {
        next++;
        return CopyRows.Expanded.this.rows(method, answers.get(answered++));
      }

      private List<Row> run() {
        int number = Math.min(worker.batch(method), numbers[method] - next);
        var asked = asked(method, first, next, number).stream().map(Asked::request).toList();
        next += number;
        var made = worker.make(method, asked);
        try {
          return made.stream()
              .flatMap(copy -> CopyRows.Expanded.this.rows(method, copy).stream())
              .toList();
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

  /** How many copies of a row each method makes: a pure function of the row and its key. */
  @FunctionalInterface
  public interface Counts extends Serializable {

    /**
     * One number for each method.
     *
     * @throws IllegalArgumentException if the row is of no class that is known
     */
    int[] of(Row row, String key);
  }
}
