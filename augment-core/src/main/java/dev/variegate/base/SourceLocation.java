package dev.variegate.base;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.ConfigNode.Source;
import java.util.function.Supplier;

/**
 * Where in a text a value stands, for messages.
 *
 * @param what the kind of entry, such as "Policy step"
 * @param number of the entry, with dots for entries inside entries
 * @param where the file or parameter that holds the text
 */
public record SourceLocation(String what, String number, String where) {

  /** The entry inside this one with the given number, from 1. */
  public SourceLocation inside(int entry) {
    return new SourceLocation(what, number.isEmpty() ? "" + entry : number + "." + entry, where);
  }

  /** How many entries it is inside of, itself among them. */
  public int depth() {
    return number.isEmpty() ? 0 : number.split("\\.").length;
  }

  /** The entry as a text of its own, whose values messages call by their keys. */
  public Source source() {
    return Source.of(toString(), IllegalArgumentException::new);
  }

  /** A value of the entry, to be read. */
  public ConfigNode value(String key, JsonNode tree) {
    return new ConfigNode(tree, key, source());
  }

  public IllegalArgumentException error(String sentence) {
    return new IllegalArgumentException(this + " " + sentence);
  }

  /** Makes a value, and says where it stands if its own constructor refuses it. */
  public <T> T checked(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  IllegalArgumentException refused(IllegalArgumentException cause) {
    return new IllegalArgumentException(this + ": " + cause.getMessage(), cause);
  }

  @Override
  public String toString() {
    return "%s%s in %s".formatted(what, number.isEmpty() ? "" : " step " + number, where);
  }
}
