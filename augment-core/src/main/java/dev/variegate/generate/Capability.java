package dev.variegate.generate;

import java.util.Locale;

/** What a generator can be asked to do. */
public enum Capability {
  /** Make a new picture from random numbers. */
  SAMPLE,
  /** Make a picture of an asked class. */
  CONDITION_ON_LABEL,
  /** Turn a picture into its latent vector. */
  ENCODE,
  /** Tell how likely a picture is. */
  LOG_LIKELIHOOD,
  /** Change one property of a picture. */
  EDIT,
  /** Re-draw a picture in another style or domain. */
  TRANSLATE,
  /** Fill a masked part of a picture. */
  INPAINT;

  /** As messages write it, {@code condition-on-label}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
