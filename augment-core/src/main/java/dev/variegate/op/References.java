package dev.variegate.op;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ReferenceImage;
import dev.variegate.image.UnitFloats;
import dev.variegate.random.WeightedChoice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The images that others may be made like, to be drawn by their weights. Opened once a task, for it
 * remembers what was seen of them; thread-safe.
 */
public final class References {

  /** What the only reference of {@link #own} is called. */
  public static final String OWN = "companion";

  /** There are none. */
  public static final References NONE = new References(List.of(), ReferenceCache.keepingNothing());

  private final List<Listed> listed;
  private final ReferenceCache looks;
  private final Map<Integer, Reference> read = new ConcurrentHashMap<>();

  /** A reference that is read when it is asked for. */
  private record Listed(String name, double weight, Supplier<Reference> reference) {}

  private References(List<Listed> listed, ReferenceCache looks) {
    this.listed = List.copyOf(listed);
    this.looks = looks;
  }

  /**
   * Lists images; each is read when it is first drawn.
   *
   * @param codec whose limits hold for them
   */
  public static References of(List<ReferenceImage> images, ImageCodec codec) {
    return of(images, ReferenceCache.keeping(codec));
  }

  private static References of(List<ReferenceImage> images, ReferenceCache looks) {
    return new References(
        images.stream()
            .map(image -> new Listed(image.name(), image.weight(), () -> looks.reference(image)))
            .toList(),
        looks);
  }

  /** As {@link #of(List, ImageCodec)}, with the usual limits. */
  public static References of(List<ReferenceImage> images) {
    return of(images, new ImageCodec());
  }

  /**
   * The one reference that an image brings along, in place of those listed; what was seen of it is
   * remembered here.
   *
   * @param encoded not written to from here on
   */
  public References own(byte[] encoded) {
    return of(List.of(new ReferenceImage(OWN, 1, () -> encoded)), looks);
  }

  /** As {@link #own(byte[])}, for one that is decoded, of any channels; the image is copied. */
  public References own(Image image) {
    var size = image.size();
    int channels = image.channels();
    var fractions = UnitFloats.of(image);
    var reference =
        new Reference(
            OWN,
            UnitFloats.sha256(image),
            opened -> UnitFloats.floats(size, channels, fractions),
            looks);
    return new References(List.of(new Listed(OWN, 1, () -> reference)), looks);
  }

  /**
   * Draws one, the heavier the likelier; takes one number.
   *
   * @param operation that asks, for messages
   * @throws IllegalArgumentException if there are none
   */
  public Reference draw(RandomGenerator random, String operation) {
    if (listed.isEmpty()) {
      throw new IllegalArgumentException(
          "%s takes a reference but none is given; give the stage references or referencesCol, or leave the operation out"
              .formatted(operation));
    }
    return reference(WeightedChoice.draw(random, listed.stream().map(Listed::weight).toList()));
  }

  /**
   * Finds the image of a reference again: by its name, or where none is called so by its content.
   *
   * @throws IllegalArgumentException if it is not here, or another image has its name
   */
  public Reference find(Reference wanted) {
    var called =
        IntStream.range(0, listed.size())
            .filter(i -> listed.get(i).name().equals(wanted.name()))
            .mapToObj(this::reference)
            .toList();
    var among =
        called.isEmpty()
            ? IntStream.range(0, listed.size()).mapToObj(this::reference)
            : called.stream();
    return among
        .filter(reference -> reference.sha256().equals(wanted.sha256()))
        .findFirst()
        .orElseThrow(() -> called.isEmpty() ? missing(wanted) : another(wanted, called.get(0)));
  }

  private IllegalArgumentException missing(Reference wanted) {
    var names = listed.stream().map(Listed::name).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "Reference \"%s\" with the SHA-256 %s is needed but is not among the references, which are %s; pass its image"
            .formatted(wanted.name(), wanted.sha256(), names.isEmpty() ? "none" : names));
  }

  private static IllegalArgumentException another(Reference wanted, Reference given) {
    return new IllegalArgumentException(
        "Reference \"%s\" has the SHA-256 %s but must be %s, which was drawn; pass the bytes of the first time"
            .formatted(given.name(), given.sha256(), wanted.sha256()));
  }

  private Reference reference(int place) {
    return read.computeIfAbsent(place, i -> listed.get(i).reference().get());
  }
}
