package dev.variegate.policy;

import dev.variegate.image.Image;

/** An image with all that operations change: colors, edges, fine lines, light and shade. */
public final class Scene {

  static final int WIDTH = 144;
  static final int HEIGHT = 108;

  private static final int HORIZON = 66;

  private Scene() {}

  /** A house under the sun beside a tree, and a color chart; 8-bit RGB. */
  public static Image draw() {
    var samples = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int rgb = color(i % WIDTH, i / WIDTH);
      samples[3 * i] = (byte) (rgb >> 16);
      samples[3 * i + 1] = (byte) (rgb >> 8);
      samples[3 * i + 2] = (byte) rgb;
    }
    return Image.ofBytes(WIDTH, HEIGHT, 3, samples);
  }

  /** A sky after sunset over a dark shore, as what other images may be made like. */
  public static Image dusk() {
    var samples = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int y = i / WIDTH;
      double down = (double) y / HEIGHT;
      double aside = Math.abs((double) (i % WIDTH) / WIDTH - 0.3);
      double glow = Math.max(0, 1 - 1.4 * Math.hypot(aside, 1.6 * (down - 0.6)));
      double shore = down > 0.72 ? 0.3 : 1;
      samples[3 * i] = (byte) (shore * (60 + 190 * glow));
      samples[3 * i + 1] = (byte) (shore * (35 + 105 * glow * glow));
      samples[3 * i + 2] = (byte) (shore * (95 - 50 * glow + 30 * (1 - down)));
    }
    return Image.ofBytes(WIDTH, HEIGHT, 3, samples);
  }

  private static int color(int x, int y) {
    if (y >= 94) {
      int[] chart = {
        0xd02c2c, 0xe8912a, 0xe8d840, 0x3f9c46, 0x2f6fc4, 0x7a3fa0, 0x202020, 0xf4f4f4
      };
      return chart[x * chart.length / WIDTH];
    }
    if (within(x - 112, y - 22, 11)) {
      return 0xfff0a0;
    }
    if (house(x, y)) {
      return houseColor(x, y);
    }
    if (within(x - 104, y - 58, 17)) {
      return (x + y) % 5 == 0 ? 0x1e6b2c : 0x2f8f3f;
    }
    if (x >= 101 && x < 107 && y >= 70 && y < 88) {
      return 0x6b4423;
    }
    return y < HORIZON ? sky(y) : grass(x, y);
  }

  private static boolean within(int x, int y, int radius) {
    return x * x + y * y <= radius * radius;
  }

  private static boolean house(int x, int y) {
    boolean walls = x >= 22 && x < 70 && y >= 46 && y < 86;
    boolean roof = y >= 26 && y < 46 && Math.abs(x - 46) <= (y - 25) * 3 / 2;
    return walls || roof;
  }

  private static int houseColor(int x, int y) {
    if (y < 46) {
      return y % 4 == 0 ? 0x7a1f1a : 0xb03a2e;
    }
    boolean window = ((x >= 28 && x < 38) || (x >= 54 && x < 64)) && y >= 52 && y < 64;
    if (window) {
      return (x - 28) % 26 == 4 || y == 57 ? 0xf4f4f4 : 0x27435f;
    }
    if (x >= 41 && x < 51 && y >= 66) {
      return 0x5a3a22;
    }
    return y % 5 == 0 || (x + y / 5 % 2 * 4) % 8 == 0 ? 0xcbb994 : 0xe6d7b8;
  }

  private static int sky(int y) {
    int fade = y * 80 / HORIZON;
    return 0x10000 * (90 + fade) + 0x100 * (150 + fade) + 225;
  }

  private static int grass(int x, int y) {
    int shade = (y - HORIZON) * 2 + (x * 7 + y * 3) % 11;
    return 0x10000 * (80 + shade) + 0x100 * (150 + shade / 2) + 60;
  }
}
