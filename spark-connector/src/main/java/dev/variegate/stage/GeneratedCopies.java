package dev.variegate.stage;

import dev.variegate.generate.PictureGenerator;
import dev.variegate.generate.PictureRequest;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.policy.Sample;
import dev.variegate.stage.RingWalk.Member;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Copies that a generator makes of images.
 *
 * @param opener of the generator
 * @param companions of the images
 * @param labels what becomes of labels
 * @param dropped columns that are null beside made images, for nothing in them fits these
 */
record GeneratedCopies(
    Opener opener,
    Companions companions,
    MadeLabels labels,
    List<Integer> dropped,
    Device device,
    OutputEncoding encoding)
    implements CopyMethod {

  /** The same, with further columns that are null beside made images. */
  GeneratedCopies dropping(List<Integer> further) {
    var all = new ArrayList<>(dropped);
    all.addAll(further);
    return new GeneratedCopies(opener, companions, labels, all, device, encoding);
  }

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    return new Generating(opener.open(device.compute(task)), codec);
  }

  @Override
  public int partners(int copies) {
    return companions.partners();
  }

  @Override
  public boolean partnersOfOneClass() {
    return companions.partners() > 0;
  }

  @Override
  public List<Member> partnersOf(int index, List<Member> all) {
    return all.subList(0, companions.partners()); // the same for all copies
  }

  @Override
  public Row original(Row passing, RowInput input) {
    return companions.told(passing, input.partners());
  }

  private Row columns(Row made, CopyRequest request) {
    var told = companions.told(made, request.partners());
    if (dropped.isEmpty()) {
      return told;
    }
    var values = new Object[told.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = dropped.contains(i) ? null : told.get(i);
    }
    return RowFactory.create(values);
  }

  private final class Generating implements Copier {
    private final PictureGenerator generator;
    private final ImageCodec codec;

    Generating(PictureGenerator generator, ImageCodec codec) {
      this.generator = generator;
      this.codec = codec;
    }

    @Override
    public int batch() {
      return generator.batch();
    }

    @Override
    public List<MadeCopy> make(List<CopyRequest> requests) {
      var asked = new ArrayList<PictureRequest>();
      try {
        requests.forEach(request -> asked.add(asked(request)));
        return made(requests, asked, samples(asked));
      } finally {
        asked.forEach(request -> request.companion().ifPresent(Image::close));
      }
    }

    private PictureRequest asked(CopyRequest request) {
      var source = request.source();
      var image = source.image(); // what is no image is told before anything is made
      return new PictureRequest(
          image, source.sha256(), request.draw(), companions.of(request, codec));
    }

    private List<Sample> samples(List<PictureRequest> asked) {
      try {
        return generator.make(asked);
      } catch (RuntimeException e) {
        throw OpenCvFailure.told(e, asked.get(0).picture().size());
      }
    }

    private List<MadeCopy> made(
        List<CopyRequest> requests, List<PictureRequest> asked, List<Sample> samples) {
      try {
        var made = new ArrayList<MadeCopy>();
        for (int i = 0; i < samples.size(); i++) {
          var request = requests.get(i);
          var image = samples.get(i).image();
          var annotations = labels.of(request.source(), asked.get(i).companion(), image, codec);
          made.add(
              new MadeCopy.Changed(
                  new Sample(image, samples.get(i).lineage(), annotations),
                  row -> columns(row, request)));
        }
        return made;
      } catch (RuntimeException | Error e) {
        samples.forEach(Sample::close);
        throw e;
      }
    }

    @Override
    public void close() {
      generator.close();
    }
  }
}
