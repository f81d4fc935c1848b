package dev.variegate.op;

import dev.variegate.base.LruCache;
import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ReferenceImage;
import java.io.Serial;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * Looks at references and remembers what was seen last, so that a task decodes and measures each
 * once, as long as all of it takes no more than 64 MiB. Thread-safe.
 */
public final class ReferenceCache implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Color statistics of thousands, or coarse spectra of hundreds of references. */
  private static final long KEPT_BYTES = 64L << 20;

  private final ImageCodec codec;
  private final long most;
  private final transient LruCache<Seen> seen;

  private ReferenceCache(ImageCodec codec, long most) {
    this.codec = codec;
    this.most = most;
    this.seen = new LruCache<>(most, Seen::bytes);
  }

  static ReferenceCache keeping(ImageCodec codec) {
    return new ReferenceCache(codec, KEPT_BYTES);
  }

  static ReferenceCache keepingNothing() {
    return new ReferenceCache(new ImageCodec(), -1);
  }

  /** What a look at a reference says. */
  public interface Seen {

    /** Of memory that it takes, about. */
    long bytes();
  }

  /** A file's content, kept between the drawing of a reference and the first look at it. */
  private static final class Encoded implements Seen {
    private final byte[] content;

    Encoded(byte[] content) {
      this.content = content;
    }

    @Override
    public long bytes() {
      return content.length;
    }
  }

  /** The listed image, which is read for its hash. */
  Reference reference(ReferenceImage image) {
    var name = image.name();
    var content = image.content();
    var encoded = content.get();
    var sha256 = Sha256.hex(encoded);
    seen.keep(sha256, new Encoded(encoded));
    return new Reference(name, sha256, looks -> looks.decoded(name, sha256, content), this);
  }

  /** What was seen by this key, or is seen now. */
  Seen once(String key, Supplier<? extends Seen> look) {
    return seen.once(key, look);
  }

  /**
   * The image of a reference.
   *
   * @throws BadReferenceException if it is none, or another one by now
   */
  private Image decoded(String name, String sha256, ReferenceImage.Content content) {
    var encoded = seen.find(sha256).map(kept -> ((Encoded) kept).content).orElseGet(content);
    var now = Sha256.hex(encoded);
    if (!now.equals(sha256)) {
      throw new BadReferenceException(
          name, "it has the SHA-256 %s now and had %s when it was drawn".formatted(now, sha256));
    }
    try {
      return codec.decode(encoded);
    } catch (BadImageException e) {
      throw new BadReferenceException(name, e);
    }
  }

  /** What was seen stays behind when a drawn reference is sent. */
  @Serial
  private Object readResolve() {
    return new ReferenceCache(codec, most);
  }
}
