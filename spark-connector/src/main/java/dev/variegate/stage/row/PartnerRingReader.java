package dev.variegate.stage.row;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads the rings that {@link PartnerRings} ordered, and gives each row with the rows behind it in
 * its ring. Holds no more rows than twice the partners of one.
 */
public final class PartnerRingReader implements Iterator<RowWorker.Input> {

  /**
   * A row in its ring.
   *
   * @param row without the columns of rings
   * @param key what names it; null where it cannot have partners
   * @param place its number in its ring, from 0
   */
  public record Member(Row row, String key, int place) {}

  private final Iterator<Row> rows;
  private final int partners;
  private final Deque<Member> waiting = new ArrayDeque<>();
  private final List<Member> first = new ArrayList<>();
  private Row ahead;
  private Object ring;
  private int taken;

  /**
   * @param partners how many each row gets
   */
  PartnerRingReader(Iterator<Row> rows, int partners) {
    this.rows = rows;
    this.partners = partners;
    this.ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null || !waiting.isEmpty();
  }

  @Override
  public RowWorker.Input next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No row is left");
    }
    if (waiting.isEmpty()) {
      first.clear();
      taken = 0;
      ring = ring(ahead);
    }
    while (ahead != null && waiting.size() <= partners && ring(ahead).equals(ring)) {
      take();
    }
    var member = waiting.remove();
    return new RowWorker.Input(member.row(), behind(member));
  }

  /**
   * The members behind it, round the ring and again where there are too few, itself left out;
   * itself alone where there is no other.
   */
  private List<Member> behind(Member member) {
    var round = new ArrayList<>(waiting);
    round.addAll(first);
    int self = indexOf(member, round); // a small ring comes round to it
    var others = self < 0 ? round : round.subList(0, self);
    return new Round(others.isEmpty() ? List.of(member) : others, partners);
  }

  /** Members again and again; a row of one class may ask for more than all rings hold. */
  private static final class Round extends AbstractList<Member> {
    private final List<Member> members;
    private final int size;

    Round(List<Member> members, int size) {
      this.members = members;
      this.size = size;
    }

    @Override
    public Member get(int index) {
      return members.get(Objects.checkIndex(index, size) % members.size());
    }

    @Override
    public int size() {
      return size;
    }
  }

  private static int indexOf(Member member, List<Member> members) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).place() == member.place()) {
        return i;
      }
    }
    return -1;
  }

  private void take() {
    int width = ahead.length() - PartnerRings.ADDED;
    var values = new Object[width];
    for (int i = 0; i < width; i++) {
      values[i] = ahead.get(i);
    }
    var member = new Member(RowFactory.create(values), ahead.getString(width + 2), taken++);
    waiting.add(member);
    if (first.size() <= partners) {
      first.add(member);
    }
    ahead = rows.hasNext() ? rows.next() : null;
  }

  /** Group and number of a row's ring. */
  private static List<Object> ring(Row row) {
    int width = row.length() - PartnerRings.ADDED;
    return Arrays.asList(row.get(width), row.get(width + 3));
  }
}
