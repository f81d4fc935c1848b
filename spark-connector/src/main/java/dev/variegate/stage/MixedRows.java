package dev.variegate.stage;

import dev.variegate.image.BadImageException;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.policy.MixedCopy;
import dev.variegate.policy.Mixer;
import dev.variegate.policy.OpenedSource;
import dev.variegate.stage.RingWalk.Member;
import dev.variegate.stage.RingWalk.Placed;
import dev.variegate.stage.RowExpander.Originals;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Puts copies of each row behind it that are mixed with the rows behind it in its ring. What a row
 * becomes depends on the set of rows alone, so that partitions and retries change no byte.
 *
 * <p>A row that cannot be used is refused itself; where a partner cannot, the copy alone is.
 *
 * @param annotating what goes with the pictures
 * @param mixing text of the mixtures
 * @param encoding text of the Param; "same" keeps the source's
 * @param copies of each row
 * @param originals what becomes of rows that are copied
 * @param refusals what becomes of rows that cannot be used
 */
record MixedRows(
    Layout layout,
    Annotating annotating,
    MixedClasses classes,
    String mixing,
    String encoding,
    int copies,
    Originals originals,
    Refusals refusals)
    implements MapPartitionsFunction<Row, Row> {

  private Mixer mixer() {
    return new Mixer(
        MixParams.mixtures(mixing),
        layout.seed(),
        EncodingChoice.parse(encoding),
        refusals.codec());
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    OpenCvThreads.limit(TaskContext.get().cpus());
    var mixer = mixer();
    var walk = new RingWalk(rows, copies * mixer.partners());
    return MadeRows.each(walk, placed -> mixed(placed, mixer));
  }

  private MadeRows mixed(Placed placed, Mixer mixer) {
    var row = placed.member().row();
    if (!layout.expands(row) || layout.refusedBefore(row)) {
      return MadeRows.of(List.of(original(row)));
    }
    try {
      return new Copied(placed, own(placed, mixer), mixer);
    } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
      return MadeRows.of(refusals.of(row, e));
    }
  }

  private Row original(Row row) {
    return classes.told(layout.original(row, layout.lineage(row, refusals.codec())));
  }

  /** A row and its copies, each mixed with partners of its own. */
  private final class Copied extends MadeRows {
    private final Placed placed;
    private final OpenedSource own;
    private final Mixer mixer;
    private int next; // 0 is the original

    Copied(Placed placed, OpenedSource own, Mixer mixer) {
      this.placed = placed;
      this.own = own;
      this.mixer = mixer;
      this.next = originals == Originals.STAY ? 0 : 1;
    }

    @Override
    Optional<List<Row>> more() {
      int number = next++;
      if (number > copies) {
        return Optional.empty();
      }
      var row = placed.member().row();
      return Optional.of(number == 0 ? List.of(original(row)) : copy(row, number));
    }

    private List<Row> copy(Row row, int number) {
      int from = (number - 1) * mixer.partners();
      var members = placed.next().subList(from, from + mixer.partners());
      try {
        return List.of(MixedRows.this.copy(own, row, members, mixer, number));
      } catch (BadImageException | IllegalArgumentException e) { // a fault of others: the row stays
        return refusals.of(row, e);
      }
    }

    @Override
    public void close() {
      own.close();
    }
  }

  private OpenedSource own(Placed placed, Mixer mixer) {
    if (placed.member().key() == null) {
      throw new IllegalArgumentException(
          "Class is null, must be there where partners are of the same class; fill it or drop the row");
    }
    return opened(placed.member().row(), mixer);
  }

  private Row copy(OpenedSource own, Row row, List<Member> members, Mixer mixer, int copy) {
    var partners = new ArrayList<OpenedSource>();
    try {
      members.forEach(member -> partners.add(partner(member, mixer)));
      return made(mixer.mix(own, partners, annotating.rules(), copy), row, members);
    } finally {
      partners.forEach(OpenedSource::close);
    }
  }

  private Row made(MixedCopy mixed, Row row, List<Member> members) {
    var picture = layout.picture().copy(mixed.copy().encoded(), row, refusals.codec());
    var beside = annotating.changed(row, mixed.copy().annotations(), refusals.codec());
    var made = layout.copy(beside, picture, layout.continued(row, mixed.copy().lineage()));
    var all = Stream.concat(Stream.of(row), members.stream().map(Member::row)).toList();
    return classes.told(made, all, mixed);
  }

  private OpenedSource partner(Member member, Mixer mixer) {
    try {
      return opened(member.row(), mixer); // so that damage is told of the one that has it
    } catch (BadImageException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Partner %s cannot be used: %s; mend or drop that row"
              .formatted(member.key(), e.getMessage()),
          e);
    }
  }

  /** The row's picture and what goes with it, decoded. */
  private OpenedSource opened(Row row, Mixer mixer) {
    var codec = refusals.codec();
    var source = layout.picture().source(row, codec);
    var given = annotating.of(row, source.size(), codec);
    return mixer.open(layout.key(row, source), source, given);
  }
}
