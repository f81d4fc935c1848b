package dev.variegate.policy;

import java.util.function.Supplier;

/**
 * Where in a text a value stands, for messages.
 *
 * @param what the kind of entry, such as "Policy step"
 * @param number of the entry, with dots for entries inside entries
 * @param where the file or parameter that holds the text
 */
record Place(String what, String number, String where) {

  /** The entry inside this one with the given number, from 1. */
  Place inside(int entry) {
    return new Place(what, number.isEmpty() ? "" + entry : number + "." + entry, where);
  }

  /** How many entries it is inside of, itself among them. */
  int depth() {
    return number.isEmpty() ? 0 : number.split("\\.").length;
  }

  IllegalArgumentException error(String sentence) {
    return new IllegalArgumentException(this + " " + sentence);
  }

  /** Makes a value, and says where it stands if its own constructor refuses it. */
  <T> T checked(Supplier<T> constructor) {
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
