package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.Sampler;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.LabelType;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PlanColumn;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Makes rows of new images from the numbers of their batches; images count through all classes. A
 * pure function of the number, so that partitions, batches and retries change no byte.
 *
 * @param label column of classes, or -1
 * @param outputLabel class of images that none was asked for; "" for null
 * @param keyPrefix images are named {@code prefix/class/number}, or without the class
 * @param encoding how images are encoded; "same" is PNG, for there is no source
 * @param gate what judges images
 * @param column where a plan says what it takes rows for, if anywhere
 */
public record SampledRows(
    Layout layout,
    int label,
    LabelType labelType,
    ModelAddress model,
    SamplerOpener opener,
    Device device,
    List<ClassCount> counts,
    String outputLabel,
    String keyPrefix,
    OutputEncoding encoding,
    GateOpener gate,
    PlanColumn column)
    implements RowTask.Opener<Void, Void> {

  /** One, whatever a task may use: ONNX Runtime promises no equal bits on another number. */
  public static final int THREADS = 1;

  @Override
  public RowWorker<Void, Void> open(TaskContext task) {
    if (gate.leavesAllOut()) {
      return RowWorker.each(batch -> List.of());
    }
    var given = device.compute(task);
    var sampler = opener.open(model.open(), new ComputeOptions(THREADS, given.gpu()));
    var gates = gates(sampler);
    var draws = SampleDraws.gated(sampler, gates);
    var firsts = firsts();
    return RowWorker.each(
        batch -> rows(requests(batch.getLong(0), sampler, firsts), sampler, draws),
        () -> {
          try (sampler) {
            gates.close();
          }
        });
  }

  private ImageGates gates(Sampler sampler) {
    try {
      return gate.open();
    } catch (RuntimeException | Error e) {
      sampler.close();
      throw e;
    }
  }

  private List<SampleRequest> requests(
      long batch, Sampler sampler, NavigableMap<Long, ClassCount> firsts) {
    long size = sampler.model().batch();
    long first = batch * size;
    return LongStream.range(first, Math.min(total(counts), first + size))
        .mapToObj(number -> request(number, firsts.floorEntry(number)))
        .toList();
  }

  private List<Row> rows(
      List<SampleRequest> all, Sampler sampler, GatedDraws<SampleRequest, Sample> draws) {
    var codec = new ImageCodec();
    var requests = all.stream().filter(draws::draws).toList();
    var drawn = draws.draw(requests);
    try {
      var rows = new ArrayList<Row>();
      for (int i = 0; i < drawn.size(); i++) {
        var outcome = drawn.get(i).outcome();
        if (column.leaves(outcome)) {
          var copy = encoding.copy(drawn.get(i).last(), codec);
          var row = row(requests.get(i), copy, codec, sampler.model().labels());
          rows.add(column.sampled(row, requests.get(i).label(), outcome));
        }
      }
      return rows;
    } finally {
      drawn.forEach(each -> each.last().close());
    }
  }

  private Row row(
      SampleRequest request, EncodedSample image, ImageCodec codec, List<String> names) {
    var values = new Object[layout.schema().size()];
    values[layout.output()] = layout.image().value(image.encoded(), request.draw().key(), codec);
    values[layout.lineage()] = LineageColumn.row(image.lineage());
    var made = request.label().isEmpty() ? outputLabel : request.label();
    if (label >= 0 && !made.isEmpty()) {
      values[label] = labelType.value(made, names);
    }
    if (layout.key() >= 0) {
      values[layout.key()] = request.draw().key();
    }
    if (layout.split() >= 0) {
      values[layout.split()] = layout.trainValue();
    }
    return RowFactory.create(values);
  }

  /** Images of all classes together. */
  static long total(List<ClassCount> counts) {
    return counts.stream().mapToLong(ClassCount::number).sum();
  }

  /** Each class that gets images, by the number of its first. */
  private NavigableMap<Long, ClassCount> firsts() {
    var firsts = new TreeMap<Long, ClassCount>();
    long first = 0;
    for (var count : counts) {
      if (count.number() > 0) {
        firsts.put(first, count);
      }
      first += count.number();
    }
    return firsts;
  }

  private SampleRequest request(long number, Map.Entry<Long, ClassCount> of) {
    var label = of.getValue().label();
    var group = label.isEmpty() ? keyPrefix : keyPrefix + "/" + label;
    return new SampleRequest(group + "/" + (number - of.getKey()), 0, layout.seed(), label);
  }
}
