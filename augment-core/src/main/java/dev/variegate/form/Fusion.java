package dev.variegate.form;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Occlusions;
import dev.variegate.label.PointMap;
import dev.variegate.label.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Turns drawn steps into the shortest list of forms, and runs forms. */
public final class Fusion {

  private Fusion() {}

  /**
   * The forms of the steps for an image of this size, with neighbors merged where their rules allow
   * it and forms that change nothing left out.
   */
  public static List<Form> fuse(List<? extends Step> steps, Size size) {
    var fused = new ArrayList<Form>();
    for (var form : lower(steps, size)) {
      int last = fused.size() - 1;
      var merged = last < 0 ? Optional.<Form>empty() : fused.get(last).then(form);
      if (merged.isPresent()) {
        fused.remove(last);
      }
      var next = merged.orElse(form);
      if (!next.isIdentity()) {
        fused.add(next);
      }
    }
    return List.copyOf(fused);
  }

  /** The form of each step by itself, each for the size that the one before it leaves. */
  public static List<Form> lower(List<? extends Step> steps, Size size) {
    var forms = new ArrayList<Form>();
    var current = size;
    for (var step : steps) {
      var form = step.lower(current);
      forms.add(form);
      current = form.sizeAfter(current);
    }
    return List.copyOf(forms);
  }

  /**
   * Runs forms one after the other, closing every image between; the input stays open and as it
   * was, and the caller closes the result, which is a new image even if there is nothing to do.
   */
  public static Image apply(List<Form> forms, Image image) {
    return each(forms, image, Form::apply, Form::consume);
  }

  /** As {@link #apply}, for a mask of the image. */
  public static Image applyToMask(List<Form> forms, Image mask) {
    return each(
        forms,
        mask,
        Form::applyToMask,
        (form, before) -> {
          try (before) {
            return form.applyToMask(before);
          }
        });
  }

  /** Where the points of the image go; none where its pixels stay in their places. */
  public static Optional<PointMap> points(List<Form> forms) {
    return forms.stream().flatMap(form -> form.points().stream()).reduce(PointMap::then);
  }

  /** What is hidden of the image in the end. */
  public static Occlusions covers(List<Form> forms) {
    var polygons = new ArrayList<Polygon>();
    for (int i = 0; i < forms.size(); i++) {
      var later = points(forms.subList(i + 1, forms.size())).orElse(PointMap.STAY);
      forms.get(i).holes().forEach(hole -> polygons.add(hole.polygon().moved(later)));
    }
    return new Occlusions(polygons);
  }

  private static Image each(
      List<Form> forms,
      Image image,
      BiFunction<Form, Image, Image> first,
      BiFunction<Form, Image, Image> others) {
    if (forms.isEmpty()) {
      return image.copy();
    }
    var current = first.apply(forms.get(0), image);
    for (var form : forms.subList(1, forms.size())) {
      current = others.apply(form, current);
    }
    return current;
  }
}
