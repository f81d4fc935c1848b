package dev.variegate.image;

/** Small pictures for tests, every sample different from its neighbours. */
final class Pictures {

  private Pictures() {}

  static Image gradient(int width, int height, int channels, SampleType type) {
    int samples = width * height * channels;
    return switch (type) {
      case UINT8 -> {
        var bytes = new byte[samples];
        for (int i = 0; i < samples; i++) {
          bytes[i] = (byte) (i * 7 + i / channels);
        }
        yield Image.ofBytes(width, height, channels, bytes);
      }
      case UINT16 -> {
        var shorts = new short[samples];
        for (int i = 0; i < samples; i++) {
          shorts[i] = (short) (i * 1777 + i / channels);
        }
        yield Image.ofShorts(width, height, channels, shorts);
      }
      case FLOAT32 -> {
        var floats = new float[samples];
        for (int i = 0; i < samples; i++) {
          floats[i] = (i * 7 % 256) / 255f;
        }
        yield Image.ofFloats(width, height, channels, floats);
      }
    };
  }
}
