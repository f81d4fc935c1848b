package dev.variegate.stage;

import dev.variegate.image.Encoding;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.SourceImage;
import dev.variegate.label.LabelRules;
import dev.variegate.policy.Annotations;
import dev.variegate.policy.Copy;
import dev.variegate.policy.DrawKey;
import dev.variegate.policy.Expansion;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Policy;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/** A way to make copies of one picture. */
sealed interface CopyMethod extends Serializable {

  /**
   * Opens the image of a row, to make copies of it, and leaves it to the caller to close; asks for
   * what goes with it only where that changes.
   */
  @FunctionalInterface
  interface Maker {
    Copies open(Row row, SourceImage source, Supplier<Annotations> given, String key);
  }

  /** The copies of one row, numbered from 1; each is made when it is asked for. */
  interface Copies extends AutoCloseable {
    Copy copy(int number);

    @Override
    void close();
  }

  /** What works for one task. */
  Maker open(ImageCodec codec);

  /**
   * Classic augmentation by a policy.
   *
   * @param referencing what its steps make pictures like
   * @param rules what becomes of shapes that leave the picture
   * @param encoding text of the Param; "same" keeps the source's
   */
  record Classic(
      Policy policy, Referencing referencing, long seed, LabelRules rules, String encoding)
      implements CopyMethod {
    @Override
    public Maker open(ImageCodec codec) {
      Optional<Encoding> asked = EncodingChoice.parse(encoding);
      var expansion = new Expansion(policy, seed, asked, codec);
      var finder = referencing.open(codec);
      return (row, source, given, key) ->
          finder.open(
              row,
              references ->
                  new Changed(expansion.with(references).open(source, given.get(), rules, key)));
    }
  }

  /** Copies that a policy changes. */
  record Changed(Expansion.Opened source) implements Copies {
    @Override
    public Copy copy(int number) {
      return source.copy(number);
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** The same bytes again: the control that any augmentation has to beat. */
  record Oversample(long seed) implements CopyMethod {
    @Override
    public Maker open(ImageCodec codec) {
      return (row, source, given, key) -> new Same(source, key, seed);
    }
  }

  /** Copies with the bytes of their source. */
  record Same(SourceImage source, String key, long seed) implements Copies {
    @Override
    public Copy copy(int number) {
      var draw = new DrawKey(seed, key, number);
      return new Copy(source.encoded(), Lineage.oversample(draw, source.sha256()));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
