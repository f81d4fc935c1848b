package dev.variegate.generate.inpaint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.image.Image;
import dev.variegate.model.ModelBundle;
import java.util.List;
import java.util.Optional;

/** A way to fill holes; what it makes outside of them is of no matter. */
interface HoleFiller extends AutoCloseable {

  /**
   * One picture for each given one, in order and of its size, of any channels and sample type; the
   * caller closes them, and what it gave.
   *
   * @param masks 8-bit grey, 255 in the hole, each of its picture's size
   * @throws IllegalArgumentException if a picture or a mask cannot be used; nothing is left open
   */
  List<Image> fill(List<Image> pictures, List<Image> masks);

  /** How many pictures fill whole runs. */
  int batch();

  /** Writes down its settings. */
  void note(ObjectNode step);

  /** The model that fills, if one does. */
  Optional<ModelBundle> bundle();

  @Override
  void close();
}
