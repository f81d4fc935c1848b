package dev.variegate.generate.inpaint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.image.Image;
import dev.variegate.model.ModelBundle;
import java.util.List;
import java.util.Optional;

/** A way to fill holes; what it makes outside of them is of no matter. */
interface HoleFiller extends AutoCloseable {

  /**
   * One image for each given one, in order and of its size, of any channels and sample type; the
   * caller closes them, and what it gave.
   *
   * @param masks 8-bit gray, 255 in the hole, each of its image's size
   * @throws IllegalArgumentException if an image or a mask cannot be used; nothing is left open
   */
  List<Image> fill(List<Image> images, List<Image> masks);

  /** How many images fill whole runs. */
  int batch();

  /** Writes down its settings. */
  void note(ObjectNode step);

  /** The model that fills, if one does. */
  Optional<ModelBundle> bundle();

  @Override
  void close();
}
