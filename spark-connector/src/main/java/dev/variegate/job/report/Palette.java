package dev.variegate.job.report;

/** The color that stands for a method in sheet and page, 0xRRGGBB. */
final class Palette {

  private Palette() {}

  static int of(String method) {
    return switch (method) {
      case "original" -> 0x5f6368;
      case "classic" -> 0x1a73e8;
      case "sample" -> 0xe8710a;
      default -> 0x9334e6;
    };
  }

  static String css(String method) {
    return "#%06x".formatted(of(method));
  }
}
