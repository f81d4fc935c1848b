package dev.variegate.op;

import dev.variegate.image.Image;
import dev.variegate.image.Size;

/** A primitive form to which steps are lowered, so that neighbours of one form can be fused. */
public interface Form {

  /** The size of the result for a picture of this size. */
  Size sizeAfter(Size before);

  /**
   * Makes the changed picture; the input is left as it was and stays open; the caller closes the
   * result.
   */
  Image apply(Image image);
}
