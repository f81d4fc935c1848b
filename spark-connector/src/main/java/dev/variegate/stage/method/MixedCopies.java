package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.lineage.Source;
import dev.variegate.mix.MixedSample;
import dev.variegate.mix.Mixer;
import dev.variegate.stage.param.MixParams;
import dev.variegate.stage.row.AnnotationColumns;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PartnerRingReader.Member;
import dev.variegate.stage.row.RowWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * Copies that are mixed with the images of other rows.
 *
 * @param annotating what goes with the images
 * @param mixture text of the mixtures
 * @param group column of classes where partners have to be of one class, or -1
 */
public record MixedCopies(
    Layout layout,
    AnnotationColumns annotating,
    MixedClasses classes,
    String mixture,
    int group,
    OutputEncoding encoding)
    implements CopyMethod {

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    var mixer = mixer(codec);
    return new CopyMethod.Unbatched(request -> made(request, mixer, codec));
  }

  private Mixer mixer(ImageCodec codec) {
    return new Mixer(MixParams.mixtures(mixture), layout.seed(), Optional.empty(), codec);
  }

  @Override
  public int partners(int copies) {
    return copies * mixer(new ImageCodec()).partners();
  }

  @Override
  public boolean partnersOfOneClass() {
    return group >= 0;
  }

  @Override
  public Row original(Row passing, RowWorker.Input input) {
    return classes.withClasses(passing);
  }

  private MadeCopy made(CopyMethod.Request request, Mixer mixer, ImageCodec codec) {
    if (group >= 0 && request.row().isNullAt(group)) {
      throw new IllegalArgumentException(
          "Class is null but must be there where partners are of the same class; fill it or drop the row");
    }
    var partners = new ArrayList<Source>();
    try {
      request.partners().forEach(member -> partners.add(partner(member, codec)));
      var mixed = mixed(request, partners, mixer);
      var rows =
          Stream.concat(Stream.of(request.row()), request.partners().stream().map(Member::row))
              .toList();
      return new MadeCopy.Changed(mixed.sample(), row -> classes.withClasses(row, rows, mixed));
    } finally {
      partners.forEach(Source::close);
    }
  }

  private MixedSample mixed(CopyMethod.Request request, List<Source> partners, Mixer mixer) {
    request.source().decoded();
    try {
      return mixer.mix(request.source(), partners, annotating.rules(), request.draw());
    } catch (IllegalArgumentException e) { // they do not go together
      throw new CopyMethod.BadPartnerException(e.getMessage(), e);
    }
  }

  private Source partner(Member member, ImageCodec codec) {
    try {
      return layout.source(member.row(), annotating, codec).decoded();
    } catch (BadImageException | IllegalArgumentException e) {
      throw new CopyMethod.BadPartnerException(
          "Partner %s cannot be used: %s; fix or drop that row"
              .formatted(member.key(), e.getMessage()),
          e);
    }
  }
}
