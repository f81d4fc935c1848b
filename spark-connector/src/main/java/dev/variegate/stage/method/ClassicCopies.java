package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.label.LabelRules;
import dev.variegate.lineage.Sample;
import dev.variegate.op.BadReferenceException;
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
 * @param reducedDecode whether sources that a policy shrinks are decoded at a fraction of their
 *     scale
 */
public record ClassicCopies(
    Policy policy,
    ReferenceChoice referencing,
    LabelRules rules,
    OutputEncoding encoding,
    boolean reducedDecode)
    implements CopyMethod {

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    var expansion =
        new PolicyAugmenter(policy, 0, Optional.empty(), codec).withReducedDecode(reducedDecode);
    var finder = referencing.open(codec);
    return new CopyMethod.Unbatched(
        request -> new MadeCopy.Changed(sample(request, expansion, finder)));
  }

  private Sample sample(
      CopyMethod.Request request, PolicyAugmenter expansion, ReferenceChoice.Finder finder) {
    try {
      return expansion
          .with(finder.of(request.row()))
          .sample(request.source(), rules, request.draw());
    } catch (BadReferenceException e) {
      throw referencing.reported(e);
    }
  }
}
