package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.Lineage;
import dev.variegate.stage.param.EncodingChoice;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OneByOne;
import dev.variegate.stage.row.OutputEncoding;
import org.apache.spark.TaskContext;

/** The same bytes again: the control that any augmentation has to beat. */
public record Oversampling() implements CopyMethod {

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
