package dev.variegate.stage.duplicate;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** Things that belong together, by pairs of them: connected components, in a union-find forest. */
public final class DuplicateGroups implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Map<String, String> parents = new HashMap<>();

  /** Puts two of them together, with all that belong to either. */
  public void join(String one, String other) {
    var first = group(one);
    var second = group(other);
    if (!first.equals(second)) {
      boolean lesser = first.compareTo(second) < 0;
      parents.put(lesser ? second : first, lesser ? first : second);
    }
  }

  /** The least name of the group; the name itself where it belongs to no other. */
  public String group(String name) {
    var root = name;
    while (parents.containsKey(root)) {
      root = parents.get(root);
    }
    var place = name;
    while (!place.equals(root)) { // shorter ways for later
      place = parents.replace(place, root);
    }
    return root;
  }
}
