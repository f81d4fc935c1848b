package dev.variegate.op;

/** The open door for users' own operations; they must name themselves for the policy file. */
public non-sealed interface Custom extends Augmentation {

  /** The word that stands for this operation in a policy file. */
  String name();
}
