package dev.variegate.mix;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ColorProfiles;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.SourceImage;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.lineage.Annotations;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.lineage.Source;
import dev.variegate.op.DrawContext;
import dev.variegate.op.References;
import dev.variegate.random.DrawKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Mixes encoded images, and mixes them again from a lineage. Pure: the same images, seed and number
 * give the same bytes in any order, thread or JVM. All native memory is given back before a method
 * returns.
 *
 * @param mixtures of which one is drawn for each copy, each as likely
 * @param encoding how copies are written; empty: as the image itself
 */
public record Mixer(
    List<MixMethod> mixtures, long seed, Optional<Encoding> encoding, ImageCodec codec) {

  public Mixer {
    mixtures = List.copyOf(mixtures);
  }

  /** How many partners each copy must be given; some mixtures take fewer of them. */
  public int partners() {
    return mixtures.stream().mapToInt(MixMethod::partners).max().orElse(0);
  }

  /**
   * As {@link #mix(Source, List, LabelRules, DrawKey)}, encoded, of images that go into it alone.
   */
  public MixedCopy mix(MixSource own, List<MixSource> partners, LabelRules rules, int copy) {
    var opened = new ArrayList<Source>();
    try {
      opened.add(open(own));
      partners.forEach(partner -> opened.add(open(partner)));
      opened.forEach(Source::decoded);
      var first = opened.get(0).encoded();
      var draw = new DrawKey(seed, own.key(), copy);
      var mixed = mix(opened.get(0), opened.subList(1, opened.size()), rules, draw);
      try (var sample = mixed.sample()) {
        var written = encoding.orElseGet(first::encodingLike);
        return new MixedCopy(sample.encode(codec, written, first.profile()), mixed.fractions());
      }
    } finally {
      opened.forEach(Source::close);
    }
  }

  private Source open(MixSource source) {
    var image = new SourceImage(source.encoded(), codec);
    return new Source(source.key(), image, source::annotations, codec);
  }

  /**
   * Makes one copy, which the caller closes; the images stay open.
   *
   * @param own the image itself, which names the copy
   * @param partners as many as {@link #partners()}
   * @param rules what happens to shapes that leave the image or are hidden
   * @param draw what fixes every number that is drawn
   * @throws IllegalArgumentException if their samples or masks are not of one kind
   */
  public MixedSample mix(Source own, List<Source> partners, LabelRules rules, DrawKey draw) {
    var random = draw.generator(0);
    var mixture = mixtures.get(random.nextInt(mixtures.size()));
    var all = new ArrayList<>(List.of(own));
    all.addAll(partners.subList(0, mixture.partners()));
    all.forEach(Source::decoded); // what cannot be read is reported before anything is drawn
    var mixed = mixture.draw(random, subjects(all, rules));
    var named =
        all.stream()
            .skip(1)
            .map(partner -> new MixRecipeJson.Partner(partner.key(), partner.sha256()))
            .toList();
    var steps = new MixRecipeJson(MixMethods.word(mixture), named, mixed).json();
    var lineage = Lineage.withoutModel(draw, own.sha256(), Lineage.MIX, steps, "");
    var sizes = all.stream().map(opened -> opened.annotations().size()).toList();
    var fractions = Arrays.stream(mixed.fractions(sizes)).boxed().toList();
    var image = mixed.image(all.stream().map(Source::image).toList());
    try {
      var annotations = Optional.of(annotations(mixed, all, sizes, rules));
      return new MixedSample(new Sample(image, lineage, annotations), fractions);
    } catch (RuntimeException | Error e) {
      image.close();
      throw e;
    }
  }

  /**
   * Reproduces a mixed image from its sources and lineage, with the same bytes on the same
   * software.
   *
   * @param sources the image itself and its partners, in the order of the lineage
   * @throws IllegalArgumentException if they are others, or the lineage is of another method
   */
  public byte[] replay(List<byte[]> sources, Lineage lineage) {
    if (!lineage.method().equals(Lineage.MIX)) {
      throw new IllegalArgumentException(
          "Lineage of copy %d of %s names the method \"%s\" but must be mix; replay it as what it is"
              .formatted(lineage.copy(), lineage.sourceKey(), lineage.method()));
    }
    var read = MixRecipeJson.read(lineage.ownSteps());
    var wanted = new ArrayList<>(List.of(lineage.sourceSha256()));
    read.partners().forEach(partner -> wanted.add(partner.sha256()));
    var given = sources.stream().map(Sha256::hex).toList();
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "Sources have the SHA-256 %s but must be %s, of which copy %d of %s was mixed; pass them in this order"
              .formatted(given, wanted, lineage.copy(), lineage.sourceKey()));
    }
    var same = codec.with(ColorProfiles.of(lineage.encoding()));
    var how = ColorProfiles.encoding(lineage.encoding());
    try (var images = Images.decoded(sources, same)) {
      var image = read.mixed().image(images.images());
      return written(image, how, same.profile(sources.get(0)), same);
    }
  }

  private static List<DrawContext> subjects(List<Source> sources, LabelRules rules) {
    return sources.stream()
        .map(Source::annotations)
        .map(given -> new DrawContext(given.size(), given.labels(), rules, References.NONE))
        .toList();
  }

  private static byte[] written(
      Image made, Encoding how, Optional<ColorProfile> profile, ImageCodec codec) {
    try (made) {
      return codec.encode(made, how, profile);
    } catch (RuntimeException e) {
      throw OpenCvFailure.translate(e, made.size());
    }
  }

  private Annotations annotations(
      MixRecipe mixed, List<Source> all, List<Size> sizes, LabelRules rules) {
    var masks = new ArrayList<byte[]>();
    for (int i = 0; i < all.get(0).masks().images().size(); i++) {
      int column = i;
      var mask =
          mixed.mask(all.stream().map(opened -> opened.masks().images().get(column)).toList());
      try (mask) {
        masks.add(codec.encode(mask, Encoding.lossless(mask))); // its values are names
      }
    }
    var labels = all.stream().map(opened -> opened.annotations().labels()).toList();
    return new Annotations(mixed.size(), masks, mixed.labels(labels, sizes, rules));
  }

  /** Several images, decoded; closed together. */
  private record Images(List<Image> images) implements AutoCloseable {
    static Images decoded(List<byte[]> encoded, ImageCodec codec) {
      var images = new Images(new ArrayList<>());
      try {
        encoded.forEach(each -> images.images.add(codec.decode(each)));
        return images;
      } catch (RuntimeException e) {
        images.close();
        throw e;
      }
    }

    @Override
    public void close() {
      images.forEach(Image::close);
    }
  }
}
