package dev.variegate.generate.inpaint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.KebabCase;
import dev.variegate.image.Image;
import dev.variegate.model.ModelBundle;
import dev.variegate.pixel.HoleFill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills without a model. */
record ClassicFiller(HoleFill fill) implements HoleFiller {

  @Override
  public List<Image> fill(List<Image> images, List<Image> masks) {
    var filled = new ArrayList<Image>();
    try {
      for (int i = 0; i < images.size(); i++) {
        filled.add(fill.fill(images.get(i), masks.get(i)));
      }
      return filled;
    } catch (RuntimeException | Error e) {
      filled.forEach(Image::close);
      throw e;
    }
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public void note(ObjectNode step) {
    step.put("method", KebabCase.kebab(fill.method()));
    step.put("radius", fill.radius());
  }

  @Override
  public Optional<ModelBundle> bundle() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
