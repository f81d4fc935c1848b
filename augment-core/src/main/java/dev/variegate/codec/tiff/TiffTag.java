package dev.variegate.codec.tiff;

/** The tags of TIFF 6.0 that say how pixels are stored; EXIF shares the orientation. */
public enum TiffTag {
  WIDTH(256),
  HEIGHT(257),
  BITS(258),
  COMPRESSION(259),
  PHOTOMETRIC(262),
  FILL_ORDER(266),
  STRIP_OFFSETS(273),
  ORIENTATION(274),
  CHANNELS(277),
  STRIP_ROWS(278),
  STRIP_LENGTHS(279),
  PLANAR(284),
  PREDICTOR(317),
  COLOR_MAP(320),
  TILE_WIDTH(322),
  TILE_HEIGHT(323),
  TILE_OFFSETS(324),
  TILE_LENGTHS(325),
  /** What channels beyond those of the colors are: 1 is alpha that colors are multiplied by. */
  EXTRA_CHANNELS(338),
  SAMPLE_FORMAT(339),
  JPEG_TABLES(347),
  XMP(700),
  COLOR_PROFILE(34_675);

  private final int number;

  TiffTag(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
