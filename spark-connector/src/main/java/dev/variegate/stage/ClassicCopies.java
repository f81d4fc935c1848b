package dev.variegate.stage;

import dev.variegate.image.ImageCodec;
import dev.variegate.label.LabelRules;
import dev.variegate.op.BadReferenceException;
import dev.variegate.policy.Expansion;
import dev.variegate.policy.Policy;
import dev.variegate.policy.Sample;
import java.util.Optional;
import org.apache.spark.TaskContext;

/**
 * Copies that a policy changes.
 *
 * @param referencing what its steps make images like
 * @param rules what becomes of shapes that leave the image
 */
record ClassicCopies(
    Policy policy, Referencing referencing, LabelRules rules, OutputEncoding encoding)
    implements CopyMethod {

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    var expansion = new Expansion(policy, 0, Optional.empty(), codec);
    var finder = referencing.open(codec);
    return new OneByOne(request -> new MadeCopy.Changed(sample(request, expansion, finder)));
  }

  private Sample sample(CopyRequest request, Expansion expansion, Referencing.Finder finder) {
    try {
      return expansion
          .with(finder.of(request.row()))
          .sample(request.source(), rules, request.draw());
    } catch (BadReferenceException e) {
      throw referencing.told(e);
    }
  }
}
