package dev.variegate.stage.balance;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;

/** How the methods of a plan divide the images of classes. */
public enum MethodShare {
  /** An entry may leave classes out. */
  ANY,
  /** Every class has the same mix of methods, so that no method says which class an image is of. */
  EQUAL;

  public static MethodShare parse(String word) {
    return Choice.parse(MethodShare.class, word, "methodShare");
  }

  /** As Params and job files write it. */
  public String word() {
    return KebabCase.kebab(this);
  }
}
