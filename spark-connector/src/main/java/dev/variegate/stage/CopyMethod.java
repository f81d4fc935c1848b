package dev.variegate.stage;

import dev.variegate.image.Encoding;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.Sha256;
import dev.variegate.label.LabelRules;
import dev.variegate.policy.Annotations;
import dev.variegate.policy.Copy;
import dev.variegate.policy.DrawKey;
import dev.variegate.policy.Expansion;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Policy;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** A way to make copies of one picture. */
sealed interface CopyMethod extends Serializable {

  /**
   * Makes copies {@code first .. first + number - 1}, numbered from 1, of the encoded picture of a
   * row.
   */
  @FunctionalInterface
  interface Maker {
    List<Copy> make(Row row, byte[] source, Annotations given, String key, int first, int number);
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
      return (row, source, given, key, first, number) ->
          finder.make(
              row,
              references ->
                  expansion.with(references).expand(source, given, rules, key, first, number));
    }
  }

  /** The same bytes again: the control that any augmentation has to beat. */
  record Oversample(long seed) implements CopyMethod {
    @Override
    public Maker open(ImageCodec codec) {
      return (row, source, given, key, first, number) ->
          IntStream.range(first, first + number)
              .mapToObj(
                  copy ->
                      new Copy(
                          source,
                          Lineage.oversample(new DrawKey(seed, key, copy), Sha256.hex(source))))
              .toList();
    }
  }
}
