package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.mix.MixMethod;
import dev.variegate.mix.MixMethods;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params of what is mixed, with whom, and what class comes of it. */
public interface MixParams<S> extends Params {

  /** Partners of any class. */
  String ANY = "any";

  /** Partners of the row's own class. */
  String SAME_CLASS = "same-class";

  default Param<String> mixture() {
    return ParamSupport.text(
        this,
        "mixture",
        "how images are mixed: mix-up, cut-mix, mosaic or copy-paste, with parameters as in a policy, such as {\"mix-up\": {\"alpha\": 0.4}}; from a list, each copy draws one",
        MixParams::mixtures);
  }

  default Param<String> partners() {
    return ParamSupport.text(
        this,
        "partners",
        "which images are mixed in: any, or same-class (by labelCol)",
        MixParams::requirePartners);
  }

  default Param<String> labelRule() {
    return ParamSupport.text(
        this,
        "labelRule",
        "class of a mixed image: keep (that of the copied row) or largest (that of the image with the largest share, by labelCol)",
        LabelRule::parse);
  }

  default Param<String> softLabelCol() {
    return ParamSupport.column(
        this,
        "softLabelCol",
        "added column with the fraction of each class in an image (map of string to double), by labelCol; if unset, none is added");
  }

  default S setMixture(String value) {
    return ParamSupport.set(this, mixture(), value);
  }

  default String getMixture() {
    return getOrDefault(mixture());
  }

  default S setPartners(String value) {
    return ParamSupport.set(this, partners(), value);
  }

  default String getPartners() {
    return getOrDefault(partners());
  }

  default S setLabelRule(String value) {
    return ParamSupport.set(this, labelRule(), value);
  }

  default String getLabelRule() {
    return getOrDefault(labelRule());
  }

  default S setSoftLabelCol(String value) {
    return ParamSupport.set(this, softLabelCol(), value);
  }

  default String getSoftLabelCol() {
    return getOrDefault(softLabelCol());
  }

  /** The mixtures that the Param names. */
  static List<MixMethod> mixtures(String text) {
    return MixMethods.read(text, "the Param mixture");
  }

  private static void requirePartners(String word) {
    if (!word.equals(ANY) && !word.equals(SAME_CLASS)) {
      throw new IllegalArgumentException(
          "partners is \"%s\" but must be any or same-class; set one of them".formatted(word));
    }
  }

  /** What class a mixed image gets. */
  enum LabelRule {
    /** That of the row that it is a copy of, which keeps the largest part in most. */
    KEEP,
    /** That of the image with the largest part. */
    LARGEST;

    public static LabelRule parse(String word) {
      return Choice.parse(LabelRule.class, word, "labelRule");
    }

    @Override
    public String toString() {
      return KebabCase.kebab(this);
    }
  }
}
