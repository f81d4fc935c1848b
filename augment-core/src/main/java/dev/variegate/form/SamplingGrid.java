package dev.variegate.form;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.perspectiveTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import dev.variegate.image.Border;
import dev.variegate.image.Size;
import dev.variegate.pixel.Homography;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Which place of the source each pixel of a result shows, when the pixels have gone through a chain
 * of motions: the chain is walked backwards.
 */
public final class SamplingGrid {

  private SamplingGrid() {}

  /**
   * Two floats for each pixel of the result, right and down in pixels; the caller closes them.
   *
   * @param motions from source to destination
   * @param output the size of the result
   */
  static Mat of(List<Displacement> motions, Size output) {
    int left = motions.size();
    var start = Homography.IDENTITY;
    while (left > 0 && motions.get(left - 1) instanceof Displacement.Straight straight) {
      start = start.then(straight.matrix().inverse());
      left--;
    }
    boolean untouched = left == motions.size();
    var places = grid(start, output);
    for (int i = left - 1; i >= 0; i--) {
      var before = places;
      try (before) {
        places =
            motions.get(i) instanceof Displacement.Dense dense
                ? moved(before, dense, untouched)
                : mapped(before, ((Displacement.Straight) motions.get(i)).matrix().inverse());
      }
      untouched = false;
    }
    return places;
  }

  /** Where a straight map takes each pixel of an image. */
  private static Mat grid(Homography map, Size size) {
    var places = new float[Math.toIntExact(2 * size.pixels())];
    int at = 0;
    for (int y = 0; y < size.height(); y++) {
      double startX = map.xy() * y + map.x1();
      double startY = map.yy() * y + map.y1();
      double startW = map.wy() * y + map.w1();
      for (int x = 0; x < size.width(); x++) {
        double w = map.wx() * x + startW;
        places[at++] = (float) ((map.xx() * x + startX) / w);
        places[at++] = (float) ((map.yx() * x + startY) / w);
      }
    }
    return matrix(size, places);
  }

  /** A matrix of two floats for each pixel, row by row. */
  public static Mat matrix(Size size, float... pairs) {
    var matrix = new Mat(size.height(), size.width(), CV_32FC2);
    try (var data = new FloatPointer(matrix.data())) {
      data.put(pairs, 0, pairs.length);
    }
    return matrix;
  }

  private static Mat moved(Mat places, Displacement.Dense dense, boolean untouched) {
    var result = new Mat();
    try (var offsets = dense.offsets().of(dense.size())) {
      if (untouched) {
        add(places, offsets, result);
      } else {
        try (var sampled = Remap.of(offsets, places, INTER_LINEAR, Border.REPLICATE)) {
          add(places, sampled, result);
        }
      }
    }
    return result;
  }

  private static Mat mapped(Mat places, Homography map) {
    var result = new Mat();
    try (var rows = new DoublePointer(map.rows());
        var matrix = new Mat(3, 3, CV_64F, rows)) {
      perspectiveTransform(places, result, matrix);
    }
    return result;
  }
}
