package dev.variegate.base;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What Albumentations (2.0.8) and torchvision (transforms v2) call the operations, parameters and
 * keys of policy files, so that a message can name the word that is meant.
 */
public final class ForeignNames {

  /** By names in lower case without marks, what each may stand for, the likeliest first. */
  static final Map<String, List<String>> WORDS = new TreeMap<>();

  static {
    operations();
    put("some-of", "someof");
    put("one-of", "oneof choice oneorother");
    put("sequence", "compose sequential apply order");
    put("probability", "p prob alwaysapply");
    put("number", "n numops numlayers");
    parameters();
  }

  private ForeignNames() {}

  private static void operations() {
    put("flip", "horizontalflip verticalflip hflip vflip fliplr flipud");
    put("dihedral", "d4 squaresymmetry");
    put("rotate", "rotation saferotate");
    put("rotate90", "rot90");
    put("affine", "shiftscalerotate");
    put("translate", "shift translatex translatey");
    put("shear", "shearx sheary");
    put("scale", "zoom");
    put("crop", "centercrop croporpad");
    put("random-resized-crop", "resizedcrop sizedcrop");
    put("box-safe-crop", "sizedbboxsafecrop bboxsafecrop bboxsaferandomcrop ioucrop");
    put("letterbox", "longestmaxsize");
    put("resize", "smallestmaxsize shortestsize");
    put("pad", "padifneeded zoomout");
    put("elastic-transform", "elastic");
    put("brightness", "adjustbrightness");
    put("contrast", "adjustcontrast");
    put("color-jitter", "brightnesscontrast huesaturationvalue photometricdistort colorjiggle");
    put("hue", "adjusthue");
    put("saturation", "adjustsaturation");
    put("sharpness", "adjustsharpness");
    put("gamma", "adjustgamma");
    put("tone-curve", "tonecurve");
    put("grayscale", "togray togrey gray grey");
    put("sepia", "tosepia");
    put("invert", "invertimg");
    put("channel-shuffle", "channelpermutation permutechannels");
    put("box-blur", "blur averageblur");
    put("zoom-blur", "zoomblur");
    put("gaussian-noise", "gaussnoise additivenoise noise");
    put("salt-and-pepper", "saltpepper");
    put("jpeg-compression", "imagecompression jpeg");
    put("ringing", "ringingovershoot");
    put("random-erasing", "erasing");
    put("coarse-dropout", "dropout");
    put("grid-shuffle", "gridshuffle");
    put("fourier-domain-adaptation", "fda");
    put("color-transfer", "pixeldistributionadaptation templatetransform");
    put("trivial-augment-wide", "trivialaugment");
  }

  private static void parameters() {
    put("degrees", "limit angle angles anglerange rotate rotatelimit rotation");
    put("factor", "limit brightness contrast saturation sharpness brightnesslimit contrastlimit");
    put("factor", "brightnessrange contrastrange brightnessfactor contrastfactor scale scalelimit");
    put("factor", "saturationfactor sharpnessfactor");
    put("brightness", "brightnesslimit brightnessrange");
    put("contrast", "contrastlimit contrastrange");
    put("saturation", "satshiftlimit");
    put("hue", "hueshiftlimit");
    put("turns", "hueshiftlimit huefactor hue limit");
    put("quarter-turns", "k times factor");
    put("scale", "scalelimit scalerange");
    put("translate-x", "right shiftlimitx shiftlimit translate translatepercent x");
    put("x", "right shiftlimitx shiftlimit translatex");
    put("y", "down shiftlimity translatey");
    put("translate-y", "down shiftlimity y");
    put("shear-x", "shear");
    put("x", "shear degrees");
    put("gamma", "gammalimit");
    put("quality", "qualityrange qualitylower compression");
    put("bits", "numbits");
    put("threshold", "thresholdrange");
    put("clip-limit", "limit");
    put("tiles", "tilegridsize");
    put("deviation", "stdrange std sigma varlimit");
    put("sigma", "sigmalimit sigmarange");
    put("radius", "blurlimit kernelsize ksize");
    put("amount", "alpha");
    put("holes", "numholes numholesrange maxholes");
    put("height", "holeheightrange maxheight minheight");
    put("width", "size holewidthrange maxwidth minwidth");
    put("area", "scale scalelimit");
    put("aspect", "ratio");
    put("k", "distortlimit");
    put("limit", "distortlimit");
    put("columns", "numsteps grid");
    put("red", "rshiftlimit");
    put("green", "gshiftlimit");
    put("blue", "bshiftlimit");
    put("axis", "direction flipcode");
    put("border", "bordermode paddingmode mode");
    put("fill", "fillvalue value cval");
    put("interpolation", "resample resamplingmode");
    put("place", "position");
  }

  private static void put(String word, String names) {
    for (var name : names.split(" ", -1)) {
      WORDS.merge(
          name,
          List.of(word),
          (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }
  }

  /** The words of ours that one of their names may stand for; none where it is none of theirs. */
  public static List<String> find(String name) {
    var unqualified = name.replaceFirst("^[^(]*\\.", "");
    return WORDS.getOrDefault(DidYouMean.plain(unqualified), List.of());
  }
}
