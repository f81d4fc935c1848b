package dev.variegate.form;

import dev.variegate.image.Size;
import java.io.Serializable;

/** What was drawn: numbers fixed, no chance left. A record, so that its text is the provenance. */
public interface Step extends Serializable {

  /** This step in its primitive form for an image of the given size; pure. */
  Form lower(Size size);
}
