package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.image.Image;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PartnerRingReader.Member;
import dev.variegate.stage.row.RowWorker;
import java.io.Serializable;
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
 * @param labels what happens to labels
 * @param dropped columns that are null beside made images, for nothing in them fits these
 */
public record GeneratedCopies(
    Opener opener,
    Companions companions,
    CopyLabels labels,
    List<Integer> dropped,
    Device device,
    OutputEncoding encoding)
    implements CopyMethod {

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
  public Row original(Row passing, RowWorker.Input input) {
    return companions.reported(passing, input.partners());
  }

  private Row columns(Row made, CopyMethod.Request request) {
    var reported = companions.reported(made, request.partners());
    if (dropped.isEmpty()) {
      return reported;
    }
    var values = new Object[reported.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = dropped.contains(i) ? null : reported.get(i);
    }
    return RowFactory.create(values);
  }

  private final class Generating implements Copier {
    private final ImageGenerator generator;
    private final ImageCodec codec;

    Generating(ImageGenerator generator, ImageCodec codec) {
      this.generator = generator;
      this.codec = codec;
    }

    @Override
    public int batch() {
      return generator.batch();
    }

    @Override
    public List<MadeCopy> make(List<CopyMethod.Request> requests) {
      var asked = new ArrayList<ImageRequest>();
      try {
        requests.forEach(request -> asked.add(asked(request)));
        return made(requests, asked, samples(asked));
      } finally {
        asked.forEach(request -> request.companion().ifPresent(Image::close));
      }
    }

    private ImageRequest asked(CopyMethod.Request request) {
      var source = request.source();
      var image = source.image(); // what is not an image is reported before anything is made
      return new ImageRequest(
          image, source.sha256(), request.draw(), companions.of(request, codec));
    }

    private List<Sample> samples(List<ImageRequest> asked) {
      List<Sample> samples;
      try {
        samples = generator.make(asked);
      } catch (RuntimeException e) {
        throw OpenCvFailure.translate(e, asked.get(0).image().size());
      }
      if (samples.size() != asked.size()) { // or copies would be lost, silently
        samples.forEach(Sample::close);
        throw new IllegalStateException(
            "Generator made %d images but must make %d, one for each request; correct it"
                .formatted(samples.size(), asked.size()));
      }
      return samples;
    }

    private List<MadeCopy> made(
        List<CopyMethod.Request> requests, List<ImageRequest> asked, List<Sample> samples) {
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

  /** Opens what remakes images, in the task that uses it; networks are shared by the tasks. */
  @FunctionalInterface
  public interface Opener extends Serializable {
    ImageGenerator open(ComputeOptions compute);
  }
}
