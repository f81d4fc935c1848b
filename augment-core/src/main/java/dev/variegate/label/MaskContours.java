package dev.variegate.label;

import dev.variegate.image.Size;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the edges of pixels about the parts of a mask, with the inside to the right. Pixels that
 * touch at a corner only are parts of their own.
 */
final class MaskContours {

  private static final int EAST = 0;
  private static final int SOUTH = 1;
  private static final int WEST = 2;
  private static final int NORTH = 3;
  private static final int[] ACROSS = {1, 0, -1, 0};
  private static final int[] DOWN = {0, 1, 0, -1};

  private final Size size;
  private final BitSet inside;
  private final BitSet followed = new BitSet();

  /** The ring that runs along the left edge of a pixel. */
  private final Map<Integer, Ring> lefts = new HashMap<>();

  /**
   * @param inside the pixels, line by line
   */
  MaskContours(Size size, BitSet inside) {
    this.size = size;
    this.inside = inside;
  }

  List<Polygon> trace() {
    var rings = new ArrayList<Ring>();
    for (int pixel = inside.nextSetBit(0); pixel >= 0; pixel = inside.nextSetBit(pixel + 1)) {
      int x = pixel % size.width();
      int y = pixel / size.width();
      if (isEdge(x, y, EAST) && !followed.get(pixel)) {
        rings.add(follow(x, y));
      }
    }
    rings.stream().filter(Ring::isHole).forEach(hole -> outer(hole).join(hole));
    return rings.stream()
        .filter(ring -> !ring.isHole())
        .map(ring -> new Polygon(ring.joined))
        .toList();
  }

  private Ring follow(int startX, int startY) {
    var ring = new Ring();
    int x = startX;
    int y = startY;
    int direction = EAST;
    do {
      ring.step(x, y, direction);
      if (direction == EAST) {
        followed.set(y * size.width() + x);
      } else if (direction == NORTH) {
        lefts.put((y - 1) * size.width() + x, ring);
      }
      x += ACROSS[direction];
      y += DOWN[direction];
      int next = turn(x, y, direction);
      if (next != direction) {
        ring.points.add(new Point(x, y));
      }
      direction = next;
    } while (x != startX || y != startY || direction != EAST);
    Collections.rotate(ring.points, 1); // the start is the corner that comes last
    ring.joined.addAll(ring.points);
    return ring;
  }

  /** To the right where that is an edge, so that parts that touch at a corner stay apart. */
  private int turn(int x, int y, int direction) {
    int right = (direction + 1) % 4;
    if (isEdge(x, y, right)) {
      return right;
    }
    return isEdge(x, y, direction) ? direction : (direction + 3) % 4;
  }

  /** Whether an edge leads from a corner of pixels into this direction. */
  private boolean isEdge(int x, int y, int direction) {
    return switch (direction) {
      case EAST -> isIn(x, y) && !isIn(x, y - 1);
      case SOUTH -> isIn(x - 1, y) && !isIn(x, y);
      case WEST -> isIn(x - 1, y - 1) && !isIn(x - 1, y);
      default -> isIn(x, y - 1) && !isIn(x - 1, y - 1);
    };
  }

  private boolean isIn(int x, int y) {
    return x >= 0
        && y >= 0
        && x < size.width()
        && y < size.height()
        && inside.get(y * size.width() + x);
  }

  /** The ring about the part that a hole is in: each step leads to a ring further left. */
  private Ring outer(Ring hole) {
    var ring = hole;
    while (ring.isHole()) {
      int line = ring.leftY * size.width();
      int left = Math.max(line, inside.previousClearBit(line + ring.leftX - 1) + 1);
      ring = lefts.get(left);
    }
    return ring;
  }

  /** A closed line; clockwise as seen about a part, the other way about a hole. */
  private static final class Ring {
    private final List<Point> points = new ArrayList<>();
    private final List<Point> joined = new ArrayList<>();
    private long area;
    private int leftX = Integer.MAX_VALUE;
    private int leftY;

    void step(int x, int y, int direction) {
      area += (long) x * DOWN[direction] - (long) y * ACROSS[direction];
      if (direction == SOUTH && x < leftX) {
        leftX = x;
        leftY = y;
      }
    }

    boolean isHole() {
      return area < 0;
    }

    void join(Ring hole) {
      joined.add(points.get(0));
      joined.addAll(hole.points);
      joined.add(hole.points.get(0));
    }
  }
}
