package dev.variegate.label;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something in an image and what it is called.
 *
 * @param shape a box, a polygon or a point
 * @param label any text; it goes wherever the shape goes
 * @param object number of the instance that it belongs to, the same for the box, the polygons and
 *     the points of one instance in one image; {@link #ALONE} for a shape that is tied to no other
 * @param attributes what else is known, by names such as those of {@link Attributes}; sorted
 */
public record LabeledShape<S extends Serializable>(
    S shape, String label, int object, Map<String, String> attributes) implements Serializable {

  /** The number of a shape that is tied to no other. */
  public static final int ALONE = -1;

  public LabeledShape {
    if (object < ALONE) {
      throw new IllegalArgumentException(
          "Object is %d but must be at least 0, or null where a shape stands alone; number the instances of an image from 0"
              .formatted(object));
    }
    attributes =
        attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** A shape without attributes. */
  public LabeledShape(S shape, String label, int object) {
    this(shape, label, object, Map.of());
  }

  /** A shape that is tied to no other. */
  public LabeledShape(S shape, String label) {
    this(shape, label, ALONE);
  }
}
