package dev.variegate.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run that fills an output folder: it writes into a folder of its own within, and its commit
 * renames what lies there into place.
 *
 * <p>The mark in the output folder names the run that may commit, which is the last that began. To
 * begin is to write the mark, and then to take the folders of all older runs away, whether their
 * drivers live or not. A commit compares the mark and from then on only renames out of its own
 * folder, so that it shows nothing more once a later run has begun. Between the two it deletes what
 * an earlier run left, now that the new files are complete; the file {@code _SUCCESS} comes last.
 *
 * <p>This needs a file system with an atomic rename, such as HDFS or a local disk. On an object
 * store, where a rename copies, only the lists of an output lie in the run's folder; its images are
 * uploads (see {@link StoreCommit}) that the commit completes in place of the renames, and that a
 * later run ends where it would take a folder away.
 */
public final class OutputRun {

  private static final Logger LOG = LoggerFactory.getLogger(OutputRun.class);

  private final FileSystemPath output;
  private final OutputMark mark;
  private final FileSystemPath own;
  private final boolean adds;
  private final String input;
  private final Optional<StoreCommit> store;

  private OutputRun(
      FileSystemPath output,
      OutputMark mark,
      FileSystemPath own,
      boolean adds,
      String input,
      Optional<StoreCommit> store) {
    this.output = output;
    this.mark = mark;
    this.own = own;
    this.adds = adds;
    this.input = input;
    this.store = store;
  }

  /**
   * Takes the output over.
   *
   * @param isNew whether nothing lay there: then a mark that is there now is another run's
   */
  static OutputRun begin(
      FileSystemPath output, String fingerprint, boolean isNew, Configuration hadoop)
      throws IOException {
    var run = of(output, OutputMark.of(fingerprint), false, hadoop);
    run.mark.write(output.child(OutputFolder.MARK), isNew);
    var folders = new RunFolders(output);
    var older = folders.list();
    run.requireOwn(); // a run makes its folder after its mark: all that were listed are older
    for (var folder : older) {
      folders.remove(folder);
    }
    run.endUploads();
    return run;
  }

  private static OutputRun of(
      FileSystemPath output, OutputMark mark, boolean adds, Configuration hadoop)
      throws IOException {
    var own = new RunFolders(output).of(mark.run());
    return new OutputRun(output, mark, own, adds, "", StoreCommit.of(own.path(), hadoop));
  }

  /** A run whose files come beside those that are there; it takes nothing over. */
  static OutputRun beside(FileSystemPath output, Configuration hadoop) throws IOException {
    return of(output, OutputMark.of(""), true, hadoop);
  }

  /** The same run, with what it is made of in words, for {@link OutputFolder#madeOf}. */
  public OutputRun of(String input) {
    return new OutputRun(output, mark, own, adds, input, store);
  }

  /** The folder that the files are written into first; it is made with the first of them. */
  String path() {
    return own.toString();
  }

  /** Lets a sink write the rows, and commits them. */
  public void write(ImageSink sink, Dataset<Row> rows) {
    write(sink, () -> rows);
  }

  /** Lets a sink write the rows, which are asked for here, and commits them. */
  public void write(ImageSink sink, Supplier<Dataset<Row>> rows) {
    write(sink, rows, () -> true);
  }

  /**
   * Lets a sink write the rows, and commits them.
   *
   * @param rows are asked for here, so that a run whose rows cannot be made leaves no mark
   * @param check looks at what was written; where it throws, nothing of this run is visible
   * @return what the check returns
   * @throws IllegalStateException if another run has begun since; nothing of this one is visible
   */
  public <T> T write(ImageSink sink, Supplier<Dataset<Row>> rows, Supplier<T> check) {
    try {
      sink.writeTo(rows.get(), path());
      var checked = check.get();
      commit();
      return checked;
    } catch (Exception | Error e) { // Spark throws checked ones that its signatures hide
      if (isLost()) {
        throw lost(e);
      }
      throw e;
    } finally {
      discard();
    }
  }

  /** Makes visible what was written, if this run is still the one that may. */
  void commit() {
    FileSystemPath.ask(
        () -> {
          new OutputMark(mark.fingerprint(), "", input)
              .write(own.child(OutputFolder.SUCCESS), true);
          var written = written();
          var unstopped = new ShutdownGuard();
          try {
            requireOwn();
            if (!adds) {
              clear();
            }
            if (store.isPresent()) {
              store.get().complete();
            }
            for (var child : written) {
              requireOwn();
              move(child);
            }
          } finally {
            unstopped.close();
          }
          return true;
        });
  }

  /** Everything in the run's own folder, the sign of success last. */
  private List<Path> written() throws IOException {
    var children = new ArrayList<Path>();
    for (var child : own.fs().listStatus(own.path())) {
      if (!RunFolders.isOfCommitter(child.getPath())) {
        children.add(child.getPath());
      }
    }
    var success = own.child(OutputFolder.SUCCESS);
    children.remove(success.path());
    if (!adds || !output.child(OutputFolder.SUCCESS).exists()) {
      children.add(success.path());
    }
    return children;
  }

  /** First the sign of success: whoever stops in the middle leaves the output unfinished. */
  private void clear() throws IOException {
    output.fs().delete(output.child(OutputFolder.SUCCESS).path(), false);
    for (var child : new RunFolders(output).others()) {
      if (!child.getName().equals(OutputFolder.MARK)) {
        output.fs().delete(child, true);
      }
    }
  }

  private void move(Path child) throws IOException {
    var target = output.child(child.getName());
    if (target.exists() || !output.fs().rename(child, target.path())) {
      throw new IOException("\"%s\" cannot be renamed to \"%s\"".formatted(child, target));
    }
  }

  /** Only of the run that may commit: they could be those of a later one. */
  private void endUploads() throws IOException {
    if (store.isPresent() && !adds && isOwn()) {
      StoreCommit.endUploads(output);
    }
  }

  private void requireOwn() throws IOException {
    if (!isOwn()) {
      throw lost(null);
    }
  }

  private boolean isOwn() throws IOException {
    return adds || OutputMark.read(output.child(OutputFolder.MARK)).equals(mark);
  }

  /** Whether that is why the run failed: without its folder, a task fails in many words. */
  private boolean isLost() {
    try {
      return !isOwn();
    } catch (IOException e) {
      LOG.debug("the mark of {} cannot be read", output, e);
      return false;
    }
  }

  private IllegalStateException lost(Throwable cause) {
    return new IllegalStateException(
        "output \"%s\" was taken over by a run that began later, of two runs on one output only the later may write; nothing of this run is visible, give each job an output of its own"
            .formatted(output),
        cause);
  }

  /**
   * Deletes what the run alone needed, and a mark that says nothing. What cannot be deleted, as
   * where a task outlives its run and writes on, the next run deletes.
   */
  private void discard() {
    if (store.isPresent()) {
      tryTo("end its uploads", store.get()::abort);
    }
    tryTo("delete its files", () -> output.fs().delete(own.path(), true));
    tryTo("end other uploads", this::endUploads);
    tryTo("delete its mark", this::unmark);
  }

  /** Where there is no output, or it has no fingerprint. */
  private void unmark() throws IOException {
    boolean alone = new RunFolders(output).others().size() == 1;
    if (!adds && (alone || mark.fingerprint().isEmpty()) && isOwn()) {
      output.fs().delete(output.child(OutputFolder.MARK).path(), false);
    }
  }

  private void tryTo(String what, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} cannot {}", own, what, e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
