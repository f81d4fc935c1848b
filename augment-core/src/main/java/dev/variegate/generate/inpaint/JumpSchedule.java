package dev.variegate.generate.inpaint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The order of RePaint's steps: from noise to image, with jumps back into the noise that are gone
 * through again (Lugmayr et al., "RePaint: Inpainting using Denoising Diffusion Probabilistic
 * Models", 2022, appendix B).
 */
final class JumpSchedule {

  /** A step nearer to the image, or one back into the noise. */
  enum Move {
    DENOISE,
    NOISE
  }

  private JumpSchedule() {}

  /**
   * All moves in order.
   *
   * @param steps from noise to image without jumps
   * @param length steps of one jump back
   * @param resamplings how often each stretch of the length of a jump is repeated, 1 for no jumps
   */
  static List<Move> of(int steps, int length, int resamplings) {
    var left = new HashMap<Integer, Integer>();
    for (int place = 0; place < steps - length; place += length) {
      left.put(place, resamplings - 1);
    }
    var moves = new ArrayList<Move>();
    int place = steps - 1; // steps that remain after the present one
    while (place >= 0) {
      moves.add(Move.DENOISE);
      place--;
      if (left.getOrDefault(place, 0) > 0) {
        left.merge(place, -1, Integer::sum);
        for (int i = 0; i < length; i++) {
          moves.add(Move.NOISE);
        }
        place += length;
      }
    }
    return List.copyOf(moves);
  }
}
