package dev.variegate.stage;

import dev.variegate.image.ImageCodec;
import dev.variegate.policy.Lineage;
import org.apache.spark.TaskContext;

/** The same bytes again: the control that any augmentation has to beat. */
record Oversampling() implements CopyMethod {

  @Override
  public Copier open(TaskContext task, ImageCodec codec) {
    return new OneByOne(
        request ->
            new MadeCopy.Same(Lineage.oversample(request.draw(), request.source().sha256())));
  }

  @Override
  public OutputEncoding encoding() {
    return new OutputEncoding(EncodingChoice.SAME, false); // nothing is encoded
  }
}
