package dev.variegate.policy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ColorProfiles;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.SourceImage;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.label.LabelRules;
import dev.variegate.lineage.Annotations;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.lineage.Software;
import dev.variegate.lineage.Source;
import dev.variegate.op.DrawContext;
import dev.variegate.op.References;
import dev.variegate.random.DrawKey;
import dev.variegate.recipe.Decoding;
import dev.variegate.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Augments encoded images with a policy, and reproduces a copy from its lineage. Pure: the same
 * source, key and number give the same bytes in any order, thread or JVM. All native memory is
 * given back before a method returns.
 *
 * @param encoding how copies are written; empty: as the source at the format's default quality,
 *     where BMP becomes PNG
 * @param references what copies may be made like, and are when they are replayed
 * @param options how far a JPEG is decoded; a replay does as the lineage says, whatever stands here
 */
public record PolicyAugmenter(
    Policy policy,
    long seed,
    Optional<Encoding> encoding,
    ImageCodec codec,
    References references,
    JpegOptions options) {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyAugmenter.class);

  /** Without references or options. */
  public PolicyAugmenter(Policy policy, long seed, Optional<Encoding> encoding, ImageCodec codec) {
    this(policy, seed, encoding, codec, References.NONE, JpegOptions.NONE);
  }

  /** This augmenter with other references, such as those that one row brings. */
  public PolicyAugmenter with(References others) {
    return new PolicyAugmenter(policy, seed, encoding, codec, others, options);
  }

  /** This augmenter with other options. */
  public PolicyAugmenter with(JpegOptions others) {
    return new PolicyAugmenter(policy, seed, encoding, codec, references, others);
  }

  /**
   * Decodes the source once and makes the copies {@code firstCopy}, {@code firstCopy + 1}, ...
   *
   * @param key what names the source
   * @param firstCopy at least 1; 0 is the original, which is not made
   * @throws dev.variegate.image.BadImageException if the source is not a readable image
   */
  public List<EncodedSample> expand(byte[] source, String key, int firstCopy, int copies) {
    var nothing = Annotations.none(codec.header(source).orientedSize());
    return expand(source, nothing, new LabelRules(), key, firstCopy, copies);
  }

  /**
   * As {@link #expand(byte[], String, int, int)}, with what goes with the image.
   *
   * @param given changed with each copy as its image is; masks come out as PNGs, those of floats or
   *     bands as TIFFs
   * @param rules what happens to shapes that leave the image
   * @throws IllegalArgumentException if a mask is not of the image's size, or an operation tears
   *     shapes apart
   */
  public List<EncodedSample> expand(
      byte[] source, Annotations given, LabelRules rules, String key, int firstCopy, int copies) {
    requireNumbers(firstCopy, copies);
    var made = new ArrayList<EncodedSample>();
    try (var opened = new Source(key, new SourceImage(source, codec), () -> given, codec)) {
      var written = encoding.orElseGet(opened.encoded()::encodingLike);
      for (int copy = firstCopy; copy < firstCopy + copies; copy++) {
        var drawn = draw(opened, rules, new DrawKey(seed, key, copy), copies == 1);
        made.add(drawn.lossless(written).orElseGet(() -> encoded(drawn, written, copies == 1)));
      }
    }
    return made;
  }

  private EncodedSample encoded(DrawnCopy drawn, Encoding written, boolean alone) {
    try (var sample = alone ? drawn.sampleAlone() : drawn.sample()) {
      return sample.encode(codec, written, drawn.source().encoded().profile());
    }
  }

  /**
   * Draws one copy, which depends on nothing but the source and what fixes its numbers. Throws as
   * {@link #expand(byte[], Annotations, LabelRules, String, int, int)} does.
   *
   * @param alone whether nothing else is made of the source, so that it need not be decoded yet
   */
  public DrawnCopy draw(Source source, LabelRules rules, DrawKey draw, boolean alone) {
    var encoded = source.encoded();
    boolean later = alone || !options.equals(JpegOptions.NONE);
    var size = later ? encoded.size() : encoded.image().size();
    var labels = source.annotations().labels();
    var recipe = policy.draw(draw, new DrawContext(size, labels, rules, references));
    return new DrawnCopy(recipe, source, rules, draw, codec, options);
  }

  private static void requireNumbers(int firstCopy, int copies) {
    if (firstCopy < 1) {
      throw new IllegalArgumentException(
          "First copy is %d but must be at least 1; 0 is the original, pass it on as it is"
              .formatted(firstCopy));
    }
    if (copies < 0) {
      throw new IllegalArgumentException(
          "Number of copies is %d but must be at least 0; give how many to make".formatted(copies));
    }
  }

  /**
   * Reproduces an image from its source and lineage, with the same bytes on the same software.
   * Another software version is allowed and logged, because it may give other bytes.
   *
   * @throws IllegalArgumentException if the source is another one, a model made the image, or it
   *     was made like a reference that is not among those given
   */
  public EncodedSample replay(byte[] source, Lineage lineage) {
    requireSource(source, lineage);
    requireClassic(lineage);
    if (!lineage.software().equals(Software.name())) {
      LOG.warn(
          "Copy {} of {} was made by {} and is replayed by {}: its bytes may differ",
          lineage.copy(),
          lineage.sourceKey(),
          lineage.software(),
          Software.name());
    }
    return switch (lineage.method()) {
      case Lineage.ORIGINAL, Lineage.OVERSAMPLE -> new EncodedSample(source.clone(), lineage);
      case Lineage.CLASSIC -> replayed(source, lineage);
      default ->
          throw new IllegalArgumentException(
              "Lineage of copy %d of %s names the method \"%s\" but must be original, oversample or classic to be replayed from its source; make it again with its model %s %s"
                  .formatted(
                      lineage.copy(),
                      lineage.sourceKey(),
                      lineage.method(),
                      lineage.model(),
                      lineage.modelVersion()));
    };
  }

  private EncodedSample replayed(byte[] source, Lineage lineage) {
    var written = ColorProfiles.encoding(lineage.encoding());
    var same = codec.with(ColorProfiles.of(lineage.encoding()));
    try (var opened = new SourceImage(source, same)) {
      var whole = lineage.link() > 0 ? Optional.<byte[]>empty() : transformed(opened, lineage);
      return new EncodedSample(
          whole.orElseGet(() -> encoded(opened, lineage, written, same)), lineage);
    }
  }

  private Optional<byte[]> transformed(SourceImage source, Lineage lineage) {
    var recipe = recipe(lineage);
    return recipe.decoding() == Decoding.COEFFICIENTS ? recipe.transform(source) : Optional.empty();
  }

  private byte[] encoded(SourceImage source, Lineage lineage, Encoding written, ImageCodec same) {
    try (var changed = replayFrom(source, lineage)) {
      return encoded(changed.image(), written, source.profile(), same);
    }
  }

  /**
   * Reproduces the image of a classic copy; the caller closes it.
   *
   * @param image the decoded source, or, where the method before the lineage's in its chain is not
   *     classic, what that method has made; it stays open
   * @throws IllegalArgumentException if it was made like a reference that is not among those given,
   *     or of a source that was not decoded in full
   */
  public Sample replayFrom(Image image, Lineage lineage) {
    return remade(lineage, recipe -> changed(recipe, image));
  }

  /**
   * As {@link #replayFrom(Image, Lineage)}, from the file of the source, which stays open: it is
   * decoded as it was for the copy.
   */
  public Sample replayFrom(SourceImage source, Lineage lineage) {
    return remade(lineage, recipe -> changed(recipe, source));
  }

  private Sample remade(Lineage lineage, Function<Recipe, Image> first) {
    var earlier = lineage.link() > 0 ? lineage.before() : Optional.<Lineage>empty();
    if (earlier.isPresent() && earlier.get().method().equals(Lineage.CLASSIC)) {
      try (var before = remade(earlier.get(), first)) {
        return new Sample(changed(recipe(lineage), before.image()), lineage);
      }
    }
    return new Sample(first.apply(recipe(lineage)), lineage);
  }

  private Recipe recipe(Lineage lineage) {
    return Recipe.fromJson(lineage.ownSteps(), "a lineage").with(references);
  }

  private static Image changed(Recipe recipe, SourceImage source) {
    try {
      return recipe.applyAlone(source);
    } catch (RuntimeException e) {
      throw OpenCvFailure.translate(e, source.size());
    }
  }

  private static Image changed(Recipe recipe, Image image) {
    try {
      return recipe.apply(image);
    } catch (RuntimeException e) {
      throw OpenCvFailure.translate(e, image.size());
    }
  }

  private static byte[] encoded(
      Image image, Encoding how, Optional<ColorProfile> profile, ImageCodec codec) {
    try {
      return codec.encode(image, how, profile);
    } catch (RuntimeException e) {
      throw OpenCvFailure.translate(e, image.size());
    }
  }

  /** Refuses a chain that another method than a policy begins. */
  private static void requireClassic(Lineage lineage) {
    for (var link = lineage; link.link() > 0; ) {
      link = link.before().orElseThrow();
      if (!link.method().equals(Lineage.CLASSIC)) {
        throw new IllegalArgumentException(
            "Lineage of copy %d of %s goes on with what the method \"%s\" has made but must have classic methods alone to be replayed from its source; replay that method first and give its image"
                .formatted(lineage.copy(), lineage.sourceKey(), link.method()));
      }
    }
  }

  private static void requireSource(byte[] source, Lineage lineage) {
    var hash = Sha256.hex(source);
    if (!hash.equals(lineage.sourceSha256())) {
      throw new IllegalArgumentException(
          "Source has the SHA-256 %s but must be %s, of which copy %d was made; pass the bytes of %s"
              .formatted(hash, lineage.sourceSha256(), lineage.copy(), lineage.sourceKey()));
    }
  }
}
