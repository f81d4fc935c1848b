package dev.variegate.stage;

import dev.variegate.generate.ClassScores;
import dev.variegate.generate.Classifier;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.model.BadOutputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Adds a classifier's scores to each row, in batches of the model.
 *
 * @param prediction column of classes
 * @param probability column of probabilities
 * @param features column of features, or -1
 */
record ClassifiedRows(
    AddedColumns columns,
    ModelAddress model,
    Device device,
    int prediction,
    int probability,
    int features)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    var task = TaskContext.get();
    OpenCvThreads.limit(task.cpus());
    var classifier = Classifier.open(model.open(), device.compute(task));
    TaskCompletionListener release = ended -> classifier.close();
    task.addTaskCompletionListener(release);
    return new Groups(rows, classifier);
  }

  private final class Groups implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Classifier classifier;
    private Iterator<Row> classified = Collections.emptyIterator();

    Groups(Iterator<Row> rows, Classifier classifier) {
      this.rows = rows;
      this.classifier = classifier;
    }

    @Override
    public boolean hasNext() {
      while (!classified.hasNext() && rows.hasNext()) {
        classified = group().iterator();
      }
      return classified.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("No row is left");
      }
      return classified.next();
    }

    private List<Row> group() {
      var group = new ArrayList<Entry>();
      try {
        while (rows.hasNext() && group.size() < classifier.model().batch()) {
          group.add(entry(rows.next()));
        }
        return classified(group);
      } finally {
        group.forEach(entry -> entry.image.ifPresent(Image::close));
      }
    }

    private List<Row> classified(List<Entry> group) {
      var done = new ArrayList<Row>();
      try {
        var pictures = group.stream().flatMap(entry -> entry.image.stream()).toList();
        var scores = classifier.classify(pictures).iterator();
        for (var entry : group) {
          done.addAll(entry.image.isPresent() ? List.of(row(entry, scores.next())) : entry.instead);
        }
      } catch (BadOutputException e) {
        if (group.size() == 1) {
          return columns.refused(group.get(0).row, e);
        }
        group.forEach(one -> done.addAll(classified(List.of(one)))); // which shows whose it is
      }
      return done;
    }

    private Entry entry(Row row) {
      if (columns.refusedBefore(row)) {
        return new Entry(row, Optional.empty(), List.of(RowFactory.create(columns.values(row))));
      }
      try (var picture = columns.picture().decoded(row, columns.codec())) {
        return new Entry(row, Optional.of(classifier.fitted(picture)), List.of());
      } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
        return new Entry(row, Optional.empty(), columns.refused(row, e));
      }
    }

    private Row row(Entry entry, ClassScores scores) {
      var values = columns.values(entry.row);
      values[prediction] = scores.label();
      values[probability] = Vectors.dense(scores.probabilities());
      if (features >= 0) {
        values[features] = Vectors.dense(doubles(scores.features()));
      }
      return RowFactory.create(values);
    }
  }

  private static double[] doubles(float[] values) {
    var doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** A row with its picture as the network takes it, or with what takes the row's place. */
  private record Entry(Row row, Optional<Image> image, List<Row> instead) {}
}
