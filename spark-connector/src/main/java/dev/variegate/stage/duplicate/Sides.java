package dev.variegate.stage.duplicate;

import java.io.Serializable;

/**
 * Which images are compared: never two of one side.
 *
 * @param one side; others count as one
 * @param all whether each side counts by itself
 */
record Sides(String one, boolean all) implements Serializable {

  /** What counts of a side: images at two such places are compared. */
  String place(String side) {
    return all ? side : Boolean.toString(one.equals(side));
  }
}
