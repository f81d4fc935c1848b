package dev.variegate.io;

import java.io.Serializable;
import java.util.Locale;

/** A run of images in one IDX file, with the labels that belong to it. */
record IdxPart(String images, String labels, String name, int start, int count)
    implements Serializable {

  String split() {
    if (name.endsWith("t10k") || name.endsWith("test")) {
      return "test";
    }
    return name.endsWith(ImageSource.TRAIN) ? ImageSource.TRAIN : name;
  }

  String key(int index) {
    return name + String.format(Locale.ROOT, "/%06d", index);
  }
}
