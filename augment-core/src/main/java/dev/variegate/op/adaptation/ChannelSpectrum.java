package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.DFT_COMPLEX_OUTPUT;
import static org.bytedeco.opencv.global.opencv_core.DFT_INVERSE;
import static org.bytedeco.opencv.global.opencv_core.DFT_REAL_OUTPUT;
import static org.bytedeco.opencv.global.opencv_core.DFT_SCALE;
import static org.bytedeco.opencv.global.opencv_core.dft;

import dev.variegate.image.SampleType;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The discrete Fourier transform of one channel at its very size: padding to a faster one would
 * move the frequencies.
 */
final class ChannelSpectrum implements AutoCloseable {

  private final Mat spectrum;
  private final FloatBuffer numbers;

  private ChannelSpectrum(Mat spectrum) {
    this.spectrum = spectrum;
    this.numbers = spectrum.createBuffer();
  }

  static ChannelSpectrum of(Mat plane, SampleType type) {
    var spectrum = new Mat();
    try (var fractions = new Mat()) {
      plane.convertTo(fractions, CV_32F, 1 / type.white(), 0);
      dft(fractions, spectrum, DFT_COMPLEX_OUTPUT, 0);
    }
    return new ChannelSpectrum(spectrum);
  }

  /** Amplitudes of frequencies from -reach to reach both ways, row by row. */
  float[] amplitudes(int reach) {
    var amplitudes = new float[(2 * reach + 1) * (2 * reach + 1)];
    int next = 0;
    for (int down = -reach; down <= reach; down++) {
      for (int across = -reach; across <= reach; across++) {
        int at = place(down, across);
        amplitudes[next++] = (float) Math.hypot(numbers.get(at), numbers.get(at + 1));
      }
    }
    return amplitudes;
  }

  /** Gives one frequency another amplitude; its phase stays, that of nothing is 0. */
  void amplify(int down, int across, float amplitude) {
    int at = place(down, across);
    double now = Math.hypot(numbers.get(at), numbers.get(at + 1));
    numbers.put(at, (float) (now == 0 ? amplitude : numbers.get(at) * (amplitude / now)));
    numbers.put(at + 1, (float) (now == 0 ? 0 : numbers.get(at + 1) * (amplitude / now)));
  }

  private int place(int down, int across) {
    int row = Math.floorMod(down, spectrum.rows());
    return 2 * (row * spectrum.cols() + Math.floorMod(across, spectrum.cols()));
  }

  /** The channel in fractions; the caller closes it. */
  Mat fractions() {
    var fractions = new Mat();
    dft(spectrum, fractions, DFT_INVERSE | DFT_REAL_OUTPUT | DFT_SCALE, 0);
    return fractions;
  }

  @Override
  public void close() {
    spectrum.close();
  }
}
