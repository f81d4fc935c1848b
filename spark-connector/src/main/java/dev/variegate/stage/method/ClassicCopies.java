package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.JpegTransform;
import dev.variegate.label.LabelRules;
import dev.variegate.op.BadReferenceException;
import dev.variegate.policy.JpegOptions;
import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OutputEncoding;
import java.util.Optional;
import org.apache.spark.TaskContext;

/**
 * Copies that a policy changes.
 *
 * @param referencing what its steps make images like
 * @param rules what happens to shapes that leave the image
 * @param options how far a JPEG is decoded
 */
public record ClassicCopies(
    Policy policy,
    ReferenceChoice referencing,
    LabelRules rules,
    OutputEncoding encoding,
    JpegOptions options)
    implements CopyMethod {

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    if (options.losslessJpeg()) {
      JpegTransform.requireLibrary();
    }
    var expansion = new PolicyAugmenter(policy, 0, Optional.empty(), codec).with(options);
    var finder = referencing.open(codec);
    return new CopyMethod.Unbatched(request -> made(request, expansion, finder));
  }

  private MadeCopy made(
      CopyMethod.Request request, PolicyAugmenter expansion, ReferenceChoice.Finder finder) {
    try {
      var drawn =
          expansion
              .with(finder.of(request.row()))
              .draw(request.source(), rules, request.draw(), request.alone());
      return drawn
          .lossless(encoding.of(request.source().encoded()))
          .<MadeCopy>map(MadeCopy.Encoded::new)
          .orElseGet(
              () -> new MadeCopy.Changed(request.alone() ? drawn.sampleAlone() : drawn.sample()));
    } catch (BadReferenceException e) {
      throw referencing.reported(e);
    }
  }
}
